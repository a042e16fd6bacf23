import type { Scenario } from './scenario';
import { NETCONF } from './simulated-host-state';

/** The same host under another name: what it calls itself, and the name that it takes at its next boot. */
export function renamedScenario(scenario: Scenario, nodeName: string): Scenario {
  const { [NETCONF]: netconf = [], ...others } = scenario.files;
  const renamed = netconf.map((line) => (line.startsWith('HOSTNAME=') ? `HOSTNAME="${nodeName}"` : line));
  return { ...scenario, nodeName, files: { ...others, [NETCONF]: renamed } };
}
