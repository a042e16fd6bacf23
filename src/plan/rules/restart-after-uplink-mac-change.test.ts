import { ordersBy, planByRules, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { restartAfterUplinkMacChange as rule } from './restart-after-uplink-mac-change';

const OLD_MAC = '0x00127942aaaa';

/** The quick-start host where vmlan4 captured something else than its uplink has. */
function stale(captured: object = { mac: OLD_MAC }, changes: Partial<ObservedHost> = {}): Partial<ObservedHost> {
  return {
    vswitches: quickStartHost().vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, ...captured } : each)),
    ...changes,
  };
}
function vswitchNamed(name: string, captured: object): Partial<ObservedHost> {
  return {
    vswitches: quickStartHost().vswitches.map((each) => (each.name === name ? { ...each, ...captured } : each)),
  };
}
const VMLAN4 = { vswitches: [{ name: 'vmlan4' }] };
const RESTART = ['Halt vswitch vmlan4', 'Boot vswitch vmlan4'];
const NIC_ADDED = { guestNics: [{ guest: 'test01', slot: '0,2', vswitch: 'vmlan4', adapter: 'lan' }] };

test('it warns, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'restart-after-uplink-mac-change', severity: 'warning', basis: 'documented' });
});

describe('a declared vswitch', () => {
  test('that captured another MAC address is restarted, and the plan says why', () => {
    const plan = planByRules([rule], VMLAN4, stale());
    expect(plan.status).toBe('ready');
    expect(titlesOf(plan)).toEqual(RESTART);
    expect(plan.changes).toEqual([
      {
        address: 'vswitch.vmlan4',
        action: 'update',
        fields: [{ path: 'capturedMac', before: OLD_MAC, after: '0x00127942fce3' }],
        derivedBy: 'restart-after-uplink-mac-change',
      },
    ]);
    expect(plan.steps.map((step) => step.purpose)).toEqual([
      { rule: rule.id, why: `vmlan4 works with MAC address ${OLD_MAC}, and lan4 has MAC address 0x00127942fce3` },
      { rule: rule.id, why: `vmlan4 works with MAC address ${OLD_MAC}, and lan4 has MAC address 0x00127942fce3` },
    ]);
    expect(said(plan)).toEqual([]);
  });

  test('that captured another IP address is restarted, with both reasons where both apply', () => {
    const plan = planByRules([rule], VMLAN4, stale({ mac: OLD_MAC, ipAddress: '192.1.2.9' }));
    expect(plan.steps[0]?.purpose.why).toBe(
      `vmlan4 works with MAC address ${OLD_MAC} and IP address 192.1.2.9, and lan4 has MAC address 0x00127942fce3 and IP address 192.1.2.205`,
    );
    expect(titlesOf(planByRules([rule], VMLAN4, stale({ ipAddress: '192.1.2.9' })))).toEqual(RESTART);
  });

  test('whose uplink has no address any more is restarted', () => {
    const plan = planByRules([rule], VMLAN4, { addresses: [] });
    expect(plan.steps[0]?.purpose.why).toBe('vmlan4 works with IP address 192.1.2.205, and lan4 has no IP address');
  });

  test('is only halted when it is to go down, and only moved when it is to move', () => {
    expect(titlesOf(planByRules([rule], { vswitches: [{ name: 'vmlan4', state: 'down' }] }, stale()))).toEqual([
      'Halt vswitch vmlan4',
    ]);
    const moved = planByRules([rule], { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] }, stale());
    expect(titlesOf(moved).filter((title) => title === 'Boot vswitch vmlan4')).toHaveLength(1);
  });

  test('is restarted once, whatever else happens to it', () => {
    const lists = { ...VMLAN4, lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] };
    expect(titlesOf(planByRules([rule], lists, stale())).filter((title) => RESTART.includes(title))).toEqual(RESTART);
  });

  test.each([
    ['the same MAC address', { mac: '0x00127942fce3' }],
    ['no MAC address', { mac: null }],
    ['the address of nothing', { mac: '0x000000000000' }],
    ['no IP address', { ipAddress: null }],
    ['nothing, because it is down', { state: 'down', mac: OLD_MAC, ipAddress: '192.1.2.9' }],
    ['nothing we could tell, because its state is unknown', { state: 'unknown', mac: OLD_MAC }],
    ['nothing, because it has no uplink', { uplink: null, mac: OLD_MAC }],
  ])('with %s is not', (_what, captured) => {
    expect(titlesOf(planByRules([rule], VMLAN4, stale(captured)))).toEqual([]);
  });

  test('is not restarted for what could not be read of its uplink', () => {
    const gap = { subject: 'addresses', probe: 'netstat -in', reason: 'garbled' };
    expect(titlesOf(planByRules([rule], VMLAN4, { addresses: [], coverage: [gap] }))).toEqual([]);
    expect(titlesOf(planByRules([rule], VMLAN4, stale({ mac: OLD_MAC }, { lanInterfaces: [] })))).toEqual([]);
  });

  test('on a group goes by the MAC address of the group, and not while that is empty', () => {
    const lists = { vswitches: [{ name: 'vmlan900' }] };
    const with900 = (mac: string): Partial<ObservedHost> => ({
      apaGroups: quickStartHost().apaGroups.map((group) =>
        group.name === 'lan900' ? { ...group, mac: mac as never } : group,
      ),
    });
    const captured = vswitchNamed('vmlan900', { mac: OLD_MAC });
    expect(titlesOf(planByRules([rule], lists, captured))).toEqual(['Halt vswitch vmlan900', 'Boot vswitch vmlan900']);
    expect(titlesOf(planByRules([rule], lists, { ...captured, ...with900('0x000000000000') }))).toEqual([]);
  });

  test('that booted while its aggregate had no address yet is restarted when it has one', () => {
    const early = vswitchNamed('vmlan900', { mac: '0x000000000000' });
    expect(titlesOf(planByRules([rule], { vswitches: [{ name: 'vmlan900' }] }, early))).toEqual([
      'Halt vswitch vmlan900',
      'Boot vswitch vmlan900',
    ]);
  });

  test('on a failover group that failed over to another of its ports is in step, on an aggregate it is not', () => {
    const lists = { vswitches: [{ name: 'vmlan900' }] };
    const failedOver = (mode: 'LAN_MONITOR' | 'MANUAL'): Partial<ObservedHost> => ({
      apaGroups: quickStartHost().apaGroups.map((group) =>
        group.name === 'lan900' ? { ...group, mode, mac: '0x00306e39815b' as never } : group,
      ),
    });
    expect(titlesOf(planByRules([rule], lists, failedOver('LAN_MONITOR')))).toEqual([]);
    expect(titlesOf(planByRules([rule], lists, failedOver('MANUAL')))).toHaveLength(2);
  });

  test('is restarted whatever else is declared or made beside it', () => {
    const lists = { vswitches: [{ name: 'vmlan0' }, { name: 'vmlan4' }, { name: 'web', uplink: 'lan3' }] };
    expect(titlesOf(planByRules([rule], lists, stale()))).toEqual(expect.arrayContaining(RESTART));
  });

  test('with an alias of its uplink is in step', () => {
    const alias = { ...quickStartHost().addresses[1], address: '192.1.2.9' } as ObservedHost['addresses'][number];
    const addresses = [...quickStartHost().addresses, alias];
    expect(titlesOf(planByRules([rule], VMLAN4, stale({ ipAddress: '192.1.2.9' }, { addresses })))).toEqual([]);
  });
});

