import { mustPrecede, planByRules, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import { offloadBeforeJoining as rule } from './offload-before-joining';

const host = quickStartHost();
const tsoOff = (name: string): object => ({ name, segmentationOffload: 'off' });
/** Every port of lan900 with segmentation offload on. */
const lanInterfaces = host.lanInterfaces.map((nic) =>
  nic.aggregate === null ? nic : { ...nic, virtualMtuBytes: 32160 },
);
/** lan900 in a mode other than LAN_MONITOR, with these ports. */
const groupIn = (mode: string, ports: readonly string[] = ['lan1', 'lan2']): object => ({
  lanInterfaces: lanInterfaces.map((nic) =>
    nic.name === 'lan3' && ports.includes('lan3') ? { ...nic, aggregate: 'lan900', virtualMtuBytes: 32160 } : nic,
  ),
  apaGroups: host.apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, mode, loadBalancing: 'LB_MAC', ports } : group,
  ),
});
const TSO = 'Turn TCP segmentation offload off on';

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'offload-before-joining', severity: 'error', basis: 'documented' });
});

test('segmentation offload is set before its NIC joins, and no other NIC waits', () => {
  const lists = {
    lanInterfaces: [tsoOff('lan4')],
    apaGroups: [{ name: 'lan901', mode: 'LACP_AUTO', ports: ['lan3', 'lan4'] }],
  };
  const steps = [`${TSO} lan4`, 'Join lan4 to lan901 as LACP_AUTO'] as const;
  expect(mustPrecede(planByRules([rule], lists), ...steps)).toBe(true);
  expect(mustPrecede(planByRules([], lists), ...steps)).toBe(false);
  expect(mustPrecede(planByRules([rule], lists), steps[0], 'Join lan3 to lan901 as LACP_AUTO')).toBe(false);
});

test('a NIC that joins a failover group is set at any time', () => {
  const lists = {
    lanInterfaces: [tsoOff('lan4')],
    apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan4'] }],
  };
  const plan = planByRules([rule], lists);
  expect(mustPrecede(plan, `${TSO} lan4`, 'Add lan4 to lan900 as LAN_MONITOR')).toBe(false);
  expect(mustPrecede(plan, 'Add lan4 to lan900 as LAN_MONITOR', `${TSO} lan4`)).toBe(false);
});

test('segmentation offload is set after its NIC has left a link aggregate, and before it joins one again', () => {
  const lists = {
    lanInterfaces: [tsoOff('lan1')],
    apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'] }],
  };
  const plan = planByRules([rule], lists, groupIn('LACP_AUTO'));
  expect(mustPrecede(plan, 'Take all ports (lan1, lan2) out of lan900', `${TSO} lan1`)).toBe(true);
  expect(mustPrecede(plan, `${TSO} lan1`, 'Add lan1, lan2 to lan900 as MANUAL')).toBe(true);
  expect(said(plan)).toEqual([]);
});

test('in a failover group that becomes a link aggregate it is set before that has the NIC, and need not wait', () => {
  const lists = {
    lanInterfaces: [tsoOff('lan1')],
    apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'] }],
  };
  const plan = planByRules([rule], lists, { lanInterfaces });
  expect(mustPrecede(plan, 'Take all ports (lan1, lan2) out of lan900', `${TSO} lan1`)).toBe(false);
  expect(mustPrecede(plan, `${TSO} lan1`, 'Add lan1, lan2 to lan900 as MANUAL')).toBe(true);
  expect(said(plan)).toEqual([]);
});

test('a NIC that leaves alone is set afterwards', () => {
  const lists = {
    lanInterfaces: [tsoOff('lan3')],
    apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }],
  };
  const observed = groupIn('MANUAL', ['lan1', 'lan2', 'lan3']);
  const plan = planByRules([rule], lists, observed);
  expect(mustPrecede(plan, 'Take lan3 out of lan900', `${TSO} lan3`)).toBe(true);
  expect(said(plan)).toEqual([]);
});

test('segmentation offload of a NIC that stays a port of a link aggregate is refused', () => {
  const lists = { lanInterfaces: [tsoOff('lan1'), tsoOff('lan4')] };
  expect(said(planByRules([rule], lists, groupIn('MANUAL')))).toEqual([
    errorDiagnostic(
      'offload-before-joining',
      'segmentation offload of lan1 cannot be changed while it is a port of link aggregate lan900',
      'Take lan1 out of lan900 in a plan of its own, then set the offload, then let it join again.',
      'lanInterface.lan1',
    ),
  ]);
});

test('in a group that is not listed it is refused as well', () => {
  const plan = planByRules([rule], { lanInterfaces: [tsoOff('lan1')] }, { lanInterfaces, apaGroups: [] });
  expect(said(plan).map(({ severity }) => severity)).toEqual(['error']);
});

test('segmentation offload of a NIC that stays a port of a failover group is warned of', () => {
  expect(said(planByRules([rule], { lanInterfaces: [tsoOff('lan1'), tsoOff('lan4')] }, { lanInterfaces }))).toEqual([
    warningDiagnostic(
      'offload-before-joining',
      'segmentation offload of lan1 changes while it is a port of failover group lan900',
      "The group has the segmentation offload of its active port, so it changes with it, and again when another port takes over (HP Auto Port Aggregation Administrator's Guide, HP-UX 11i v3, September 2008, p. 16). " +
        'That page forbids the change in link aggregates only; that a failover group allows it, it does not say. Keep all ports of the group alike.',
      'lanInterface.lan1',
    ),
  ]);
});

test('checksum offload of a port may be set where it is', () => {
  const plan = planByRules([rule], { lanInterfaces: [{ name: 'lan1', checksumOffload: 'on' }] });
  expect(titlesOf(plan)).toContain('Turn transmit checksum offload on on lan1');
  expect(said(plan)).toEqual([]);
});
