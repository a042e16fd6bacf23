import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { ObservedHost } from '../model/observed-host';
import type { ReadBack } from './plan-document';

/** Read-backs of the steps whose title begins so. */
function readBacksOf(lists: object, title: string, observed = quickStartHost()): readonly (ReadBack | undefined)[] {
  const steps = planFor(lists, observed).steps.filter((step) => step.title.startsWith(title));
  expect(steps).not.toEqual([]);
  return steps.map(({ readBack }) => readBack);
}

function tagging(vlanId: number, host?: ObservedHost): readonly (ReadBack | undefined)[] {
  return readBacksOf({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId }] }, 'Put port 2 of vmlan4', host);
}

test('a port VLAN is looked for between blanks in the row of its port', () => {
  expect(tagging(20)).toEqual([
    { command: ['/opt/hpvm/bin/hpvmnet', '-S', 'vmlan4'], lineStartsWith: '2 ', lineContains: ' 20 ' },
  ]);
});

test('a VLAN id is not looked for where it could be the number of guests that have the port reserved', () => {
  expect(tagging(1)).toEqual([undefined]);
  expect(tagging(2)[0]?.lineContains).toBe(' 2 ');
});

test('a NIC whose place is not declared keeps the one that it has, and reserves no other', () => {
  // db01 and app01 are declared by name only; without that they could be on any port.
  const others = ['db01', 'app01'].map((guest) => ({ guest, slot: '0,1', adapter: 'avio_lan' }));
  const wanted = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 2 }, ...others] };
  expect(readBacksOf(wanted, 'Put port 2 of vmlan4')[0]?.lineContains).toBe(' 2 ');
});

test('a VLAN id is not looked for where a guest is called so', () => {
  const host = quickStartHost();
  const guests = host.guests.map((guest) => (guest.name === 'test01' ? { ...guest, name: '20' } : guest));
  expect(tagging(20, { ...host, guests } as ObservedHost)).toEqual([undefined]);
});

test('an offload setting is looked for in the record of its running value', () => {
  const wanted = { lanInterfaces: [{ name: 'lan4', segmentationOffload: 'off', checksumOffload: 'off' }] };
  expect(readBacksOf(wanted, 'Turn ').map((readBack) => readBack?.lineContains)).toEqual([
    '!lan4#vmtu#current#0',
    '!lan4#tx_cko#current#off',
    '!lan4#rx_cko#current#off',
  ]);
});

test('a setting of a file is looked for as its own command makes it, forward and back', () => {
  const host = { ...quickStartHost(), tunables: { macAddressFrames: 2 } };
  const { steps, revert } = planFor({ tunables: { macAddressFrames: 5 } }, host);
  const wanted = [...steps, ...(revert?.steps ?? [])].map(({ command, readBack }) => [
    command.find((word) => word.includes('=')),
    readBack?.lineContains,
  ]);
  expect(wanted).toEqual([
    ['HPVMMACADDRFRAMES=5', '5'],
    ['HPVMMACADDRFRAMES=2', '2'],
  ]);
});

test('ports that negotiate are not looked for: the switch may take its time', () => {
  const groups = (mode: string): object => ({ apaGroups: [{ name: 'lan900', mode, ports: ['lan1', 'lan2'] }] });
  expect(readBacksOf(groups('LACP_AUTO'), 'Join lan')).toEqual([undefined, undefined]);
  expect(readBacksOf(groups('MANUAL'), 'Add lan1')).toEqual([
    {
      command: ['/usr/sbin/nwmgr', '-c', 'lan900', '--sc'],
      lineStartsWith: 'apa!lan900#membership#current#',
      lineContains: '2',
    },
  ]);
});

test('an AVIO NIC is found in both spellings of its type', () => {
  const wanted = { guestNics: [{ guest: 'web01', slot: '0,3', vswitch: 'vmlan4', adapter: 'avio_lan', port: 5 }] };
  expect(readBacksOf(wanted, 'Add avio_lan')).toEqual([
    {
      command: ['/opt/hpvm/bin/hpvmstatus', '-P', 'web01', '-d'],
      lineStartsWith: 'network:avio',
      lineContains: ':vswitch:vmlan4:portid:5',
    },
  ]);
});
