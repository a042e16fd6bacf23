import { readCommand } from '../read-command';

const read = (line: string) => readCommand(`/usr/sbin/nwmgr ${line}`.split(' '));

test.each([
  ['-s -A rx_cko=off -c lan4', { kind: 'set-checksum-offload', nic: 'lan4', direction: 'rx', isOn: false }],
  ['-c lan4 -s -A tx_cko=on', { kind: 'set-checksum-offload', nic: 'lan4', direction: 'tx', isOn: true }],
  ['-s -A vmtu=32160 -c lan4', { kind: 'set-virtual-mtu', nic: 'lan4', bytes: 32160 }],
  ['-s -A vmtu=0 -c lan4', { kind: 'set-virtual-mtu', nic: 'lan4', bytes: 0 }],
  ['-s -f -A tx_cko=off -c lan4', { kind: 'set-checksum-offload', nic: 'lan4', direction: 'tx', isOn: false }],
  ['-s --force -A vmtu=0 -c lan4', { kind: 'set-virtual-mtu', nic: 'lan4', bytes: 0 }],
  ['-d -c lan5000', { kind: 'delete-vlan', vlan: 'lan5000' }],
  ['-a -S vlan -A vlanid=120,ppa=4 -c lan5000', { kind: 'create-vlan', vlan: 'lan5000', uplink: 'lan4', id: 120 }],
  ['-a -S vlan -A ppa=4 -A vlanid=120 -c lan5000', { kind: 'create-vlan', vlan: 'lan5000', uplink: 'lan4', id: 120 }],
])('nwmgr %s changes what runs', (line, action) => {
  expect(read(line)).toEqual(action);
});

test.each([
  ['-s -A all --sa --fr cu -c lan4', { kind: 'save-nic', interface: 'lan4' }],
  ['-s -A all --saved --from current -c lan4', { kind: 'save-nic', interface: 'lan4' }],
  ['-s -A all --sa --fr cu -c lan4999', { kind: 'save-nic', interface: 'lan4999' }],
  ['-s -A all --sa --fr cu -c lan5000', { kind: 'save-vlan', interface: 'lan5000' }],
  ['-s -A all --sa --fr cu -c lan8999', { kind: 'save-vlan', interface: 'lan8999' }],
  ['-s -A all --sa --fr cu -c lan9000', { kind: 'save-nic', interface: 'lan9000' }],
  ['-s -A all --sa --fr cu -c lan500', { kind: 'save-nic', interface: 'lan500' }],
  ['-s -A all --sa --fr cu -c lan50000', { kind: 'save-nic', interface: 'lan50000' }],
  ['-s -S apa -A all --saved --from cu', { kind: 'save-apa' }],
  ['-d -S vlan -c lan5000 --sa', { kind: 'unsave-vlan', interface: 'lan5000' }],
])('nwmgr %s changes what the next boot finds', (line, action) => {
  expect(read(line)).toEqual(action);
});

const JOIN = { kind: 'join', group: 'lan900', key: null, loadBalancing: null };

test.each([
  ['-a -A links=1,2 -A mode=LAN_MONITOR -c lan900 -S apa', { ...JOIN, ports: ['lan1', 'lan2'], mode: 'LAN_MONITOR' }],
  [
    '-a -A links=10,mode=MANUAL,lb=LB_IP -c lan900 -S apa',
    { ...JOIN, ports: ['lan10'], mode: 'MANUAL', loadBalancing: 'LB_IP' },
  ],
  ['-a -A links=1,2,3,mode=MANUAL -c lan900 -S apa', { ...JOIN, ports: ['lan1', 'lan2', 'lan3'], mode: 'MANUAL' }],
  ['-s -A mode=LACP_AUTO -A key=900 -c lan1 -S apa', { ...JOIN, ports: ['lan1'], mode: 'LACP_AUTO', key: 'key=900' }],
  ['-s -A mode=FEC_AUTO -A gc=900 -c lan1 -S apa', { ...JOIN, ports: ['lan1'], mode: 'FEC_AUTO', key: 'gc=900' }],
  ['-s -A key=900 -c lan900 -S apa', { kind: 'set-group-key', group: 'lan900', key: 'key=900', loadBalancing: null }],
  [
    '-s -A gc=900 -A lb=LB_MAC -c lan900 -S apa',
    { kind: 'set-group-key', group: 'lan900', key: 'gc=900', loadBalancing: 'LB_MAC' },
  ],
  ['-s -A lb=LB_PORT -c lan900 -S apa', { kind: 'set-load-balancing', group: 'lan900', loadBalancing: 'LB_PORT' }],
  ['-d -S apa -c lan900 -A links=all --force', { kind: 'leave', group: 'lan900', ports: null }],
  ['-d -S apa -c lan900 -A links=all -f', { kind: 'leave', group: 'lan900', ports: null }],
  ['-d -S apa -c lan900 -A links=all', { kind: 'leave', group: 'lan900', ports: null }],
  ['-d -S apa -c lan900 -A links=1,12', { kind: 'leave', group: 'lan900', ports: ['lan1', 'lan12'] }],
])('nwmgr %s changes a group', (line, action) => {
  expect(read(line)).toEqual(action);
});

