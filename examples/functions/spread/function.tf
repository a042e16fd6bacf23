locals {
  # db01 on vmlan4, web01 on vmlan900, app01 on vmlan4
  places = provider::hpvm::spread(["db01", "web01", "app01"], ["vmlan4", "vmlan900"])
}

output "guest_nics" {
  value = { for guest, vswitch in local.places : "${guest}:0,4" => { vswitch = vswitch, adapter = "avio_lan" } }
}
