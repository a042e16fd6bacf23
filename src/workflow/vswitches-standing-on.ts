import type { ObservedHost } from '../model/observed-host';

/**
 * Names of the vswitches that are not down and whose traffic goes through one of these interfaces: directly, through a group that it
 * is a port of, or through a host VLAN on either. A vswitch works with what its uplink was like when it booted.
 */
export function vswitchesStandingOn(
  interfaces: readonly string[],
  { apaGroups, hostVlans, vswitches }: Pick<ObservedHost, 'apaGroups' | 'hostVlans' | 'vswitches'>,
): readonly string[] {
  const reached = new Set<string>(interfaces);
  for (const { name, ports } of apaGroups) if (ports.some((port) => reached.has(port))) reached.add(name);
  for (const { name, uplink } of hostVlans) if (reached.has(uplink)) reached.add(name);
  return vswitches
    .filter(({ state, uplink }) => state !== 'down' && uplink !== null && reached.has(uplink))
    .map(({ name }) => name);
}
