import { ordersBy, planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import { vswitchUpBeforeLiveNic as rule } from './vswitch-up-before-live-nic';

const { guests } = quickStartHost();
const nic = (guest: string, slot: string, vswitch: string): object => ({ guest, slot, adapter: 'avio_lan', vswitch });
const refusal = (guest: string, slot: string, vswitch: string): object =>
  errorDiagnostic(
    'vswitch-up-before-live-nic',
    `guest ${guest} is not off, and vswitch ${vswitch} will be down`,
    `A guest that boots while its vswitch is down might not claim its AVIO interfaces (Integrity VM 4.2 Release Notes, 7.2.18, p. 73); a NIC that a running guest gets is taken to be alike. Let ${vswitch} be up, or stop the guest first.`,
    `guestNic.${guest}:${slot}`,
  );

test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'vswitch-up-before-live-nic', severity: 'error', basis: 'recalled' });
});

describe('when the vswitch is booted in the same plan', () => {
  const vswitches = [
    { name: 'new3', uplink: 'lan3' },
    { name: 'inner', uplink: null },
  ];

  test('a NIC of a running guest is added or moved there after the boot', () => {
    const plan = planByRules([rule], {
      vswitches,
      guestNics: [nic('app01', '0,1', 'new3'), nic('web01', '0,3', 'new3')],
    });
    expect(ordersBy(rule, plan)).toEqual(
      ['Add avio_lan NIC 0,3 to guest web01 on new3 port', 'Put NIC 0,1 of guest app01 (avio_lan) on new3 port'].map(
        (title): unknown =>
          expect.stringMatching(
            `^Boot vswitch new3 -> ${title.replaceAll(/[()]/g, '.')} \\d+: a guest might not claim a NIC while its vswitch is down$`,
          ),
      ),
    );
    expect(said(plan)).toEqual([]);
  });

  test('a NIC of a stopped guest need not wait, nor one on another vswitch', () => {
    const plan = planByRules([rule], {
      vswitches,
      guestNics: [nic('test01', '0,3', 'new3'), nic('web01', '0,3', 'vmlan4')],
    });
    expect(ordersBy(rule, plan)).toEqual([]);
  });

  test('a guest in an unknown state counts as running', () => {
    const unclear = guests.map((guest) => ({ ...guest, state: 'unknown' as const }));
    const plan = planByRules([rule], { vswitches, guestNics: [nic('test01', '0,3', 'new3')] }, { guests: unclear });
    expect(ordersBy(rule, plan)).toHaveLength(1);
  });

  test('a NIC that is removed waits for no boot', () => {
    const plan = planByRules(
      [rule],
      { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }], guestNics: [] },
      { ownedAddresses: ['guestNic.web01:0,1'] },
    );
    expect(plan.steps.map((step) => step.title).join()).toContain('Remove NIC 0,1 from guest web01');
    expect(ordersBy(rule, plan)).toEqual([]);
  });
});

describe('when the vswitch will be down', () => {
  const vswitches = [{ name: 'vmlan4', state: 'down' }];

  test('a NIC that a running guest gets there is refused', () => {
    const plan = planByRules([rule], {
      vswitches,
      guestNics: [nic('app01', '0,1', 'vmlan4'), nic('web01', '0,3', 'vmlan4')],
    });
    expect(said(plan)).toEqual([refusal('app01', '0,1', 'vmlan4'), refusal('web01', '0,3', 'vmlan4')]);
  });

  test('a NIC of a stopped guest, and one that goes, are not', () => {
    const stopped = planByRules([rule], { vswitches, guestNics: [nic('test01', '0,3', 'vmlan4')] });
    const removed = planByRules([rule], { vswitches, guestNics: [] }, { ownedAddresses: ['guestNic.web01:0,1'] });
    expect([said(stopped), said(removed)]).toEqual([[], []]);
  });

  test('a vswitch that is not listed is not known to be up', () => {
    const plan = planByRules([rule], { guestNics: [nic('web01', '0,3', 'localnet')] }, { vswitches: [] });
    expect(said(plan)).toEqual([refusal('web01', '0,3', 'localnet')]);
  });
});
