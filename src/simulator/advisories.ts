import { nicsWithChecksumOffload, vlansOver } from './network-view';
import type { SimulatedHostState } from './simulated-host-state';

/** What a document advises against without naming a harm that is there now. */
const ADVISORIES = {
  'cko-under-vswitch':
    'Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75: CKO is not supported; it can cause host-to-guest connections to fail',
} as const;

export type AdvisoryId = keyof typeof ADVISORIES;

/** Advice that a host as it stands does not follow. Of warning grade: never a outstanding hazard. */
export interface Advisory {
  readonly id: AdvisoryId;
  readonly detail: string;
  readonly source: string;
}

/**
 * Running vswitches over NICs with checksum offload on, but without any VLAN: with one it is the hazard `vlan-with-cko`. The
 * release notes name host-to-guest connections apart from the VLAN case, yet 10 Gigabit cards have CKO on by default.
 */
export function advisories(host: SimulatedHostState): readonly Advisory[] {
  return host.vswitches.flatMap(({ name, isUp, uplink, portVlans }): readonly Advisory[] => {
    if (!isUp || uplink === null) return [];
    const offloading = nicsWithChecksumOffload(host, uplink);
    const hasVlan = Object.keys(portVlans).length > 0 || vlansOver(host, uplink).length > 0;
    if (offloading.length === 0 || hasVlan) return [];
    const detail = `${name}: CKO on (${offloading.join(', ')})`;
    return [{ id: 'cko-under-vswitch', detail, source: ADVISORIES['cko-under-vswitch'] }];
  });
}
