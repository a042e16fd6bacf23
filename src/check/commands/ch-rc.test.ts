import { readCommand } from '../read-command';

const HPVM = '/etc/rc.config.d/hpvmconf';
const NETCONF = '/etc/rc.config.d/netconf';
const read = (line: string) => readCommand(`/usr/sbin/ch_rc ${line}`.split(' '));

test.each([
  [`-a -p HPVMMACADDRFRAMES=0 ${HPVM}`, { kind: 'set-frames', frames: 0 }],
  [`-a -p HPVMMACADDRFRAMES=4 ${HPVM}`, { kind: 'set-frames', frames: 4 }],
  [`-a -p HPVMMACADDRFRAMES=10 ${HPVM}`, { kind: 'set-frames', frames: 10 }],
  [`-r -p HPVMMACADDRFRAMES ${HPVM}`, { kind: 'set-frames', frames: null }],
  [`-a -p INTERFACE_NAME[1]=lan900 ${NETCONF}`, { kind: 'save-address', index: 1, interface: 'lan900' }],
  [`-a -p INTERFACE_NAME[10]=lan4 ${NETCONF}`, { kind: 'save-address', index: 10, interface: 'lan4' }],
])('ch_rc %s is read', (line, action) => {
  expect(read(line)).toEqual(action);
});

test.each([
  ['', 'nothing to do'],
  [`-a -p HPVMMACADDRFRAMES=1`, 'no file'],
  [`-a -v HPVMMACADDRFRAMES=1 ${HPVM}`, 'another option than -p'],
  [`-l -p HPVMMACADDRFRAMES=1 ${HPVM}`, 'a question, not a change'],
  [`-a -p HPVMMACADDRFRAMES=1 ${HPVM} ${HPVM}`, 'two files'],
  [`-a -p HPVMMACADDRFRAMES=1 ${NETCONF}`, 'a variable of another file'],
  ['-a -p HPVMMACADDRFRAMES=1 /etc/rc.config.d/hpvm', 'a file that plans do not write'],
  [`-a -p HPVMMACADDRFRAMES ${HPVM}`, 'no value'],
  [`-a -p HPVMMACADDRFRAMES= ${HPVM}`, 'an empty value'],
  [`-a -p HPVMMACADDRFRAMES=1\n ${HPVM}`, 'a second line'],
  [`-a -p HPVMMACADDRFRAMES=01 ${HPVM}`, 'a leading zero'],
  [`-a -p HPVMMACADDRFRAMES=-1 ${HPVM}`, 'a sign'],
  [`-a -p XHPVMMACADDRFRAMES=1 ${HPVM}`, 'another variable'],
  [`-r -p HPVMMACADDRFRAMES=1 ${HPVM}`, 'a value for a removal'],
  [`-r -p HPVMNET ${HPVM}`, 'the removal of another variable'],
  [`-r -p INTERFACE_NAME[1]=lan900 ${NETCONF}`, 'the removal of an interface name'],
  [`-a -p INTERFACE_NAME[1]=lan900 ${HPVM}`, 'an interface name in another file'],
  [`-a -p INTERFACE_NAME[1]=lan900 /etc/rc.config.d/netconf-ipv6`, 'an interface name for other addresses'],
  [`-a -p INTERFACE_NAME[]=lan900 ${NETCONF}`, 'no index'],
  [`-a -p INTERFACE_NAME[01]=lan900 ${NETCONF}`, 'an index with a leading zero'],
  [`-a -p INTERFACE_NAME[x]=lan900 ${NETCONF}`, 'an index that is no number'],
  [`-a -p INTERFACE_NAME[1]=900 ${NETCONF}`, 'no name of an interface'],
  [`-a -p INTERFACE_NAME[1]=lan ${NETCONF}`, 'an interface without number'],
  [`-a -p INTERFACE_NAME[1]=lan4:1 ${NETCONF}`, 'an alias'],
  [`-a -p IP_ADDRESS[1]=lan4 ${NETCONF}`, 'another variable with an index'],
  [`-a -p XINTERFACE_NAME[1]=lan4 ${NETCONF}`, 'a longer name'],
])('ch_rc %s is not read: %s', (line) => {
  expect(read(line)).toBeUndefined();
});
