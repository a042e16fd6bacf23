# The network of a web tier on one host, as a module that is tested before it meets one: see tests/.
terraform {
  required_version = ">= 1.11"
  required_providers {
    hpvm = {
      source = "cdktf-hpvm/hpvm"
    }
  }
}

variable "host" {
  type        = string
  description = "Name of the VM Host."
}

variable "vlan" {
  type        = number
  description = "VLAN of the web tier."
  validation {
    condition     = var.vlan >= 100 && var.vlan < 200
    error_message = "VLANs 100 to 199 are those of the web tier."
  }
}

variable "web_nics" {
  type        = list(string)
  description = "NICs of the web tier, each guest:bus,device."
}

data "hpvm_host" "this" {
  host = var.host
}

resource "hpvm_host_network" "this" {
  host            = var.host
  snapshot        = data.hpvm_host.this.snapshot
  accept_recalled = true

  vswitches = { vmlan3 = { uplink = "lan3", state = "up" } }
  guest_nics = {
    for nic in var.web_nics : nic => { vswitch = "vmlan3", adapter = "lan", vlan_id = tostring(var.vlan) }
  }
}

output "vswitch" {
  value = one(keys(hpvm_host_network.this.vswitches))
}
