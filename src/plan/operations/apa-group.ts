import type { ApaMode } from '../../model/desired-host';
import type { InterfaceName } from '../../model/names';
import type { ObservedApaGroup } from '../../model/observed-host';
import { parseResourceAddress } from '../../model/resource';
import { isOnlySaved } from '../../model/saved-field';
import type { Change } from '../../diff/change';
import type { Lowered, Operation, OperationLink } from '../operation';
import { inSequence } from '../operation';
import type { PlanningContext } from '../planning-context';
import {
  addPorts,
  clearGroup,
  deleteSavedGroup,
  isNegotiated,
  joinPort,
  prepareGroup,
  removePort,
  saveApa,
  setLoadBalancing,
  type GroupShape,
} from './apa-commands';
import { homeOf, relocatedAddress } from './group-address';

const ONE_INTERFACE = 'an address is on one interface at a time';

/**
 * Lowers a change of an aggregate: in place where APA allows it, else by emptying and building it anew. Where only what is
 * saved differs, it is saved.
 */
export function lowerApaGroup(change: Change, context: PlanningContext): Lowered {
  const name = parseResourceAddress(change.address)?.identity as InterfaceName;
  if (isOnlySaved(change)) {
    // All groups are saved at once: where another one changes as well, it is saved for that.
    const cause = context.changes.find((other) => other.kind === 'apaGroup' && !isOnlySaved(other)) ?? change;
    const save = change.action === 'delete' ? deleteSavedGroup(name, change) : saveApa(name, cause);
    return { operations: [save], links: [] };
  }
  const current = context.index.apaGroup.get(name);
  if (current === undefined) return { operations: [], links: [] };
  const before = shapeOf(current);
  if (change.action === 'delete') {
    return before === undefined
      ? { operations: [], links: [] }
      : {
          operations: [clearGroup(name, before, true, firstAgain(name, before, context)), saveApa(name, change)],
          links: [],
        };
  }
  const after = shapeAfter(name, before, context);
  if (after === undefined) return { operations: [], links: [] };
  if (before === undefined) return withSave(name, build(name, after, true), change);
  if (mustRebuild(before, after, current, context)) return rebuild({ name, before, after, change }, context);
  return withSave(name, changeInPlace(name, before, after), change);
}

function shapeOf(group: ObservedApaGroup): GroupShape | undefined {
  if (group.mode === 'Not_Enabled') return undefined;
  const loadBalancing = group.loadBalancing === 'LB_HS' ? null : group.loadBalancing;
  return { mode: group.mode, ports: group.ports, loadBalancing };
}

/**
 * The port that is listed first when a group is built again. The primary of a failover group gets its address back; an aggregate
 * carries its address itself. Where that does not decide, it is the port whose MAC address the group has: vswitches above it go on
 * with that.
 */
function firstAgain(name: InterfaceName, shape: GroupShape, context: PlanningContext): GroupShape {
  const address = context.observed.addresses.find((entry) => entry.interface === name)?.address;
  const mac = context.index.apaGroup.get(name)?.mac;
  const first =
    address !== undefined && shape.mode === 'LAN_MONITOR'
      ? homeOf(name, shape, address, context)
      : shape.ports.find((port) => context.index.lanInterface.get(port)?.mac === mac);
  if (first === undefined) return shape;
  return { ...shape, ports: [first, ...shape.ports.filter((port) => port !== first)] };
}

function shapeAfter(
  name: InterfaceName,
  before: GroupShape | undefined,
  context: PlanningContext,
): GroupShape | undefined {
  const wanted = context.desired.apaGroups?.find((group) => group.name === name);
  const mode: ApaMode | undefined = wanted?.mode ?? before?.mode;
  const ports = wanted?.ports ?? before?.ports;
  if (mode === undefined || ports === undefined) return undefined;
  const balancing = wanted?.loadBalancing ?? (mode === before?.mode ? before.loadBalancing : null);
  return { mode, ports, loadBalancing: mode === 'LAN_MONITOR' ? null : balancing };
}

function mustRebuild(
  before: GroupShape,
  after: GroupShape,
  current: ObservedApaGroup,
  context: PlanningContext,
): boolean {
  if (before.mode !== after.mode) return true;
  // The load balancing of a MANUAL aggregate is fixed at its creation (nwmgr_apa(1M), p. 7).
  if (after.mode === 'MANUAL' && before.loadBalancing !== after.loadBalancing) return true;
  if (!before.ports.some((port) => after.ports.includes(port))) return true;
  // The port whose MAC the aggregate carries takes the address of the group with it.
  return before.ports.some(
    (port) => !after.ports.includes(port) && context.index.lanInterface.get(port)?.mac === current.mac,
  );
}

