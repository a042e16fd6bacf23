import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { linkBeforeUse as rule } from './link-before-use';
import { restartAfterOffloadChange } from './restart-after-offload-change';

/** The quick-start host with these NICs and groups DOWN, and these vswitches. */
function down(names: readonly string[], stopped: readonly string[] = []): Partial<ObservedHost> {
  const { lanInterfaces, apaGroups, vswitches } = quickStartHost();
  const state = <T extends { readonly name: string; readonly state: 'up' | 'down' }>(each: T): T =>
    names.includes(each.name) ? { ...each, state: 'down' } : each;
  return {
    lanInterfaces: lanInterfaces.map(state),
    apaGroups: apaGroups.map(state),
    vswitches: vswitches.map((each) => (stopped.includes(each.name) ? { ...each, state: 'down' } : each)),
  };
}

const warning = (dead: string, vswitch: string, address: string): object =>
  warningDiagnostic(
    'link-before-use',
    `${dead} is DOWN, and guests are to use it through vswitch ${vswitch}`,
    `Guests that boot before it has a link may not claim their AVIO interfaces (Integrity VM 4.2 Release Notes, 7.2.18-7.2.19, p. 73). Check cable and switch port first; afterwards run ioscan in such a guest, then /sbin/rc2.d/S340net start and S340net-ipv6 start. If its AVIO NIC then does not reach emulated ones on the vswitch, reset that: hpvmnet -r -S ${vswitch}. If lanscan in the guest shows the NIC DOWN, reset the NIC there with lanadmin.`,
    address,
  );
const WEB = { vswitches: [{ name: 'web', uplink: 'lan3' }] };
const avio = (vswitch: string, slot = '0,2', guest = 'test01'): object => ({
  guestNics: [{ guest, slot, vswitch, adapter: 'avio_lan' }],
});

test('it warns, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'link-before-use', severity: 'warning', basis: 'documented' });
});

test('a vswitch that boots on a NIC without link is warned of, one on a cabled NIC is not', () => {
  expect(said(planByRules([rule], WEB, down(['lan3'])))).toEqual([warning('lan3', 'web', 'vswitch.web')]);
  expect(said(planByRules([rule], WEB, down(['lan4', 'lan1'])))).toEqual([]);
});

test('a vswitch that was down and boots is warned of, one that restarts is not', () => {
  const booted = planByRules([rule], { vswitches: [{ name: 'vmlan4', state: 'up' }] }, down(['lan4'], ['vmlan4']));
  expect(said(booted)).toEqual([warning('lan4', 'vmlan4', 'vswitch.vmlan4')]);
  const moved = planByRules([rule], { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] }, down(['lan3']));
  expect(said(moved)).toEqual([]);
});

test('a new vswitch that stays down is no matter', () => {
  const lists = { vswitches: [{ name: 'web', uplink: 'lan3', state: 'down' }] };
  expect(said(planByRules([rule], lists, down(['lan3'])))).toEqual([]);
});

test('an AVIO NIC is warned of when it is added or moved there, an emulated one and one that goes are not', () => {
  expect(said(planByRules([rule], avio('vmlan4'), down(['lan4'])))).toEqual([
    warning('lan4', 'vmlan4', 'guestNic.test01:0,2'),
  ]);
  const moved = planByRules([rule], avio('vmlan4', '0,1', 'app01'), down(['lan4']));
  expect(said(moved)).toEqual([warning('lan4', 'vmlan4', 'guestNic.app01:0,1')]);
  const emulated = { guestNics: [{ guest: 'test01', slot: '0,2', vswitch: 'vmlan4', adapter: 'lan' }] };
  expect(said(planByRules([rule], emulated, down(['lan4'])))).toEqual([]);
  const removed = planByRules([rule], { guestNics: [] }, { ...down(['lan4']), ownedAddresses: ['guestNic.db01:0,2'] });
  expect(said(removed)).toEqual([]);
});

