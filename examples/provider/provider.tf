terraform {
  required_version = ">= 1.11"
  required_providers {
    hpvm = {
      source = "cdktf-hpvm/hpvm"
    }
  }
}

# Everything here is a default for every host, and may be left out. Keys stay in files and in the agent.
provider "hpvm" {
  known_hosts = "known_hosts"
  user        = "netadm"
  sudo        = "/usr/local/bin/sudo"
}
