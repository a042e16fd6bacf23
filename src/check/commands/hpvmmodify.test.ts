import { readCommand } from '../read-command';

const read = (line: string) => readCommand(`/opt/hpvm/bin/hpvmmodify ${line}`.split(' '));
const NIC = 'network:avio_lan:0,1:vswitch:vmlan4';

test.each([
  [`-P db01 -a ${NIC}`, 'add-nic', { slot: '0,1', adapter: 'avio_lan', mac: null, vswitch: 'vmlan4', port: null }],
  [
    `-P db01 -m ${NIC}:portid:3`,
    'change-nic',
    { slot: '0,1', adapter: 'avio_lan', mac: null, vswitch: 'vmlan4', port: 3 },
  ],
  [
    '-d network:lan:10,32,0x56E9E3096A22:vswitch:localnet:portid:12 -P db01',
    'remove-nic',
    { slot: '10,32', adapter: 'lan', mac: '0x56e9e3096a22', vswitch: 'localnet', port: 12 },
  ],
  [
    '-P db01 -a network:lan:1,100:vswitch:vmlan4',
    'add-nic',
    { slot: '1,100', adapter: 'lan', mac: null, vswitch: 'vmlan4', port: null },
  ],
  [
    '-P db01 -a network:aviolan:0,1:vswitch:vmlan4',
    'add-nic',
    { slot: '0,1', adapter: 'avio_lan', mac: null, vswitch: 'vmlan4', port: null },
  ],
])('hpvmmodify %s is read', (line, kind, nic) => {
  expect(read(line)).toEqual({ kind, guest: 'db01', nic });
});

test.each([
  ['', 'nothing to do, and for no guest'],
  ['-P db01', 'nothing to do'],
  [`-a ${NIC}`, 'no guest'],
  [`-a ${NIC} -m ${NIC}`, 'no guest for two resources'],
  [`-P db01 -a ${NIC} -m ${NIC}`, 'two things to do'],
  [`-P db01 -a ${NIC} -a ${NIC}`, 'two resources'],
  [`-P db01 -P web01 -a ${NIC}`, 'two guests'],
  [`-P db01 -a ${NIC} -F`, 'an option that plans do not use'],
  [`-P db01 -A ${NIC}`, 'another option with a resource'],
  ['-P db01 -a', 'no resource behind -a'],
  ['-P db01 -a disk:scsi:0,1:disk:/dev/rdisk/disk3', 'a disk'],
  [`-P db01 -a x${NIC}`, 'something in front of the resource'],
  ['-P db01 -a network:hba:0,1:vswitch:vmlan4', 'an adapter of another kind'],
  ['-P db01 -a network:avio_lan::vswitch:vmlan4', 'no slot'],
  ['-P db01 -a network:avio_lan:1:vswitch:vmlan4', 'half a slot'],
  ['-P db01 -a network:avio_lan:00,1:vswitch:vmlan4', 'a bus with a leading zero'],
  ['-P db01 -a network:avio_lan:0,01:vswitch:vmlan4', 'a device with a leading zero'],
  ['-P db01 -a network:avio_lan:0,1,2:vswitch:vmlan4', 'a number where the address stands'],
  ['-P db01 -a network:avio_lan:0,1,0x56e9e3096a2:vswitch:vmlan4', 'an address that is too short'],
  ['-P db01 -a network:avio_lan:0,1,0x56e9e3096a2g:vswitch:vmlan4', 'an address with another letter'],
  ['-P db01 -a network:avio_lan:0,1:lan:vmlan4', 'no vswitch'],
  ['-P db01 -a network:avio_lan:0,1:vswitch:', 'an empty vswitch'],
  [`-P db01 -a ${NIC}:portid:`, 'an empty port'],
  [`-P db01 -a ${NIC}:portid:x`, 'a port that is no number'],
  [`-P db01 -a ${NIC}:portid:03`, 'a port with a leading zero'],
  [`-P db01 -a ${NIC}:portid:3:vlanid:7`, 'more than a port'],
  [`-P db01 -a ${NIC}:portid`, 'a port without number'],
])('hpvmmodify %s is not read: %s', (line) => {
  expect(read(line)).toBeUndefined();
});
