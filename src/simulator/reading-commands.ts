/** Commands that only show something, whatever they are called with. */
const READERS: ReadonlySet<string> = new Set([
  '/opt/hpvm/bin/hpvminfo',
  '/opt/hpvm/bin/hpvmstatus',
  '/usr/bin/model',
  '/usr/bin/netstat',
  '/usr/bin/ps',
  '/usr/bin/uname',
  '/usr/sbin/ioscan',
  '/usr/sbin/lanscan',
  '/usr/sbin/swlist',
]);

const NWMGR_READING = /^(?:-g|-v|-A|all|-c|lan\d+|-S|apa|vlan|--sc)$/;

/** Whether a command line is known to leave the host as it is; false when in doubt. */
export function onlyReads(path: string, args: readonly string[]): boolean {
  if (READERS.has(path)) return true;
  if (path === '/usr/sbin/nwmgr') return args.every((arg) => NWMGR_READING.test(arg));
  if (path === '/opt/hpvm/bin/hpvmnet') return args.length === 0 || (args.length === 2 && args[0] === '-S');
  if (path === '/usr/sbin/ifconfig') return args.length === 1 || (args.length === 2 && args[1] === 'inet6');
  return false;
}
