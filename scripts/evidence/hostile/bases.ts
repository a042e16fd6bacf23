import { decodeDesiredHost } from '../../../src/desired/decode-desired-host';
import { desiredDigest } from '../../../src/desired/desired-digest';
import type { ObservedHost } from '../../../src/model/observed-host';
import type { Result } from '../../../src/model/result';
import type { Plan } from '../../../src/plan/plan-document';
import { SCENARIOS } from '../../../src/simulator/scenario';
import { createSimulatedHost } from '../../../src/simulator/simulated-host';
import { provenPlan } from '../../../src/workflow/proven-plan';
import { observeSimulated } from '../../../test/simulation/observe-simulated';

/** What hostile values are put into: documents and plans that use every kind of resource and most forms of commands. */
export interface Bases {
  readonly observed: ObservedHost;
  readonly documents: readonly Readonly<Record<string, unknown>>[];
  readonly plans: readonly Plan[];
}

const OWNED = ['vswitch.vmlan0', 'guestNic.test01:0,1', 'hostVlan.lan5000'];

export async function hostileBases(): Promise<Bases> {
  const observed = await observeSimulated(createSimulatedHost(SCENARIOS.vmhost1), OWNED);
  const documents = RESOURCES.map((resources) => ({
    ...{ formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' },
    ...resources,
  }));
  const plans = documents.map((document) => {
    const desired = valueOf(decodeDesiredHost(document, 'vmhost1.desired.json'));
    return provenPlan({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: true });
  });
  return { observed, documents, plans };
}

const RESOURCES: readonly Readonly<Record<string, unknown>>[] = [
  {
    connection: { address: 'vmhost1.example.net', port: 22, user: 'root' },
    lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }],
    apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'], loadBalancing: 'LB_MAC' }],
    vswitches: [
      { name: 'vmlan900', uplink: 'lan900', state: 'up' },
      { name: 'vmlan4', uplink: 'lan4', maxOutageSeconds: 100 },
      { name: 'vmlan3', uplink: 'lan3', state: 'up' },
    ],
    guestNics: [
      { guest: 'web01', slot: '0,1', vswitch: 'vmlan4', vlanId: 120 },
      { guest: 'web01', slot: '0,3', vswitch: 'vmlan3', adapter: 'avio_lan', mac: '0x02aabbccdd01' },
    ],
    tunables: { macAddressFrames: 2 },
  },
  {
    hostVlans: [{ name: 'lan5001', uplink: 'lan3', vlanId: 130 }],
    vswitches: [{ name: 'internal', uplink: null, state: 'up' }],
    guestNics: [{ guest: 'test01', slot: '0,2', vswitch: 'internal', adapter: 'lan' }],
  },
  { vswitches: [], guestNics: [] },
];

export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n'));
}
