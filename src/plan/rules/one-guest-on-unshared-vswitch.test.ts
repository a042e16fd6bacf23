import { ordersBy, planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { oneGuestOnUnsharedVswitch as rule } from './one-guest-on-unshared-vswitch';

/** The host with these vswitches shared or not; all others are shared. */
function withSharing(sharing: Readonly<Record<string, boolean | null>>): Partial<ObservedHost> {
  const { vswitches } = quickStartHost();
  return {
    vswitches: vswitches.map((each) => {
      const isShareable = sharing[each.name];
      return isShareable === undefined ? each : { ...each, isShareable };
    }),
  };
}

const nic = (guest: string, slot: string, vswitch: string, adapter = 'avio_lan') => ({ guest, slot, vswitch, adapter });
const refused = (vswitch: string, guest: string, other: string, slot: string): object =>
  errorDiagnostic(
    'one-guest-on-unshared-vswitch',
    `vswitch ${vswitch} has SHARE=NO and is used by guest ${other}, so guest ${guest} cannot use it`,
    'While one of them runs, the other does not boot (V6.3 Administrator Guide, 13.19.2, p. 251; A.03.x manual, 8.7.2.1, p. 109).\n' +
      `Put ${guest} on another vswitch, or share this one: hpvmdevmgmt -m gdev:${vswitch}:attr:SHARE=YES`,
    `guestNic.${guest}:${slot}`,
  );

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'one-guest-on-unshared-vswitch', severity: 'error', basis: 'documented' });
});

describe('on a vswitch with SHARE=NO', () => {
  test('a second guest gets no NIC', () => {
    const plan = planByRules([rule], { guestNics: [nic('app01', '0,2', 'vmlan0')] }, withSharing({ vmlan0: false }));
    expect(said(plan)).toEqual([refused('vmlan0', 'app01', 'test01', '0,2')]);
  });

  test('a NIC of a second guest is not moved there', () => {
    const plan = planByRules([rule], { guestNics: [nic('app01', '0,1', 'vmlan0')] }, withSharing({ vmlan0: false }));
    expect(said(plan)).toEqual([refused('vmlan0', 'app01', 'test01', '0,1')]);
  });

  test('two guests that come at once are refused both', () => {
    const host = { ...withSharing({ vmlan0: false }), guestNics: quickStartHost().guestNics.slice(0, 3) };
    const plan = planByRules(
      [rule],
      { guestNics: [nic('app01', '0,2', 'vmlan0'), nic('db01', '0,3', 'vmlan0')] },
      host,
    );
    expect(said(plan)).toEqual([refused('vmlan0', 'app01', 'db01', '0,2'), refused('vmlan0', 'db01', 'app01', '0,3')]);
  });

  test('the guest that has it gets a second NIC', () => {
    const plan = planByRules(
      [rule],
      { guestNics: [nic('test01', '0,2', 'vmlan0', 'lan')] },
      withSharing({ vmlan0: false }),
    );
    expect(plan.status).toBe('ready');
    expect(said(plan)).toEqual([]);
  });

  test('of guests that share it already none gets another NIC there, and their NICs may change in place', () => {
    const host = withSharing({ vmlan4: false });
    const plan = planByRules([rule], { guestNics: [nic('db01', '0,3', 'vmlan4')] }, host);
    expect(said(plan)).toEqual([refused('vmlan4', 'db01', 'web01', '0,3')]);
    const inPlace = { guestNics: [{ guest: 'db01', slot: '0,2', port: 9 }] };
    expect(said(planByRules([rule], inPlace, host))).toEqual([]);
  });

  test('a first guest may come', () => {
    const host = { ...withSharing({ vmlan0: false }), guestNics: quickStartHost().guestNics.slice(0, 3) };
    const plan = planByRules([rule], { guestNics: [nic('app01', '0,2', 'vmlan0')] }, host);
    expect(said(plan)).toEqual([]);
  });
});

