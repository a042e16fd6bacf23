import type { Draft } from './draft';
import { portUses } from './network-view';
import type { SimulatedHostState } from './simulated-host-state';

/** Takes the VLAN id from ports that a guest reserved before a command and none reserves after it. */
export function dropFreedPortVlans(before: SimulatedHostState, after: Draft<SimulatedHostState>): void {
  for (const vswitch of after.vswitches) {
    if (Object.keys(vswitch.portVlans).length === 0) continue;
    const held = portUses(after, vswitch.name);
    const wasHeld = portUses(before, vswitch.name);
    const isFreed = (port: string): boolean => wasHeld.has(Number(port)) && !held.has(Number(port));
    vswitch.portVlans = Object.fromEntries(Object.entries(vswitch.portVlans).filter(([port]) => !isFreed(port)));
  }
}
