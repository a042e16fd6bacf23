/** Our state on a host, below the command prefix: lock, runs and the ownership record. */
export const STATE_FOLDER = '/var/opt/hpvmctl';
