data "hpvm_host" "vmhost1" {
  host = "vmhost1"
}

resource "hpvm_host_network" "vmhost1" {
  host     = "vmhost1"
  snapshot = data.hpvm_host.vmhost1.snapshot

  groups = {
    lan900 = { ports = ["lan1", "lan2"], mode = "LACP_AUTO", load_balancing = "LB_MAC" }
  }

  vswitches = {
    vmlan900 = { uplink = "lan900", state = "up", max_outage_seconds = 120 }
    vmlan3   = { uplink = "lan3", state = "up" }
    internal = { uplink = "none", state = "up" }
  }

  guest_nics = {
    "db01:0,1"  = { vswitch = "vmlan900" }
    "web01:0,3" = { vswitch = "vmlan3", adapter = "avio_lan", vlan_id = "120", protect = true }
  }

  tunables = { mac_address_frames = 2 }

  on_destroy = "forget"
}
