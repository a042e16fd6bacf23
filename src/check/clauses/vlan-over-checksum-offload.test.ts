import { planByRules, restartOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import type { ObservedHost } from '../../model/observed-host';
import { ckoOffBeforeVlan } from '../../plan/rules/cko-off-before-vlan';
import { checkPlan } from '../check-plan';

const HOST_VLAN = {
  hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 7, state: 'up' }] as unknown as ObservedHost['hostVlans'],
  ownedAddresses: ['hostVlan.lan5000'],
};
const NO_OFFLOAD = {
  lanInterfaces: quickStartHost().lanInterfaces.map((nic) => ({
    ...nic,
    receiveChecksumOffload: 'off' as const,
    transmitChecksumOffload: 'off' as const,
    virtualMtuBytes: 0,
  })),
};
const VLAN_GOES = { hostVlans: [] };
const TAG_GOES = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] };

/** What the checker says of harm when vmlan4 is restarted besides. */
function harms(lists: object, host: Partial<ObservedHost>, rules: Parameters<typeof planByRules>[0] = []) {
  const result = checkPlan(planByRules([restartOf('vmlan4'), ...rules], lists, host));
  if (result.status === 'proven') return [];
  return result.diagnostics.map(({ summary }) => summary).filter((summary) => summary.includes('offloads checksums'));
}

test('a vswitch is not booted beside a host VLAN over checksum offload, though both are there already', () => {
  const harm =
    'lan5000 and vmlan4 share an uplink while lan4 offloads checksums: host and guests may not reach each other';
  expect(harms(VLAN_GOES, HOST_VLAN)).toEqual([harm]);
  expect(harms(VLAN_GOES, HOST_VLAN, [ckoOffBeforeVlan])).toEqual([]);
  expect(harms(VLAN_GOES, { ...HOST_VLAN, ...NO_OFFLOAD })).toEqual([]);
});

test('a vswitch is not booted with a tagged port over checksum offload, though both are there already', () => {
  const tagged = withPortVlan('vmlan4', 2, 30);
  const harm = 'port 2 of vmlan4 has a VLAN while lan4 offloads checksums: host and guests may not reach each other';
  expect(harms(TAG_GOES, tagged)).toEqual([harm]);
  expect(harms(TAG_GOES, tagged, [ckoOffBeforeVlan])).toEqual([]);
  expect(harms(TAG_GOES, { ...tagged, ...NO_OFFLOAD })).toEqual([]);
});
