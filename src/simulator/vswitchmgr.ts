import type { SimulatedHostState } from './simulated-host-state';

/** Command line of the vswitch manager in the process list (inferred: a script that its start-up script runs). */
export const VSWITCH_MANAGER = '/sbin/sh /sbin/init.d/vswitchmgr start';

/** Where it leaves its process number (Serviceguard toolkit user guide, June 2013, p. 35). */
export const VSWITCH_MANAGER_PID = '/tmp/vswitchmgr.pid';

/** The vswitches with an uplink, and which it is: what the vswitch manager works with. */
export function uplinksByVswitch(host: {
  readonly vswitches: readonly { readonly name: string; readonly uplink: string | null }[];
}): Record<string, string> {
  return Object.fromEntries(host.vswitches.flatMap(({ name, uplink }) => (uplink === null ? [] : [[name, uplink]])));
}

/** vswitches that are not what the running vswitch manager takes them for. */
export function vswitchesUnknownToManager(host: SimulatedHostState): readonly string[] {
  const known = host.managedVswitches;
  if (known === undefined) return [];
  const now = uplinksByVswitch(host);
  return [...new Set([...Object.keys(known), ...Object.keys(now)])].filter((name) => known[name] !== now[name]).sort();
}
