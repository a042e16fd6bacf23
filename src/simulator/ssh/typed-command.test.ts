import { typedCommand } from './typed-command';

const COMMANDS = ['/opt/hpvm/bin/hpvmnet', '/usr/sbin/nwmgr'];

test.each([
  ['/opt/hpvm/bin/hpvmnet -S vmlan4 -h', '/R/opt/hpvm/bin/hpvmnet -S vmlan4 -h'],
  ['/usr/sbin/nwmgr', '/R/usr/sbin/nwmgr'],
  ['/usr/sbin/nwmgr -g; /opt/hpvm/bin/hpvmnet', '/R/usr/sbin/nwmgr -g; /R/opt/hpvm/bin/hpvmnet'],
  ['echo y | /opt/hpvm/bin/hpvmnet -S a -h', 'echo y | /R/opt/hpvm/bin/hpvmnet -S a -h'],
  ['hpvmnet', 'hpvmnet'],
  ['/bin/ls /usr/sbin/nwmgr', '/bin/ls /usr/sbin/nwmgr'],
  ['/usr/sbin/nwmgrx', '/usr/sbin/nwmgrx'],
])('%s becomes %s', (typed, expected) => {
  expect(typedCommand(typed, COMMANDS, '/R')).toBe(expected);
});
