import { interpretCommand } from './command-interpreter';
import { onlyReads } from './reading-commands';
import { SCENARIOS } from './scenario';
import { createSimulatedHost } from './simulated-host';

const LINES = [
  '/opt/hpvm/bin/hpvminfo',
  '/opt/hpvm/bin/hpvmnet',
  '/opt/hpvm/bin/hpvmnet -S vmlan4',
  '/opt/hpvm/bin/hpvmstatus',
  '/opt/hpvm/bin/hpvmstatus -P db01 -d',
  '/opt/hpvm/bin/hpvmstatus -P db01 -V',
  '/usr/bin/model',
  '/usr/bin/netstat -in',
  '/usr/bin/ps -e -o pid,user,args',
  '/usr/bin/uname -n',
  '/usr/sbin/ifconfig lan0',
  '/usr/sbin/ifconfig lan4 inet6',
  '/usr/sbin/ioscan -FnkClan',
  '/usr/sbin/lanscan -q',
  '/usr/sbin/nwmgr -g',
  '/usr/sbin/nwmgr -g -S apa',
  '/usr/sbin/nwmgr -g -A all -c lan4 --sc',
  '/usr/sbin/nwmgr -g -A all -c lan900 -S apa --sc',
  '/usr/sbin/nwmgr -c lan900 --sc',
  '/usr/sbin/swlist',
];

test.each(LINES)('%s leaves the host as it is but for the clock', (line) => {
  const state = createSimulatedHost(SCENARIOS.vmhost1).state();
  const [path = '', ...args] = line.split(' ');
  expect(onlyReads(path, args)).toBe(true);
  const before = structuredClone(state);
  const result = interpretCommand(freeze(state), { argv: [path, ...args], answers: [], environment: { UNIX95: '1' } });
  if (result.kind !== 'done') throw new Error('it asks');
  expect(result.state).toEqual({ ...before, clockSeconds: before.clockSeconds + 1 });
});

test.each([
  '/opt/hpvm/bin/hpvmnet -b -S vmlan4',
  '/opt/hpvm/bin/hpvmnet -S vmlan4 -h',
  '/usr/sbin/ifconfig lan4 unplumb',
  '/usr/sbin/nwmgr -d -c lan5000',
  '/usr/sbin/nwmgr -s -A tx_cko=off -c lan4',
  '/usr/sbin/ch_rc -a -p A=1 /etc/rc.config.d/netconf',
])('%s may change the host', (line) => {
  const [path = '', ...args] = line.split(' ');
  expect(onlyReads(path, args)).toBe(false);
});

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
