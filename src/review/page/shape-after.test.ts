import type { PlannedChange } from '../../plan/plan-document';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { planFor } from '../../../test/hosts/plan-for';
import { shapeOf, type HostShape } from './host-shape';
import { shapeAfter } from './shape-after';

const before = shapeOf(quickStartHost());

function afterLists(lists: object): HostShape {
  return shapeAfter(before, planFor(lists, quickStartHost()));
}

function afterChange(change: PlannedChange): HostShape {
  return shapeAfter(before, { changes: [change], steps: [] });
}

test('a group gets the mode and the load balancing that the plan gives it, and keeps its ports', () => {
  const { groups } = afterLists({
    apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'], loadBalancing: 'LB_IP' }],
    vswitches: [{ name: 'vmlan900', uplink: 'lan900' }],
  });
  expect(groups.get('lan900')).toEqual({
    ...{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'], loadBalancing: 'LB_IP' },
  });
});

test('a new guest NIC is on the port that the command line names', () => {
  const { guestNics } = afterLists({
    vswitches: [{ name: 'vmlan4', uplink: 'lan4' }],
    guestNics: [{ guest: 'web01', slot: '0,3', vswitch: 'vmlan4', adapter: 'avio_lan' }],
  });
  expect(guestNics.get('web01:0,3')).toMatchObject({ vswitch: 'vmlan4', port: 3, adapter: 'avio_lan', mac: null });
});

test('a guest NIC that changes its VLAN keeps everything else', () => {
  const { guestNics } = afterLists({
    guestNics: [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan4', vlanId: 120 }],
  });
  expect(guestNics.get('web01:0,1')).toEqual({ ...before.guestNics.get('web01:0,1'), vlanId: 120 });
});

test('what is deleted is gone, and the host before is as it was', () => {
  const address = 'vswitch.vmlan0';
  const fields = [{ path: 'uplink', before: 'lan0', after: null }];
  expect(afterChange({ address, action: 'delete', fields }).vswitches.has('vmlan0')).toBe(false);
  expect(before.vswitches.has('vmlan0')).toBe(true);
});

test('what only the next boot brings changes nothing that runs', () => {
  const fields = [{ path: 'saved.mode', before: 'LAN_MONITOR', after: null }];
  const after = afterChange({ address: 'apaGroup.lan900', action: 'delete', fields });
  expect(after.groups.get('lan900')).toEqual(before.groups.get('lan900'));
});

test('a vswitch without an uplink is not one whose uplink stays', () => {
  const change = { address: 'vswitch.vmlan4', action: 'update' } as const;
  const uplink = [{ path: 'uplink', before: 'lan4', after: null }];
  const state = [{ path: 'state', before: 'up', after: 'down' }];
  expect(afterChange({ ...change, fields: uplink }).vswitches.get('vmlan4')).toMatchObject({
    uplink: null,
    state: 'up',
  });
  expect(afterChange({ ...change, fields: state }).vswitches.get('vmlan4')).toMatchObject({
    ...{ uplink: 'lan4', state: 'down' },
  });
});

test('fields of a plan that somebody edited into other types change nothing', () => {
  const fields = [
    { path: 'uplink', before: null, after: { name: 'lan3' } },
    { path: 'ports', before: null, after: 'lan3' },
    { path: 'vlanId', before: null, after: '120' },
  ];
  for (const address of ['vswitch.vmlan4', 'apaGroup.lan900', 'guestNic.web01:0,1'])
    expect(afterChange({ address, action: 'update', fields })).toEqual(before);
});
