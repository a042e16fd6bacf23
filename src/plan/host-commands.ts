/** Absolute paths of HP's commands: nothing of HPVM is on the default PATH of an ssh session. */
export const HPVMNET = '/opt/hpvm/bin/hpvmnet';
export const HPVMMODIFY = '/opt/hpvm/bin/hpvmmodify';
export const HPVMSTATUS = '/opt/hpvm/bin/hpvmstatus';
export const NWMGR = '/usr/sbin/nwmgr';
export const IFCONFIG = '/usr/sbin/ifconfig';
export const NETSTAT = '/usr/bin/netstat';
export const CH_RC = '/usr/sbin/ch_rc';
