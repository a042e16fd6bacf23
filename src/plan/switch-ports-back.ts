import type { InterfaceName } from '../model/names';
import { membershipOf } from './group-membership';
import type { PlacedOperation } from './outage';
import type { SwitchPortsBack } from './plan-document';
import type { PlanningContext } from './planning-context';

/** A NIC as a port of a group. */
interface Role {
  readonly group: InterfaceName;
  readonly mode: string;
}

/**
 * Switch ports that have to follow when operations are taken back, by what becomes of them. Server and switch must be in the same
 * mode (HP Auto Port Aggregation Administrator's Guide, 11i v1 and v2, September 2008, p. 97), and a way back only reaches
 * the server. A failover group has no trunk on the switch.
 */
export function switchPortsBack(
  placed: readonly PlacedOperation[],
  { observed }: PlanningContext,
): readonly SwitchPortsBack[] {
  const before = new Map<InterfaceName, Role>();
  for (const { name, ports, mode } of observed.apaGroups)
    if (mode !== 'Not_Enabled') for (const port of ports) before.set(port, { group: name, mode });
  const planned = new Map(before);
  const stepsOf = new Map<InterfaceName, string[]>();
  for (const { step, operation } of placed) {
    const { effect } = operation;
    if (effect.type === 'apa-clear') for (const port of effect.ports) planned.delete(port);
    else if (effect.type === 'apa-remove-port') planned.delete(effect.port);
    else if (effect.type === 'apa-join')
      for (const port of effect.ports) planned.set(port, { group: effect.group, mode: effect.mode });
    else continue;
    for (const group of membershipOf(operation)) stepsOf.set(group, [...(stepsOf.get(group) ?? []), step]);
  }
  const found = new Map<string, SwitchPortsBack & { readonly ports: InterfaceName[] }>();
  for (const port of new Set([...before.keys(), ...planned.keys()])) {
    const [old, next] = [before.get(port), planned.get(port)];
    if (trunkOf(old) === trunkOf(next)) continue;
    const key = `${roleText(old)}, ${roleText(next)}`;
    const groups = [old, next].flatMap((role) => (role === undefined ? [] : [role.group]));
    const takesBack = [...new Set(groups.flatMap((group) => stepsOf.get(group) ?? []))].sort();
    const entry = found.get(key) ?? { takesBack, ports: [], before: old ?? null, planned: next ?? null };
    entry.ports.push(port);
    found.set(key, entry);
  }
  return [...found.values()];
}

function trunkOf(role: Role | undefined): string | null {
  return role === undefined || role.mode === 'LAN_MONITOR' ? null : roleText(role);
}

function roleText(role: Role | undefined): string {
  return role === undefined ? 'none' : `${role.mode} ${role.group}`;
}