describe('what the checker does not understand in full it does not read', () => {
  test.each([
    ['', 'nothing'],
    ['-c lan4', 'nothing to do'],
    ['-g -c lan4', 'a question'],
    ['-r -c lan4', 'a reset'],
    ['-s -d -c lan5000', 'two things to do'],
    ['-a -d -c lan5000', 'two other things to do'],
    ['-a -d -A links=1 -A mode=MANUAL -c lan900 -S apa', 'ports that join and leave'],
    ['-s -d -A tx_cko=off -c lan4', 'a setting and a removal'],
    ['-A lb=LB_IP -c lan900 -S apa', 'a load balancing, and nothing to do with it'],
    ['-s -A tx_cko=off -c lan4 -T 5', 'an option that plans do not use'],
    ['-s -A lb= -c lan900 -S apa', 'an attribute with an empty value'],
    ['-s -A lb -c lan900 -S apa', 'an attribute without value'],
    ['-s -A tx_cko=off', 'no interface'],
    ['-d', 'the removal of nothing'],
    ['-s -A tx_cko=off -c', 'no name behind -c'],
    ['-s -A tx_cko=off -c lan4 -c lan3', 'two interfaces'],
    ['-s -s -A tx_cko=off -c lan4', 'the same option twice'],
    ['-s -A tx_cko=off -c lan4 -S apa -S vlan', 'two sub-systems'],
    ['-s -A tx_cko=off -c lan4 -S iexgbe', 'a sub-system that plans do not name'],
    ['-s -A tx_cko=off -c lan4 now', 'a word that belongs to nothing'],
    ['-s -A tx_cko=off -c lan4 --fr cu', 'a source without saving'],
    ['-s -A tx_cko=off -c lan4 --from cu', 'a source by its long name without saving'],
  ])('nwmgr %s: %s', (line) => {
    expect(read(line)).toBeUndefined();
  });

  test.each([
    ['-s -c lan4', 'no attribute'],
    ['-s -A all -c lan4', 'all attributes, and no value'],
    ['-s -A tx_cko -c lan4', 'an attribute without value'],
    ['-s -A tx_cko= -c lan4', 'an attribute with an empty value'],
    ['-s -A tx_cko=on=off -c lan4', 'two values'],
    ['-s -A tx_cko=auto -c lan4', 'a value that is neither on nor off'],
    ['-s -A tx_cko=off -A rx_cko=off -c lan4', 'two attributes'],
    ['-s -A tx_cko=off,vmtu=0 -c lan4', 'an offload and a virtual MTU'],
    ['-s -A tx_cko=off -A tx_cko=on -c lan4', 'one attribute twice'],
    ['-s -A vmtu=on -c lan4', 'a virtual MTU that is no number'],
    ['-s -A vmtu=032160 -c lan4', 'a number with a leading zero'],
    ['-s -A mtu=9000 -c lan4', 'an attribute that plans do not set'],
    ['-s -A on=off -c lan4', 'a value where a name stands'],
    ['-a -A tx_cko=off -c lan4', 'an addition'],
  ])('settings of a NIC, nwmgr %s: %s', (line) => {
    expect(read(line)).toBeUndefined();
  });

  test.each([
    ['-s -S vlan -A vlanid=120,ppa=4 -c lan5000', 'a setting'],
    ['-d -S vlan -c lan5000', 'a removal of the running one through the sub-system'],
    ['-a -S vlan -A vlanid=120 -c lan5000', 'no interface beneath'],
    ['-a -S vlan -A ppa=4 -c lan5000', 'no VLAN'],
    ['-a -S vlan -A vlanid=x,ppa=4 -c lan5000', 'a VLAN that is no number'],
    ['-a -S vlan -A vlanid=120,ppa=lan4 -c lan5000', 'a name where a number stands'],
    ['-a -S vlan -A vlanid=120,ppa=4,pri=3 -c lan5000', 'a priority'],
    ['-a -S vlan -A vlanid=120,ppa=4', 'no name'],
    ['-a -A vlanid=120,ppa=4 -c lan5000', 'no sub-system'],
    ['-d -c lan5000 -A vlanid=120', 'the removal of an attribute'],
    ['-d -c lan5000 --force', 'a removal by force'],
    ['-d -c lan5000 -f', 'a removal by force, by its short name'],
  ])('host VLAN interfaces, nwmgr %s: %s', (line) => {
    expect(read(line)).toBeUndefined();
  });

  test.each([
    ['-s -A all --sa -c lan4', 'no source'],
    ['-s -A all --sa --fr de -c lan4', 'the defaults as source'],
    ['-s -A all --sa --fr cu --from de -c lan4', 'two sources'],
    ['-s -A all --sa --fr cu --from cu -c lan4', 'one source twice'],
    ['-s -A all --sa --fr c --from u -c lan4', 'a source in two parts'],
    ['-s -A al -A l --sa --fr cu -c lan4', 'attributes in two parts'],
    ['-s -A all --sa --fr cu', 'no interface'],
    ['-s -A tx_cko=off --sa --fr cu -c lan4', 'one attribute'],
    ['-s -A all -A tx_cko=off --sa --fr cu -c lan4', 'all attributes, and one'],
    ['-s --sa --fr cu -c lan4', 'no attributes'],
    ['-a -A all --sa --fr cu -c lan4', 'an addition'],
    ['-s -A all --fr cu -c lan4', 'a source, and no saving'],
    ['-s -S apa -A all --sa --fr cu -c lan900', 'one group by its sub-system'],
    ['-s -S vlan -A all --sa --fr cu', 'a whole sub-system other than APA'],
    ['-s -S vlan -A all --sa --fr cu -c lan5000', 'one interface by another sub-system'],
    ['-s -A all --sa --fr cu -c lan4 --force', 'saving by force'],
    ['-d -S apa -c lan900 --sa', 'a saved group'],
    ['-d -c lan5000 --sa', 'something saved of no sub-system'],
    ['-d -S vlan --sa', 'no saved interface'],
    ['-d -S vlan -c lan5000 --sa -A all', 'the saved attributes'],
    ['-d -S vlan -c lan5000 --sa -A vlanid=3', 'one saved attribute'],
    ['-d -S vlan -c lan5000 --sa --fr cu', 'a source for a removal'],
  ])('what is saved, nwmgr %s: %s', (line) => {
    expect(read(line)).toBeUndefined();
  });

  test.each([
    ['-a -A links=1,2 -c lan900 -S apa', 'no mode'],
    ['-a -A mode=MANUAL -c lan900 -S apa', 'no ports'],
    ['-a -A links=all -A mode=MANUAL -c lan900 -S apa', 'all ports'],
    ['-a -A links=lan1 -A mode=MANUAL -c lan900 -S apa', 'a name where a number stands'],
    ['-a -A links=1,,2 -A mode=MANUAL -c lan900 -S apa', 'a number too few'],
    ['-a -A links=1,02 -A mode=MANUAL -c lan900 -S apa', 'a number with a leading zero'],
    ['-a -A links=1 -A mode=LACP_AUTO -c lan900 -S apa', 'a mode that ports negotiate'],
    ['-a -A links=1 -A mode=MANUAL -A key=900 -c lan900 -S apa', 'a key for a mode without one'],
    ['-a -A links=1 -A mode=MANUAL -A key=x -c lan900 -S apa', 'a key that is no number'],
    ['-a -A links=1 -A mode=MANUAL -A rapid_arp=off -c lan900 -S apa', 'an attribute that plans do not set'],
    ['-a -A links=1 -A mode=MANUAL -c lan900 -S apa --force', 'ports that join by force'],
    ['-a -A links=1 -A mode=MANUAL -S apa', 'no group'],
    ['-s -A mode=LACP_AUTO -c lan1 -S apa', 'no key'],
    ['-s -A mode=LACP_AUTO -A gc=900 -c lan1 -S apa', 'a group capability for LACP'],
    ['-s -A mode=FEC_AUTO -A key=900 -c lan1 -S apa', 'a key for FEC'],
    ['-s -A mode=MANUAL -A gc=900 -c lan1 -S apa', 'a group capability for a mode without one'],
    ['-s -A mode=LACP_AUTO -A key=900 -A gc=900 -c lan1 -S apa', 'a key and a group capability'],
    ['-s -A mode=LACP_AUTO -A key=900 -A lb=LB_IP -c lan1 -S apa', 'a load balancing for a port'],
    ['-s -A mode=LACP_AUTO -A key=900 -A links=1 -c lan1 -S apa', 'ports of a port'],
    ['-s -A mode=LACP_AUTO -A key=x -c lan1 -S apa', 'a key that is no number'],
    ['-s -A key=900 -A gc=900 -c lan900 -S apa', 'a key and a group capability for a group'],
    ['-s -A key=x -c lan900 -S apa', 'a key of a group that is no number'],
    ['-s -A key=x -A lb=LB_IP -c lan900 -S apa', 'a load balancing beside a key that is no number'],
    ['-s -A key=901 -c lan900 -S apa', 'the key of another group'],
    ['-s -A key=900 -A links=1 -c lan900 -S apa', 'a key, and ports'],
    ['-s -A lb=LB_IP -A links=1 -c lan900 -S apa', 'a load balancing, and ports'],
    ['-s -A lb=LB_IP -A mode=MANUAL -c lan900 -S apa', 'a load balancing, and a mode'],
    ['-s -A links=1 -c lan900 -S apa', 'ports by a setting'],
    ['-s -A links=all -c lan900 -S apa --force', 'a setting by force'],
    ['-s -A key=900 -c lan900 -S apa --force', 'a key by force'],
    ['-s -A mode=MANUAL -c lan900 -S apa', 'a mode by a setting'],
    ['-s -A all -c lan900 -S apa', 'all attributes, and no saving'],
    ['-s -c lan900 -S apa', 'no attribute'],
    ['-d -c lan900 -S apa', 'the group itself'],
    ['-d -c lan900 -S apa -A links=x', 'ports that are no numbers'],
    ['-d -c lan900 -S apa -A links=1 -A mode=MANUAL', 'a mode of what leaves'],
    ['-d -c lan900 -S apa -A links=all -A lb=LB_IP', 'a load balancing of an empty group'],
    ['-d -c lan900 -S apa -A lb=LB_IP', 'the removal of a load balancing'],
    ['-d -c lan900 -S apa -A links=1 --force', 'one port that leaves by force'],
  ])('groups, nwmgr %s: %s', (line) => {
    expect(read(line)).toBeUndefined();
  });
});

test.each([
  [
    '-a -A links=1,2 -A mode=LAN_MONITOR -c lan900 -f -S apa',
    { kind: 'join', group: 'lan900', ports: ['lan1', 'lan2'], mode: 'LAN_MONITOR', key: null, loadBalancing: null },
  ],
  ['-d -S apa -c lan900 -A links=1 --force', { kind: 'leave', group: 'lan900', ports: ['lan1'] }],
])('nwmgr %s is known on a way back only, which must not stop where a plan may', (line, action) => {
  const argv = `/usr/sbin/nwmgr ${line}`.split(' ');
  expect([readCommand(argv), readCommand(argv, true)]).toEqual([undefined, action]);
});

test('an aggregate is made without force on a way back, too', () => {
  const argv = '/usr/sbin/nwmgr -a -A links=1,2 -A mode=MANUAL -c lan900 -f -S apa'.split(' ');
  expect(readCommand(argv, true)).toBeUndefined();
});
