# "0x1666f3f84e37"
output "mac" {
  value = provider::hpvm::normalize_mac("16-66-F3-F8-4E-37")
}
