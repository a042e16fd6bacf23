import type { Draft } from './draft';
import { heldNics } from './network-view';
import type { SimulatedHostState } from './simulated-host-state';

/** Takes the VLAN id from ports that a guest reserved before a command and none reserves after it. */
export function dropFreedPortVlans(before: SimulatedHostState, after: Draft<SimulatedHostState>): void {
  const wasHeld = heldPorts(before);
  const held = heldPorts(after);
  for (const vswitch of after.vswitches) {
    const isFreed = (port: string): boolean => {
      const key = `${vswitch.name}:${port}`;
      return wasHeld.has(key) && !held.has(key);
    };
    const vlans = Object.entries(vswitch.portVlans);
    if (vlans.some(([port]) => isFreed(port)))
      vswitch.portVlans = Object.fromEntries(vlans.filter(([port]) => !isFreed(port)));
  }
}

function heldPorts(host: SimulatedHostState): ReadonlySet<string> {
  return new Set(
    host.guests.flatMap((guest) => heldNics(guest).map(({ vswitch, port }) => `${vswitch}:${String(port)}`)),
  );
}
