import { readCommand } from '../read-command';

const read = (line: string) => readCommand(`/opt/hpvm/bin/hpvmnet ${line}`.split(' '));

test.each([
  ['-c -S web', { kind: 'create-vswitch', vswitch: 'web', uplink: null }],
  ['-c -S web -n 4', { kind: 'create-vswitch', vswitch: 'web', uplink: 'lan4' }],
  ['-n 900 -S web -c', { kind: 'create-vswitch', vswitch: 'web', uplink: 'lan900' }],
  ['-c -S web -n 0', { kind: 'create-vswitch', vswitch: 'web', uplink: 'lan0' }],
  ['-b -S web', { kind: 'boot-vswitch', vswitch: 'web' }],
  ['-S web -h', { kind: 'halt-vswitch', vswitch: 'web' }],
  ['-d -S web', { kind: 'delete-vswitch', vswitch: 'web' }],
  ['-S web -u portid:2:vlanid:30', { kind: 'set-port-vlan', vswitch: 'web', port: 2, id: 30 }],
  ['-u portid:12:vlanid:0 -S web', { kind: 'set-port-vlan', vswitch: 'web', port: 12, id: 0 }],
  ['-S web -u portid:2:vlanid:none', { kind: 'set-port-vlan', vswitch: 'web', port: 2, id: null }],
])('hpvmnet %s is read', (line, action) => {
  expect(read(line)).toEqual(action);
});

test.each([
  ['', 'nothing to do, and for no vswitch'],
  ['-b', 'no vswitch'],
  ['-S web', 'nothing to do'],
  ['-S web -n 4', 'nothing to do on the interface'],
  ['-b -S', 'no name behind -S'],
  ['-b -S web -S mail', 'two vswitches'],
  ['-b -h -S web', 'two things to do'],
  ['-b -b -S web', 'the same twice'],
  ['-c -u portid:2:vlanid:30 -S web', 'a creation and a port VLAN'],
  ['-b -S web -n 4', 'an interface for a boot'],
  ['-d -S web -n 4', 'an interface for a removal'],
  ['-u portid:2:vlanid:30 -S web -n 4', 'an interface for a port VLAN'],
  ['-c -S web -n', 'no number behind -n'],
  ['-c -S web -n lan4', 'a name where a number stands'],
  ['-c -S web -n 04', 'a number with a leading zero'],
  ['-c -S web -n 4 -n 3', 'two interfaces'],
  ['-b -S web -F', 'an option that plans do not use'],
  ['-b -S web now', 'a word that belongs to nothing'],
  ['-S web -u', 'nothing behind -u'],
  ['-S web -u vlanid:30', 'no port'],
  ['-S web -u portid:2', 'no VLAN'],
  ['-S web -u portid::vlanid:30', 'an empty port'],
  ['-S web -u portid:02:vlanid:30', 'a port with a leading zero'],
  ['-S web -u portid:2:vlanid:', 'an empty VLAN'],
  ['-S web -u portid:2:vlanid:all', 'a VLAN that is no number'],
  ['-S web -u portid:2:vlanid:030', 'a VLAN with a leading zero'],
  ['-S web -u portid:2:vlanid:30\n', 'a second line'],
  ['-S web -u portid:2:vlanid:-1', 'a VLAN with a sign'],
  ['-S web -u portid:2:vlanid:30:more', 'more than a port and a VLAN'],
  ['-S web -u xportid:2:vlanid:30', 'another word for the port'],
  ['-S web -u portid:2:vlanid:30 -u portid:3:vlanid:30', 'two ports'],
])('hpvmnet %s is not read: %s', (line) => {
  expect(read(line)).toBeUndefined();
});
