import { planByRules } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';

const TAGGED = withPortVlan('vmlan0', 1, 30);

function commands(nic: object): readonly string[] {
  const lists = { guestNics: [{ guest: 'test01', slot: '0,1', ...nic }] };
  return planByRules([], lists, TAGGED).steps.map(({ command }) => command.slice(1).join(' '));
}

test('a NIC that moves to another port, with a new MAC address or the old one, loses a VLAN without a command for it', () => {
  expect(commands({ vswitch: 'localnet', vlanId: null, mac: '0x660000000001' })).toEqual([
    '-P test01 -d network:lan:0,1,0xAED6F7FA4E3E:vswitch:vmlan0:portid:1',
    '-P test01 -a network:lan:0,1,0x660000000001:vswitch:localnet:portid:2',
  ]);
  expect(commands({ vswitch: 'localnet', vlanId: null })).toEqual([
    '-P test01 -m network:lan:0,1:vswitch:localnet:portid:2',
  ]);
});

test('a NIC that stays on its port is untagged there', () => {
  expect(commands({ vlanId: null })).toEqual(['-S vmlan0 -u portid:1:vlanid:none']);
});

test('a VLAN waits for the NIC that brings the port, not for one that only becomes of another type there', () => {
  const waits = (nic: object): unknown =>
    planByRules([], { guestNics: [{ guest: 'test01', slot: '0,1', vlanId: 40, ...nic }] }, TAGGED)
      .steps.find(({ command }) => command.includes('-u'))
      ?.after.map(({ why }) => why);
  const PORT = 'the port must be there before it gets a VLAN';
  expect(waits({ adapter: 'avio_lan' })).toEqual([]);
  expect(waits({ adapter: 'avio_lan', port: 7 })).toEqual([PORT]);
  expect(waits({ mac: '0x660000000001' })).toEqual([PORT]);
});

test('a NIC that goes gets its VLAN back with its port, unless its vswitch is not there', () => {
  const undo = (host: object): unknown => {
    const plan = planByRules([], { guestNics: [] }, { ...TAGGED, ownedAddresses: ['guestNic.test01:0,1'], ...host });
    return plan.steps[0]?.undo?.map((command) => command.slice(1).join(' '));
  };
  const readd = '-P test01 -a network:lan:0,1,0xAED6F7FA4E3E:vswitch:vmlan0:portid:1';
  expect(undo({})).toEqual([readd, '-S vmlan0 -u portid:1:vlanid:30']);
  expect(undo({ vswitches: quickStartHost().vswitches.filter(({ name }) => name !== 'vmlan0') })).toEqual([readd]);
});

test('a NIC that leaves an unshared vswitch to another guest cannot come back', () => {
  const undo = (lists: object, host: object = {}): unknown => {
    const vswitches = quickStartHost().vswitches.map((each) => ({ ...each, isShareable: false }));
    const plan = planByRules([], lists, { vswitches, ownedAddresses: ['guestNic.web01:0,1'], ...host });
    return plan.steps.find(({ command }) => command.includes('web01'))?.undo;
  };
  const alone = { guestNics: quickStartHost().guestNics.filter(({ guest }) => guest === 'web01') };
  const moves = { guestNics: [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan0' }] };
  expect(undo({ guestNics: [] })).toBeNull();
  expect(undo(moves)).toBeNull();
  expect(undo({ guestNics: [] }, alone)).toHaveLength(1);
  expect(undo(moves, alone)).toHaveLength(1);
  expect(undo({ guestNics: [] }, { vswitches: quickStartHost().vswitches })).toHaveLength(1);
});