describe('a vswitch that somebody else made', () => {
  test('is restarted when the plan changes its uplink', () => {
    const lists = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off', segmentationOffload: 'off' }] };
    const plan = planByRules([rule], lists, stale());
    expect(titlesOf(plan)).toEqual(expect.arrayContaining(RESTART));
    expect(said(plan)).toEqual([]);
  });

  test('is reported when a guest NIC is put on it', () => {
    const plan = planByRules([rule], NIC_ADDED, stale());
    expect(titlesOf(plan)).not.toContain('Halt vswitch vmlan4');
    expect(said(plan)).toEqual([
      warningDiagnostic(
        'stale-vswitch',
        `vswitch vmlan4 works with MAC address ${OLD_MAC}, and its uplink lan4 has MAC address 0x00127942fce3`,
        'The addresses of lan4 changed after the vswitch was booted; it must be restarted to follow (vPars and Integrity VM V6.3 Administrator Guide, 8.2.1.8, p. 118). It is not declared, so the plan leaves it alone: declare vmlan4, or run "hpvmnet -S vmlan4 -h" and "hpvmnet -b -S vmlan4" when its guests can spare it.',
        'vswitch.vmlan4',
      ),
    ]);
    expect(said(planByRules([rule], NIC_ADDED))).toEqual([]);
  });

  test('is left alone when the plan is elsewhere', () => {
    const elsewhere = {
      vswitches: [{ name: 'web', uplink: 'lan3' }],
      lanInterfaces: [{ name: 'lan0', checksumOffload: 'on' }],
    };
    const plan = planByRules([rule], elsewhere, stale());
    expect(titlesOf(plan)).not.toContain('Halt vswitch vmlan4');
    expect(said(plan)).toEqual([]);
  });
});

test('it orders nothing by itself: a restart is a halt and then a boot', () => {
  expect(ordersBy(rule, planByRules([rule], VMLAN4, stale()))).toEqual([]);
});
