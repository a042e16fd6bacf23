import { isAllowedShellWord } from '../../model/shell-word';
import { displayProbe, OBJECT } from './probe';
import { probeEntries } from './probes';

const commands = probeEntries().flatMap(([id, probe]) => (probe.kind === 'command' ? [{ id, probe }] : []));

test('everything that runs on the host is in this list, and none of it changes anything', () => {
  expect(commands.map(({ probe }) => displayProbe(probe, 'X')).sort()).toEqual([
    '/opt/hpvm/bin/hpvmdevmgmt -l gdev',
    '/opt/hpvm/bin/hpvminfo',
    '/opt/hpvm/bin/hpvmnet',
    '/opt/hpvm/bin/hpvmnet -S X',
    '/opt/hpvm/bin/hpvmstatus',
    '/opt/hpvm/bin/hpvmstatus -P X',
    '/opt/hpvm/bin/hpvmstatus -P X -V',
    '/opt/hpvm/bin/hpvmstatus -P X -d',
    '/usr/bin/model',
    '/usr/bin/netstat -in',
    '/usr/bin/uname -n',
    '/usr/bin/uname -r',
    '/usr/sbin/ifconfig X',
    '/usr/sbin/ifconfig X inet6',
    '/usr/sbin/ioscan -FnkClan',
    '/usr/sbin/nwmgr -c X --sc',
    '/usr/sbin/nwmgr -g',
    '/usr/sbin/nwmgr -g -A all -c X --sc',
    '/usr/sbin/nwmgr -g -A all -c X --sc',
    '/usr/sbin/nwmgr -g -A all -c X -S apa --sc',
    '/usr/sbin/nwmgr -g -S apa',
    '/usr/sbin/swlist',
    'UNIX95=1 /usr/bin/ps -e -o pid,user,args',
  ]);
});

test('every word of every command passes the allow-list for words', () => {
  const words = commands.flatMap(({ probe }) => probe.words.map((word) => word.replaceAll(OBJECT, 'lan900')));
  expect(words.filter((word) => !isAllowedShellWord(word))).toEqual([]);
});

test('a fallback follows the probe it stands in for, about the same kind of object', () => {
  const index = commands.findIndex(({ probe }) => probe.onlyWhenPreviousFails === true);
  expect([commands[index - 1]?.id, commands[index]?.id]).toEqual(['guest-devices', 'guest-details']);
  expect(commands[index - 1]?.probe.subject).toBe(commands[index]?.probe.subject);
});
