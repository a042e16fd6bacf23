# Changes the host, and puts it back: for the simulated host (hpvmctl simulate) or one that is there for tests.
variables {
  host     = "vmhost1"
  web_nics = ["test01:0,2"]
}

run "create" {
  variables {
    vlan = 120
  }

  assert {
    condition     = output.vswitch == "vmlan3"
    error_message = "the web tier is on another vswitch"
  }
}

run "another_vlan_is_one_command" {
  command = plan

  variables {
    vlan = 130
  }

  assert {
    condition     = anytrue([for line in hpvm_host_network.this.commands : strcontains(line, "vlanid:130")])
    error_message = "the port is not put into the other VLAN"
  }
}

run "change" {
  variables {
    vlan = 130
  }

  assert {
    condition     = hpvm_host_network.this.guest_nics["test01:0,2"].vlan_id == "130"
    error_message = "the NIC is in another VLAN"
  }
}