/** `addressed`: the port that gives up the group's address in between; it joins behind the others, so that these wait for nothing. */
function build(name: InterfaceName, shape: GroupShape, claims: boolean, addressed?: InterfaceName): Lowered {
  if (!isNegotiated(shape.mode))
    return { operations: [addPorts(name, shape.ports, shape, { claims, isFirst: true })], links: [] };
  const prepare = prepareGroup(name, shape);
  const ports = [...shape.ports].sort((left, right) => Number(left === addressed) - Number(right === addressed));
  const joins = ports.map((port, index) => {
    const isFirst = index === 0;
    return joinPort(name, port, shape.mode, { claims: claims && isFirst, isFirst });
  });
  return {
    operations: [prepare, ...joins],
    links: joins.map((join) => ({
      earlier: prepare.key,
      later: join.key,
      why: 'a port joins the group whose key it finds',
    })),
  };
}

function interfaceOf(operation: Operation | undefined): InterfaceName | undefined {
  const effect = operation?.effect;
  return effect?.type === 'address-remove' ? effect.interface : undefined;
}

function rebuild(
  group: {
    readonly name: InterfaceName;
    readonly before: GroupShape;
    readonly after: GroupShape;
    readonly change: Change;
  },
  context: PlanningContext,
): Lowered {
  const { name, before, after, change } = group;
  const cleared = clearGroup(name, before, false, firstAgain(name, before, context));
  const moved = relocatedAddress(name, before, after, context);
  const built = build(name, after, false, interfaceOf(moved.afterClear[0]));
  const first = built.operations.slice(0, 1);
  const links: OperationLink[] = [
    ...inSequence([...moved.beforeClear, cleared], 'the address leaves an aggregate before its ports do'),
    ...inSequence([cleared, ...first], 'a group changes its mode only while it is empty'),
    ...inSequence(
      [cleared, ...moved.afterClear.slice(0, 1)],
      before.mode === 'LAN_MONITOR'
        ? 'the primary port of a failover group gets the address back when the group is cleared'
        : 'a port takes an address of its own once it is out of the aggregate',
    ),
    ...inSequence(moved.afterClear, ONE_INTERFACE),
    ...(after.mode === 'LAN_MONITOR'
      ? inSequence(
          [...moved.afterClear.slice(-1), ...first],
          'a failover group takes the address over from its primary port, so that has to have it by then',
        )
      : []),
    ...built.links,
  ];
  const firstPort = built.operations.find(({ effect }) => effect.type === 'apa-join' && effect.isFirst);
  for (const plumb of moved.afterBuild) {
    links.push(...inSequence([...moved.afterClear.slice(-1), plumb], ONE_INTERFACE));
    links.push({ earlier: firstPort?.key ?? '', later: plumb.key, why: 'the address goes on a group that has a port' });
  }
  const operations = [...moved.beforeClear, cleared, ...moved.afterClear, ...built.operations, ...moved.afterBuild];
  return { operations: [...operations, saveApa(name, change), ...moved.persist], links };
}

function changeInPlace(name: InterfaceName, before: GroupShape, after: GroupShape): Lowered {
  const leaving = before.ports.filter((port) => !after.ports.includes(port));
  const joining = after.ports.filter((port) => !before.ports.includes(port));
  const operations: Operation[] = leaving.map((port) => removePort(name, port, before));
  if (isNegotiated(after.mode))
    operations.push(...joining.map((port) => joinPort(name, port, after.mode, { claims: false, isFirst: false })));
  else if (joining.length > 0)
    operations.push(addPorts(name, joining, { ...after, loadBalancing: null }, { claims: false, isFirst: false }));
  if (after.loadBalancing !== null && after.loadBalancing !== before.loadBalancing) {
    operations.push(setLoadBalancing(name, after.loadBalancing, before.loadBalancing));
  }
  return { operations, links: [] };
}

function withSave(group: InterfaceName, lowered: Lowered, change: Change): Lowered {
  return { operations: [...lowered.operations, saveApa(group, change)], links: lowered.links };
}
