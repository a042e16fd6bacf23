import { nicsBehind, nicsWithChecksumOffload, vlansOver } from './network-view';
import { captures } from './promiscuous-capture';
import type { SimulatedHostState, SimulatedVswitch } from './simulated-host-state';
import { vswitchesUnknownToManager } from './vswitchmgr';

/** What a document advises against without naming a harm that is there now. */
const ADVISORIES = {
  'cko-under-vswitch':
    'Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75: CKO is not supported; it can cause host-to-guest connections to fail',
  'unreliable-card':
    'Integrity VM 4.2 Release Notes, 7.2.9, p. 71: host-to-guest connections may be unreliable over the A5506B card',
  'vswitchmgr-not-restarted':
    'HP Serviceguard Toolkit for Integrity Virtual Servers User Guide, June 2013, p. 35: restart the vswitch manager after a vswitch was reconfigured',
  'capture-somewhere':
    'Integrity VM 4.2.5 Release Notes, 7.2.19, p. 75: do not run applications like tcpdump on interfaces that are used for vswitches',
} as const;

export type AdvisoryId = keyof typeof ADVISORIES;

/** Advice that a host as it stands does not follow. Of warning grade: never an outstanding hazard. */
export interface Advisory {
  readonly id: AdvisoryId;
  readonly detail: string;
  readonly source: string;
}

/** All advice that a host does not follow: of its vswitches first, then of what runs beside them. */
export function advisories(host: SimulatedHostState): readonly Advisory[] {
  const found: Advisory[] = [];
  const advise = (id: AdvisoryId, detail: string): void => {
    found.push({ id, detail, source: ADVISORIES[id] });
  };
  for (const vswitch of host.vswitches) {
    const offloading = offloadWithoutVlan(host, vswitch);
    if (offloading.length > 0) advise('cko-under-vswitch', `${vswitch.name}: CKO on (${offloading.join(', ')})`);
    const unreliable = unreliableCards(host, vswitch);
    if (unreliable.length > 0) advise('unreliable-card', `${vswitch.name}: over ${unreliable.join(', ')} (A5506B)`);
  }
  // The manager goes wrong at the next failover of a LAN, and only then.
  const unknownToManager = vswitchesUnknownToManager(host);
  if (unknownToManager.length > 0) advise('vswitchmgr-not-restarted', unknownToManager.join(', '));
  const users = host.vswitches.filter(({ uplink }) => uplink !== null).map(({ name }) => name);
  for (const { args, interface: on } of captures(host)) {
    if (on === null && users.length > 0) advise('capture-somewhere', `${args}: perhaps under ${users.join(', ')}`);
  }
  return found;
}

/**
 * NICs with checksum offload on under a running vswitch, but without any VLAN: with one it is the hazard `vlan-with-cko`. The
 * release notes name host-to-guest connections apart from the VLAN case, yet 10 Gigabit cards have CKO on by default.
 */
function offloadWithoutVlan(
  host: SimulatedHostState,
  { isUp, uplink, portVlans }: SimulatedVswitch,
): readonly string[] {
  if (!isUp || uplink === null) return [];
  const hasVlan = Object.keys(portVlans).length > 0 || vlansOver(host, uplink).length > 0;
  return hasVlan ? [] : nicsWithChecksumOffload(host, uplink);
}

/** HP advises against the card for guests, yet supports it. */
function unreliableCards(host: SimulatedHostState, { uplink }: SimulatedVswitch): readonly string[] {
  if (uplink === null) return [];
  const behind = nicsBehind(host, uplink);
  return host.nics
    .filter(({ name, description }) => behind.includes(name) && description.includes('A5506B'))
    .map(({ name }) => name);
}
