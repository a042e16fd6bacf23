import { planByRules, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { emptyBeforeRemoval as rule } from './empty-before-removal';

test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'empty-before-removal', severity: 'error', basis: 'recalled' });
});

describe('a vswitch that goes', () => {
  const owned = (...addresses: readonly string[]): Partial<ObservedHost> => ({
    ownedAddresses: ['vswitch.vmlan4', ...addresses],
  });
  const inUseBy = (users: string): object =>
    errorDiagnostic(
      'empty-before-removal',
      'vswitch vmlan4 is to be removed, but guest NICs still use it',
      `In use by: ${users}. Move or remove these NICs in the same plan, or keep the vswitch.`,
      'vswitch.vmlan4',
    );
  const gone = { vswitches: [] };

  test('is kept from going by the NICs that stay on it, and by no others', () => {
    expect(said(planByRules([rule], gone, owned()))).toEqual([inUseBy('db01 0,2, web01 0,1')]);
  });

  test('is kept by one of two', () => {
    const moved = { ...gone, guestNics: [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan900' }] };
    expect(said(planByRules([rule], moved, owned()))).toEqual([inUseBy('db01 0,2')]);
  });

  test('may go when its NICs are moved or removed in the same plan', () => {
    const lists = { ...gone, guestNics: [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan900' }] };
    const plan = planByRules([rule], lists, owned('guestNic.db01:0,2'));
    expect(titlesOf(plan)).toContain('Remove vswitch vmlan4');
    expect(said(plan)).toEqual([]);
  });

  test('does not get new NICs, added or moved there', () => {
    const lists = {
      ...gone,
      guestNics: [
        { guest: 'app01', slot: '0,1', vswitch: 'vmlan4' },
        { guest: 'test01', slot: '0,4', vswitch: 'vmlan4', adapter: 'lan' },
        { guest: 'test01', slot: '0,5', vswitch: 'vmlan900', adapter: 'lan' },
      ],
    };
    const plan = planByRules([rule], lists, owned('guestNic.db01:0,2', 'guestNic.web01:0,1'));
    expect(said(plan)).toEqual([inUseBy('app01 0,1, test01 0,4')]);
  });

  test('names a NIC that only gets another port on it once', () => {
    const lists = { ...gone, guestNics: [{ guest: 'web01', slot: '0,1', port: 9 }] };
    expect(said(planByRules([rule], lists, owned('guestNic.db01:0,2')))).toEqual([inUseBy('web01 0,1')]);
  });

  test('only to be made anew on another uplink keeps its NICs', () => {
    const plan = planByRules([rule], { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] });
    expect(titlesOf(plan)).toContain('Remove vswitch vmlan4');
    expect(said(plan)).toEqual([]);
  });
});

describe('a group that goes', () => {
  const vlan = (name: string, uplink: string): ObservedHost['hostVlans'][number] =>
    ({ name, uplink, vlanId: 7, state: 'up' }) as unknown as ObservedHost['hostVlans'][number];
  const owned = { ownedAddresses: ['apaGroup.lan900'], addresses: [] };
  const inUseBy = (users: string): object =>
    errorDiagnostic(
      'empty-before-removal',
      'lan900 is to be emptied, but it is still in use',
      `In use by: ${users}. Move these to another interface in the same plan, or keep the group.`,
      'apaGroup.lan900',
    );
  const gone = { apaGroups: [] };

  test('is kept by the vswitches and host VLANs on it, and by no others', () => {
    const plan = planByRules([rule], gone, {
      ...owned,
      hostVlans: [vlan('lan5000', 'lan900'), vlan('lan5001', 'lan3')],
    });
    expect(said(plan)).toEqual([inUseBy('vswitch vmlan900, host VLAN lan5000')]);
  });

  test('may go when these move or go in the same plan', () => {
    const lists = { ...gone, vswitches: [{ name: 'vmlan900', uplink: 'lan3' }], hostVlans: [] };
    const plan = planByRules([rule], lists, {
      ownedAddresses: [...owned.ownedAddresses, 'hostVlan.lan5000'],
      addresses: [],
      hostVlans: [vlan('lan5000', 'lan900')],
    });
    expect(titlesOf(plan)).toContain('Take all ports (lan1, lan2) out of lan900');
    expect(said(plan)).toEqual([]);
  });

  test('is kept by a host VLAN that stays, though it is to be saved anew', () => {
    const saved = { lanInterfaces: [], apaGroups: null, hostVlans: [] };
    const lists = { ...gone, vswitches: [{ name: 'vmlan900', uplink: 'lan3' }], hostVlans: [{ name: 'lan5000' }] };
    const plan = planByRules([rule], lists, { ...owned, saved, hostVlans: [vlan('lan5000', 'lan900')] });
    expect(plan.changes.map(({ address }) => address)).toContain('hostVlan.lan5000');
    expect(said(plan)).toEqual([inUseBy('host VLAN lan5000')]);
  });

  test('is kept by the one host VLAN of two that stays', () => {
    const lists = { ...gone, vswitches: [{ name: 'vmlan900', uplink: 'lan3' }], hostVlans: [] };
    const plan = planByRules([rule], lists, {
      ownedAddresses: [...owned.ownedAddresses, 'hostVlan.lan5000'],
      addresses: [],
      hostVlans: [vlan('lan5000', 'lan900'), vlan('lan5001', 'lan900')],
    });
    expect(said(plan)).toEqual([inUseBy('host VLAN lan5001')]);
  });

  test('is kept by a host VLAN that is made anew or moved there, not by one that is made elsewhere', () => {
    const hostVlans = [
      { name: 'lan5000', vlanId: 8 },
      { name: 'lan5001', uplink: 'lan900' },
      { name: 'lan5002', uplink: 'lan3', vlanId: 9 },
    ];
    const lists = { ...gone, vswitches: [{ name: 'vmlan900', uplink: 'lan3' }], hostVlans };
    const observed = { ...owned, hostVlans: [vlan('lan5000', 'lan900'), vlan('lan5001', 'lan3')] };
    expect(said(planByRules([rule], lists, observed))).toEqual([inUseBy('host VLAN lan5000, host VLAN lan5001')]);
  });

  test('is kept by a vswitch that moves there', () => {
    const vswitches = [
      { name: 'vmlan900', uplink: 'lan3' },
      { name: 'vmlan4', uplink: 'lan900' },
    ];
    expect(said(planByRules([rule], { ...gone, vswitches }, owned))).toEqual([inUseBy('vswitch vmlan4')]);
  });

  test('may go when nothing was ever on it', () => {
    const apaGroups = quickStartHost().apaGroups.map((group) =>
      group.name === 'lan901' ? { ...group, mode: 'MANUAL' as const, ports: ['lan3' as never] } : group,
    );
    const plan = planByRules([rule], gone, { apaGroups, ownedAddresses: ['apaGroup.lan901'] });
    expect(titlesOf(plan)).toContain('Take all ports (lan3) out of lan901');
    expect(said(plan)).toEqual([]);
  });

  test('only to be built anew keeps what is on it', () => {
    const plan = planByRules([rule], { apaGroups: [{ name: 'lan900', mode: 'MANUAL' }] });
    expect(titlesOf(plan)).toContain('Take all ports (lan1, lan2) out of lan900');
    expect(said(plan)).toEqual([]);
  });
});
