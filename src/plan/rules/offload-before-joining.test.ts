import { mustPrecede, planByRules, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import { offloadBeforeJoining as rule } from './offload-before-joining';

const host = quickStartHost();
const tsoOff = (name: string): object => ({ name, segmentationOffload: 'off' });
/** Every port of the failover group with segmentation offload on. */
const lanInterfaces = host.lanInterfaces.map((nic) =>
  nic.aggregate === null ? nic : { ...nic, virtualMtuBytes: 32160 },
);
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

test('segmentation offload is set after its NIC has left, and before it joins again', () => {
  const lists = {
    lanInterfaces: [tsoOff('lan1')],
    apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'] }],
  };
  const plan = planByRules([rule], lists, { lanInterfaces });
  expect(mustPrecede(plan, 'Take all ports (lan1, lan2) out of lan900', `${TSO} lan1`)).toBe(true);
  expect(mustPrecede(plan, `${TSO} lan1`, 'Add lan1, lan2 to lan900 as MANUAL')).toBe(true);
  expect(said(plan)).toEqual([]);
});

test('a NIC that leaves alone is set afterwards', () => {
  const lists = {
    lanInterfaces: [tsoOff('lan3')],
    apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }],
  };
  const observed = {
    lanInterfaces: lanInterfaces.map((nic) =>
      nic.name === 'lan3' ? { ...nic, aggregate: 'lan900' as never, virtualMtuBytes: 32160 } : nic,
    ),
    apaGroups: host.apaGroups.map((group) =>
      group.name === 'lan900' ? { ...group, ports: ['lan1', 'lan2', 'lan3'] as never } : group,
    ),
  };
  const plan = planByRules([rule], lists, observed);
  expect(mustPrecede(plan, 'Take lan3 out of lan900', `${TSO} lan3`)).toBe(true);
  expect(said(plan)).toEqual([]);
});

test('segmentation offload of a NIC that stays a port is refused', () => {
  expect(said(planByRules([rule], { lanInterfaces: [tsoOff('lan1'), tsoOff('lan4')] }, { lanInterfaces }))).toEqual([
    errorDiagnostic(
      'offload-before-joining',
      'segmentation offload of lan1 cannot be changed while it is a port of lan900',
      'Take lan1 out of lan900 in a plan of its own, then set the offload, then let it join again.',
      'lanInterface.lan1',
    ),
  ]);
});

test('checksum offload of a port may be set where it is', () => {
  const plan = planByRules([rule], { lanInterfaces: [{ name: 'lan1', checksumOffload: 'on' }] });
  expect(titlesOf(plan)).toContain('Turn transmit checksum offload on on lan1');
  expect(said(plan)).toEqual([]);
});
