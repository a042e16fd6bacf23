import { LACP_AGGREGATE } from '../../test/hosts/proven-plan-for';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { ObservedHost } from '../model/observed-host';
import type { SwitchPortsBack } from './plan-document';

const group = (ports: readonly string[], mode: string): object => ({ apaGroups: [{ name: 'lan900', mode, ports }] });
const switchPorts = (lists: object, host: ObservedHost = quickStartHost()): readonly SwitchPortsBack[] | undefined =>
  planFor(lists, host).revert?.switchPorts;

test('the switch ports of a failover group that becomes a trunk go out of it again', () => {
  expect(switchPorts(LACP_AGGREGATE)).toEqual([
    {
      takesBack: ['s02', 's04', 's07'],
      ports: ['lan1', 'lan2'],
      before: { group: 'lan900', mode: 'LAN_MONITOR' },
      planned: { group: 'lan900', mode: 'LACP_AUTO' },
    },
  ]);
});

test('ports that come from nowhere are told apart from those of another kind', () => {
  const found = switchPorts(group(['lan1', 'lan2', 'lan3'], 'MANUAL')) ?? [];
  expect(found.map(({ ports, before }) => [ports.join(), before?.mode ?? null])).toEqual([
    ['lan1,lan2', 'LAN_MONITOR'],
    ['lan3', null],
  ]);
});

test('the ports of a trunk that a plan leaves belong in it', () => {
  const groups = quickStartHost().apaGroups.map((each) =>
    each.name === 'lan900' ? { ...each, mode: 'MANUAL', loadBalancing: 'LB_MAC' } : each,
  );
  const host = quickStartHost({ apaGroups: groups as never });
  expect(switchPorts(group(['lan1', 'lan2'], 'LAN_MONITOR'), host)).toMatchObject([
    { ports: ['lan1', 'lan2'], before: { mode: 'MANUAL' }, planned: { mode: 'LAN_MONITOR' } },
  ]);
});

test('the switch has no part in ports of a failover group, nor in what no group is', () => {
  expect(switchPorts(group(['lan1', 'lan2', 'lan3'], 'LAN_MONITOR'))).toBeUndefined();
  expect(switchPorts({ vswitches: [{ name: 'web', uplink: 'lan3' }] })).toBeUndefined();
});
