import { canonicalJson } from '../../src/model/canonical-json';
import type { Plan } from '../../src/plan/plan-document';
import { SCENARIOS } from '../../src/simulator/scenario';
import { SAVED_FILES } from '../../src/simulator/saved-files/saved-files';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import type { FaultEffect } from '../../src/simulator/simulated-host-state';
import { planFor } from '../hosts/plan-for';
import { observeSimulated } from './observe-simulated';

/** Commands that discovery asks, as patterns of the simulator's faults. */
const PROBES = [
  '^hpvmnet$',
  '^hpvmnet -S vmlan900$',
  '^hpvmnet -S vmlan4$',
  '^nwmgr -g$',
  '^nwmgr -g -S apa$',
  '^nwmgr -c lan900 --sc$',
  '^nwmgr -g -A all -c lan4 --sc$',
  '^netstat -in$',
  '^ifconfig lan900$',
  '^hpvmstatus$',
  '^hpvmstatus -P web01 -d$',
  '^ps ',
];

const FAULTS: Readonly<Record<string, FaultEffect>> = {
  'ends with an error': { kind: 'exit', status: 1, isApplied: false },
  'prints garbage': { kind: 'garble' },
};

const DOCUMENTS: Readonly<Record<string, object>> = {
  'an aggregate': { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] },
  'an emptied list of aggregates': { apaGroups: [] },
  'offload settings': { lanInterfaces: [{ name: 'lan4', segmentationOffload: 'off', checksumOffload: 'off' }] },
  'a host VLAN': { hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 30 }] },
  'a vswitch': { vswitches: [{ name: 'vmlan3', uplink: 'lan3' }] },
  'an emptied list of vswitches': { vswitches: [] },
  'a guest NIC': { guestNics: [{ guest: 'web01', slot: '0,5', vswitch: 'vmlan4', adapter: 'avio_lan' }] },
  'a port VLAN': { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 120 }] },
  'an emptied list of guest NICs': { guestNics: [] },
};

/** What this tool is said to have made, so that an emptied list removes something. */
const OWNED = ['vswitch.vmlan0', 'guestNic.db01:0,1', 'apaGroup.lan900'];

function commands(made: Plan): string {
  return canonicalJson([made.status, made.steps.map((step) => step.command)]);
}

describe.each(Object.entries(FAULTS))('when one probe %s', (_fault, effect) => {
  test.each(PROBES)('%s: every plan is blocked, or the same as without the fault', async (pattern) => {
    const whole = await observeSimulated(createSimulatedHost(SCENARIOS.vmhost1), OWNED);
    const host = createSimulatedHost(SCENARIOS.vmhost1);
    host.injectFault({ id: 'probe', pattern, effect });
    const hidden = await observeSimulated(host, OWNED);
    for (const [what, lists] of Object.entries(DOCUMENTS)) {
      const made = planFor(lists, hidden);
      if (made.status === 'blocked') continue;
      expect({ what, plan: commands(made) }).toEqual({ what, plan: commands(planFor(lists, whole)) });
    }
  });
});

test.each(SAVED_FILES)('when %s is not readable as such, what it saves changes no plan', async (file) => {
  const whole = await observeSimulated(createSimulatedHost(SCENARIOS.vmhost1), OWNED);
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  host.writeFile(file, 'if [ -n "$SAVED" ]; then\n');
  const hidden = await observeSimulated(host, OWNED);
  expect(hidden.coverage.map((gap) => gap.probe)).toEqual([file]);
  for (const [what, lists] of Object.entries(DOCUMENTS)) {
    const plans = [hidden, whole].map((observed) => commands(planFor(lists, observed)));
    expect({ what, plan: plans[0] }).toEqual({ what, plan: plans[1] });
  }
});
