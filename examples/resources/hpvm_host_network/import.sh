# By the name of the host.
terraform import hpvm_host_network.vmhost1 vmhost1
