data "hpvm_host" "vmhost1" {
  host = "vmhost1"
  ssh  = { address = "vmhost1.example.net", user = "netlook" }
}

output "guests" {
  value = { for name, guest in data.hpvm_host.vmhost1.guests : name => guest.state }
}

# What could not be read: unknown is not absent.
output "unread" {
  value = data.hpvm_host.vmhost1.unread
}
