# The plan itself is under test: which commands, in which order. Nothing is changed on the host.
run "the_vswitch_is_up_before_a_guest_is_connected" {
  command = plan

  variables {
    host     = "vmhost1"
    vlan     = 120
    web_nics = ["test01:0,2"]
  }

  assert {
    condition     = can(regex("(?s)hpvmnet -b -S vmlan3.*hpvmmodify -P test01", join("\n", hpvm_host_network.this.commands)))
    error_message = "a guest NIC would be connected to a vswitch that is down"
  }

  assert {
    condition     = alltrue([for each in hpvm_host_network.this.outages : coalesce(each.most_seconds, 1e9) <= 60])
    error_message = "somebody would be without network for more than a minute"
  }

  assert {
    condition     = strcontains(hpvm_host_network.this.certificate, "Proven by")
    error_message = "the plan is not proven"
  }
}

run "a_vlan_that_cannot_be_is_refused" {
  command = plan

  variables {
    host     = "vmhost1"
    vlan     = 4711
    web_nics = ["test01:0,2"]
  }

  expect_failures = [var.vlan]
}