describe('a guest comes when the other leaves in the same plan', () => {
  const comes = nic('app01', '0,2', 'vmlan0');

  test('after its NIC is removed', () => {
    const host = { ...withSharing({ vmlan0: false }), ownedAddresses: ['guestNic.test01:0,1'] };
    const plan = planByRules([rule], { guestNics: [comes] }, host);
    expect(said(plan)).toEqual([]);
    expect(ordersBy(rule, plan)).toEqual([
      expect.stringMatching(
        /^Remove NIC 0,1 from guest test01 \(vswitch vmlan0\) -> Add avio_lan NIC 0,2 to guest app01 on vmlan0 port \d+: the vswitch is not shared: one guest leaves before another comes$/,
      ),
    ]);
  });

  test('and for no other NIC of its own', () => {
    const { guestNics } = quickStartHost();
    const second = guestNics
      .filter(({ guest }) => guest === 'test01')
      .map((each) => ({ ...each, guest: 'app01' as never, slot: '0,3' as never, port: 3 }));
    const host = {
      ...withSharing({ vmlan0: false }),
      guestNics: [...guestNics, ...second],
      ownedAddresses: ['guestNic.test01:0,1', 'guestNic.app01:0,3'],
    };
    const orders = ordersBy(rule, planByRules([rule], { guestNics: [comes] }, host));
    expect(orders.map((text) => text.split(' -> ')[0])).toEqual(['Remove NIC 0,1 from guest test01 (vswitch vmlan0)']);
  });

  test('after its NIC is moved to another vswitch', () => {
    const host = withSharing({ vmlan0: false });
    const plan = planByRules([rule], { guestNics: [comes, nic('test01', '0,1', 'vmlan900', 'lan')] }, host);
    expect(said(plan)).toEqual([]);
    expect(ordersBy(rule, plan)).toEqual([
      expect.stringMatching(/^Put NIC 0,1 of guest test01 .* -> Add avio_lan NIC/),
    ]);
  });

  test('and not while it keeps a second NIC there', () => {
    const { guestNics } = quickStartHost();
    const more = guestNics
      .filter((each) => each.guest === 'test01')
      .map((each) => ({ ...each, slot: '0,4' as never, port: 4 }));
    const host = { ...withSharing({ vmlan0: false }), guestNics: [...guestNics, ...more] };
    const plan = planByRules([rule], { guestNics: [comes, nic('test01', '0,1', 'vmlan900', 'lan')] }, host);
    expect(said(plan)).toEqual([refused('vmlan0', 'app01', 'test01', '0,2')]);
  });

  test('a move between ports of the vswitch is no leaving', () => {
    const host = withSharing({ vmlan0: false });
    const lists = { guestNics: [comes, { ...nic('test01', '0,1', 'vmlan0', 'lan'), port: 7 }] };
    const plan = planByRules([rule], lists, host);
    expect(said(plan)).toEqual([refused('vmlan0', 'app01', 'test01', '0,2')]);
    expect(ordersBy(rule, plan)).toEqual([]);
  });

  test('on a shared vswitch nobody waits', () => {
    const plan = planByRules([rule], { guestNics: [comes] }, { ownedAddresses: ['guestNic.test01:0,1'] });
    expect(plan.steps).toHaveLength(2);
    expect(ordersBy(rule, plan)).toEqual([]);
  });

  test('where it is not known whether it is shared, nobody waits either', () => {
    const host = { ...withSharing({ vmlan0: null }), ownedAddresses: ['guestNic.test01:0,1'] };
    expect(ordersBy(rule, planByRules([rule], { guestNics: [comes] }, host))).toEqual([]);
  });

  test('a NIC that the arriving guest moves away meanwhile is no concern of the vswitch it leaves', () => {
    const host = withSharing({ vmlan900: false, vmlan0: false });
    const lists = { guestNics: [nic('app01', '0,1', 'vmlan4'), nic('test01', '0,1', 'localnet', 'lan')] };
    expect(ordersBy(rule, planByRules([rule], lists, host))).toEqual([]);
  });
});

describe('where the device database could not be read', () => {
  test('a second guest gets its NIC with a warning, once for each vswitch', () => {
    const lists = { guestNics: [nic('app01', '0,2', 'vmlan0'), nic('db01', '0,3', 'vmlan0')] };
    const plan = planByRules([rule], lists, withSharing({ vmlan0: null }));
    expect(said(plan)).toEqual([
      warningDiagnostic(
        'one-guest-on-unshared-vswitch',
        'it could not be read whether several guests may use vswitch vmlan0',
        'With SHARE=NO only one of its guests could run (V6.3 Administrator Guide, 13.19.2, p. 251).\n' +
          'Check its entry on the host: hpvmdevmgmt -l gdev',
      ),
    ]);
    expect(plan.status).toBe('ready');
  });

  test('the only guest there gives no doubt', () => {
    const plan = planByRules(
      [rule],
      { guestNics: [nic('test01', '0,2', 'vmlan0', 'lan')] },
      withSharing({ vmlan0: null }),
    );
    expect(said(plan)).toEqual([]);
  });
});

test('what else is done to such a vswitch brings nobody there', () => {
  const plan = planByRules([rule], { vswitches: [{ name: 'vmlan4', state: 'down' }] }, withSharing({ vmlan4: false }));
  expect(plan.steps).toHaveLength(1);
  expect(said(plan)).toEqual([]);
});

test('a shared vswitch takes any number of guests, and so does one that the plan makes', () => {
  const lists = {
    vswitches: [{ name: 'web', uplink: 'lan3' }],
    guestNics: [nic('app01', '0,2', 'vmlan0'), nic('app01', '0,3', 'web'), nic('db01', '0,3', 'web')],
  };
  expect(said(planByRules([rule], lists))).toEqual([]);
});

test('a vswitch with SHARE=NO that is made anew may be shared afterwards, which is warned of', () => {
  const shared = (isShareable: boolean | null) => ({
    vswitches: quickStartHost().vswitches.map((each) => (each.name === 'vmlan0' ? { ...each, isShareable } : each)),
  });
  const moved = { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] };
  expect(said(planByRules([rule], moved, shared(false)))).toEqual([
    warningDiagnostic(
      'one-guest-on-unshared-vswitch',
      'vswitch vmlan0 has SHARE=NO, which it may have lost when it is made anew',
      'No document says whether the entry in the device database is kept, and a new one may be shared (V6.3 Administrator Guide, 13.19.2, p. 251).\n' +
        'Look at it afterwards (hpvmdevmgmt -l gdev), and set it again: hpvmdevmgmt -m gdev:vmlan0:attr:SHARE=NO',
      'vswitch.vmlan0',
    ),
  ]);
  expect(said(planByRules([rule], moved, shared(true)))).toEqual([]);
  expect(said(planByRules([rule], moved, shared(null)))).toEqual([]);
  const halted = { vswitches: [{ name: 'vmlan0', state: 'down' }] };
  expect(said(planByRules([rule], halted, shared(false)))).toEqual([]);
  const gone = planByRules([rule], { vswitches: [] }, { ...shared(false), ownedAddresses: ['vswitch.vmlan0'] });
  expect(said(gone)).toEqual([]);
});
