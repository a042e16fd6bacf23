import type { ObservedHost } from '../model/observed-host';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import { withNics } from '../../test/hosts/with-interfaces';
import { movedFields } from './footprint';
import type { Plan } from './plan-document';

function planVlan(): Plan {
  return planFor({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 120 }] }, quickStartHost());
}

function withVswitch(name: string, change: Partial<ObservedHost['vswitches'][number]>): ObservedHost {
  const host = quickStartHost();
  return {
    ...host,
    vswitches: host.vswitches.map((vswitch) => (vswitch.name === name ? { ...vswitch, ...change } : vswitch)),
  };
}

test('the host a plan was made from has not moved', () => {
  expect(movedFields(planVlan(), quickStartHost())).toEqual([]);
});

test('a vswitch that the plan touches and that went down is named with both values', () => {
  expect(movedFields(planVlan(), withVswitch('vmlan4', { state: 'down' }))).toEqual([
    { path: 'vswitch.vmlan4/state', planned: 'up', observed: 'down' },
  ]);
});

test('a vswitch that the plan touches and that is gone is named with its fields', () => {
  const host = quickStartHost();
  const without = { ...host, vswitches: host.vswitches.filter((vswitch) => vswitch.name !== 'vmlan4') };
  expect(movedFields(planVlan(), without).map((field) => field.path)).toEqual([
    'vswitch.vmlan4/capturedIpAddress',
    'vswitch.vmlan4/capturedMac',
    'vswitch.vmlan4/isShareable',
    'vswitch.vmlan4/ports',
    'vswitch.vmlan4/state',
    'vswitch.vmlan4/uplink',
  ]);
});

test('what the plan never reads may change', () => {
  expect(movedFields(planVlan(), withVswitch('vmlan900', { state: 'down' }))).toEqual([]);
});

test('another management path counts, because the plan was judged by it', () => {
  const host = quickStartHost({ managementPath: { address: '192.1.2.205', interface: 'lan4' as never } });
  expect(movedFields(planVlan(), host).map((field) => field.path)).toEqual(['managementPath/interface']);
});

test('the mode of a group counts where the segmentation offload of its port is set', () => {
  const plan = planFor({ lanInterfaces: [{ name: 'lan1', segmentationOffload: 'off' }] }, withTso());
  const apaGroups = quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, mode: 'MANUAL' as const } : group,
  );
  expect(movedFields(plan, { ...withTso(), apaGroups })).toEqual([
    { path: 'apaGroup.lan900/mode', planned: 'LAN_MONITOR', observed: 'MANUAL' },
  ]);
});

function withTso(): ObservedHost {
  return quickStartHost(withNics({ lan1: { virtualMtuBytes: 32160 } }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

describe('what a refusal was or was not made for', () => {
  const planNic = (): Plan =>
    planFor({ guestNics: [{ guest: 'test01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan' }] }, quickStartHost());
  const movedIn = (changes: Partial<ObservedHost>) =>
    movedFields(planNic(), quickStartHost(changes)).map((field) => `${field.path}: ${textOf(field.observed)}`);

  test('a guest that was migrated away meanwhile', () => {
    const guests = quickStartHost().guests.map((guest) => ({ ...guest, isModifiable: guest.name !== 'test01' }));
    expect(movedIn({ guests })).toEqual(['guest.test01/isModifiable: false']);
  });

  test('a guest that got or lost another NIC meanwhile', () => {
    const guestNics = quickStartHost().guestNics.filter((nic) => nic.guest !== 'test01');
    expect(movedIn({ guestNics })).toEqual(['guest.test01/nicCount: 0']);
  });

  test('a vswitch that is no longer shared', () => {
    const { vswitches } = withVswitch('vmlan0', { isShareable: false });
    expect(movedIn({ vswitches })).toEqual(['vswitch.vmlan0/isShareable: false']);
  });

  test('cluster software that was started', () => {
    expect(movedIn({ cluster: { vswitchmgr: 'running', serviceguard: 'running' } })).toEqual([
      'cluster/serviceguard: running',
      'cluster/vswitchmgr: running',
    ]);
  });
});