test('one port of a group with a link is enough', () => {
  expect(said(planByRules([rule], avio('vmlan900'), down(['lan1'])))).toEqual([]);
  expect(said(planByRules([rule], avio('vmlan900'), down(['lan1', 'lan2'])))).toEqual([
    warning('lan1, lan2', 'vmlan900', 'guestNic.test01:0,2'),
  ]);
});

test('the ports that count are those after the plan', () => {
  const joined = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }], ...avio('vmlan900') };
  expect(said(planByRules([rule], joined, down(['lan1', 'lan2'])))).toEqual([]);
});

test('a group that is down as a whole is warned of, unless the plan changes it', () => {
  expect(said(planByRules([rule], avio('vmlan900'), down(['lan900'])))).toEqual([
    warning('lan900', 'vmlan900', 'guestNic.test01:0,2'),
  ]);
  const rebuilt = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }], ...avio('vmlan900') };
  expect(said(planByRules([rule], rebuilt, down(['lan900'])))).toEqual([]);
  const built = {
    apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }],
    vswitches: [{ name: 'web', uplink: 'lan901' }],
  };
  expect(said(planByRules([rule], built))).toEqual([]);
});

test('a guest-only vswitch and a group without ports are no matter', () => {
  expect(said(planByRules([rule], { vswitches: [{ name: 'inner', uplink: null }] }, down(['lan3'])))).toEqual([]);
  const { apaGroups } = quickStartHost();
  const empty = apaGroups.map((group) => (group.name === 'lan900' ? { ...group, ports: [] } : group));
  expect(said(planByRules([rule], avio('vmlan900'), { apaGroups: empty }))).toEqual([]);
});

test('a restart on a NIC without link is no news', () => {
  const lists = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] };
  const plan = planByRules([rule, restartAfterOffloadChange], lists, down(['lan4']));
  expect(said(plan)).toEqual([]);
});

test('a NIC that is not listed, and a group that is not, have no state to warn of', () => {
  const lists = { vswitches: [{ name: 'vmlan4', state: 'up' }] };
  const { vswitches } = down([], ['vmlan4']);
  const without = { vswitches: vswitches ?? [], lanInterfaces: [], apaGroups: [] };
  expect(said(planByRules([rule], lists, without))).toEqual([]);
});

describe('ports that join a failover group', () => {
  const detail =
    'nwmgr tests whether the ports reach one another and refuses the command when they do not (nwmgr_apa(1M), September 2010, p. 8; -f overrides it, which this tool does not). ' +
    'The plan would stop there, with the vswitches on the group halted. Check cables first, and set the switch ports to no trunk and to one LAN.';
  const joins = (mode: string, ...ports: readonly string[]): object => ({
    apaGroups: [{ name: 'lan900', mode, ports }],
  });
  const trunk: Partial<ObservedHost> = {
    apaGroups: quickStartHost().apaGroups.map((group) =>
      group.name === 'lan900' ? { ...group, mode: 'LACP_AUTO' as const, loadBalancing: 'LB_MAC' as const } : group,
    ),
  };

  test('are tested there: one without link is warned of', () => {
    const plan = planByRules([rule], joins('LAN_MONITOR', 'lan1', 'lan2', 'lan3'), down(['lan3']));
    expect(said(plan)).toEqual([
      warningDiagnostic(
        'link-before-use',
        'lan3 is DOWN and is to join failover group lan900',
        detail,
        'apaGroup.lan900',
      ),
    ]);
    expect(said(planByRules([rule], joins('LAN_MONITOR', 'lan1', 'lan2', 'lan3')))).toEqual([]);
    expect(said(planByRules([rule], joins('MANUAL', 'lan1', 'lan3'), down(['lan3'])))).toEqual([]);
  });

  test('and fail the test as long as the switch has them in a trunk', () => {
    expect(said(planByRules([rule], joins('LAN_MONITOR', 'lan1', 'lan2'), trunk))).toEqual([
      warningDiagnostic(
        'link-before-use',
        'lan900 becomes a failover group while the switch may still have its ports in a LACP_AUTO trunk',
        detail,
        'apaGroup.lan900',
      ),
    ]);
  });
});
