import { parseResourceAddress, RESOURCE_KINDS } from '../../src/model/resource';
import type { Plan, PlanStep } from '../../src/plan/plan-document';
import type { Random } from './random';

/** An order that the plan's own edges allow, drawn at random: of the steps that are ready, any may be next. */
export function linearExtension(steps: readonly PlanStep[], random: Random): readonly PlanStep[] {
  return extend(
    steps,
    (step) => step.after.map((reason) => reason.step),
    (step) => step.id,
    random,
  );
}

/** Steps of one resource, in the plan's own sequence: what a tool does that knows commands and no rules. */
interface ResourceSteps {
  readonly address: string;
  readonly steps: readonly PlanStep[];
}

/** The order of a configuration file: kinds as the document has them, resources as declared, what goes last in its kind. */
export function configurationOrder(plan: Plan): readonly PlanStep[] {
  const rank = new Map(plan.changes.map((change, index) => [change.address, index]));
  return byResource(plan.steps)
    .map((resource) => ({ ...resource, kind: kindRank(resource.address), place: rank.get(resource.address) ?? 1e6 }))
    .sort((left, right) => left.kind - right.kind || left.place - right.place)
    .flatMap(({ steps }) => steps);
}

/**
 * What a dependency graph does: what is used is created or changed before its users, and goes after them; nothing else is
 * ordered, so any such order may come. It knows no vendor rule.
 */
export function dependencyGraphOrder(plan: Plan, random: Random): readonly PlanStep[] {
  const resources = byResource(plan.steps);
  const gone = new Set(plan.changes.filter(({ action }) => action === 'delete').map(({ address }) => address));
  const uses = usesOf(plan);
  const waits = (resource: ResourceSteps): readonly string[] =>
    resources
      .map(({ address }) => address)
      .filter((other) => {
        if (other === resource.address) return false;
        if (uses(resource.address, other)) return !gone.has(other) && !gone.has(resource.address);
        return uses(other, resource.address) && gone.has(resource.address);
      });
  return extend(resources, waits, ({ address }) => address, random).flatMap(({ steps }) => steps);
}

function byResource(steps: readonly PlanStep[]): readonly ResourceSteps[] {
  const found = new Map<string, PlanStep[]>();
  for (const step of steps) {
    const list = found.get(step.address);
    if (list === undefined) found.set(step.address, [step]);
    else list.push(step);
  }
  return [...found].map(([address, list]) => ({ address, steps: list }));
}

function kindRank(address: string): number {
  const kind = parseResourceAddress(address)?.kind;
  return kind === undefined ? RESOURCE_KINDS.length : RESOURCE_KINDS.indexOf(kind);
}

/** Whether a resource names another one, now or later: a NIC its vswitch, a vswitch its uplink, a group its ports. */
function usesOf(plan: Plan): (user: string, used: string) => boolean {
  const named = new Map<string, Set<string>>();
  const note = (user: string, used: string | null | undefined): void => {
    if (used === null || used === undefined) return;
    const set = named.get(user);
    if (set === undefined) named.set(user, new Set([used]));
    else set.add(used);
  };
  const host = plan.snapshot;
  for (const group of host?.apaGroups ?? [])
    for (const port of group.ports) note(`apaGroup.${group.name}`, `lanInterface.${port}`);
  for (const vlan of host?.hostVlans ?? []) noteUplink(`hostVlan.${vlan.name}`, vlan.uplink);
  for (const vswitch of host?.vswitches ?? []) noteUplink(`vswitch.${vswitch.name}`, vswitch.uplink);
  for (const nic of host?.guestNics ?? []) note(`guestNic.${nic.guest}:${nic.slot}`, `vswitch.${nic.vswitch}`);
  for (const change of plan.changes) {
    for (const { path, before, after } of change.fields) {
      for (const value of [before, after].flat()) {
        if (typeof value !== 'string') continue;
        if (path === 'ports') note(change.address, `lanInterface.${value}`);
        if (path === 'uplink') noteUplink(change.address, value);
        if (path === 'vswitch') note(change.address, `vswitch.${value}`);
      }
    }
  }
  return (user, used) => named.get(user)?.has(used) === true;

  function noteUplink(user: string, uplink: string | null): void {
    if (uplink === null) return;
    note(user, `apaGroup.${uplink}`);
    note(user, `lanInterface.${uplink}`);
  }
}

/** A random order in which everything comes after what it waits for. @throws Error when there is none */
function extend<T>(
  items: readonly T[],
  waits: (item: T) => readonly string[],
  nameOf: (item: T) => string,
  random: Random,
): readonly T[] {
  const left = new Map(items.map((item) => [nameOf(item), { item, waits: waits(item) }]));
  const order: T[] = [];
  while (left.size > 0) {
    const ready = [...left].filter(([, { waits: on }]) => !on.some((name) => left.has(name)));
    if (ready.length === 0) throw new Error('the order contradicts itself');
    const [name, { item }] = random.pick(ready);
    order.push(item);
    left.delete(name);
  }
  return order;
}
