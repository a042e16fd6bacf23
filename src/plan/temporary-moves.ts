import type { VswitchName } from '../model/names';
import { compareText } from '../model/canonical-json';
import { smallestCycle } from './conflict';
import type { Edge } from './edges';
import type { Operation, OperationLink } from './operation';
import { putAside } from './operations/guest-nic';
import type { PlanningContext } from './planning-context';
import { strongComponents } from './strong-components';

const RULE = 'free-port-for-guest-nic';

/** Rounds after which no further temporary move is tried. */
const MOST_ROUNDS = 16;

/** Operations with the order between them; further operations were added where that made an order possible. */
export interface Untangled {
  readonly operations: readonly Operation[];
  readonly edges: readonly Edge[];
  /** True when further temporary moves might have helped, but the search for them was given up. */
  readonly hasGivenUp: boolean;
}

/**
 * Guest NICs that wait for one another's ports in a round cannot be ordered as they are. In each such round one NIC of a
 * guest that is off goes to a free port first, and to its place when that is free. What else excludes an order stays as
 * it is.
 */
export function withTemporaryMoves(
  input: { readonly operations: readonly Operation[]; readonly links: readonly OperationLink[] },
  compile: (operations: readonly Operation[], links: readonly OperationLink[]) => readonly Edge[],
  context: PlanningContext,
  mostRounds: number = MOST_ROUNDS,
): Untangled {
  const parked = new Map<string, ParkedNic>();
  let { operations, links } = input;
  for (let round = 0; ; round += 1) {
    const edges = compile(operations, links);
    const moves = knots(operations, edges).flatMap((cycle) => {
      const move = temporaryMove(cycle, operations, parked, context);
      return move === undefined ? [] : [move];
    });
    if (moves.length === 0) return { operations, edges, hasGivenUp: false };
    if (round >= mostRounds) return { operations, edges, hasGivenUp: true };
    const byKey = new Map(moves.map((move) => [move.second.key, move]));
    operations = operations.flatMap((operation) => {
      const move = byKey.get(operation.key);
      return move === undefined ? [operation] : [move.first, move.second];
    });
    links = [...links, ...moves.flatMap((move) => move.links)];
  }
}

/** One short cycle from each set of operations that exclude one another. */
function knots(operations: readonly Operation[], edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const successors: number[][] = operations.map(() => []);
  for (const { earlier, later } of edges) successors[earlier]?.push(later);
  const component = strongComponents(successors);
  const inside = new Map<number, Edge[]>();
  for (const edge of edges) {
    const own = component[edge.earlier];
    if (own === undefined || own !== component[edge.later]) continue;
    const list = inside.get(own);
    if (list === undefined) inside.set(own, [edge]);
    else list.push(edge);
  }
  return [...inside.values()].flatMap((list) => {
    const members = [...new Set(list.flatMap(({ earlier, later }) => [earlier, later]))].sort(
      (left, right) => left - right,
    );
    const local = new Map(members.map((operation, place) => [operation, place]));
    const place = (operation: number): number => local.get(operation) ?? 0;
    const cycle = smallestCycle(
      members.length,
      list.map((edge) => ({ ...edge, earlier: place(edge.earlier), later: place(edge.later) })),
    );
    const operation = (index: number): number => members[index] ?? 0;
    return cycle === undefined
      ? []
      : [cycle.map((edge) => ({ ...edge, earlier: operation(edge.earlier), later: operation(edge.later) }))];
  });
}

/** A port that is free again when an operation has run. */
interface ParkedNic {
  readonly port: number;
  readonly until: string;
}

interface TemporaryMove {
  readonly first: Operation;
  readonly second: Operation;
  readonly links: readonly OperationLink[];
}

function temporaryMove(
  cycle: readonly Edge[],
  operations: readonly Operation[],
  parked: Map<string, ParkedNic>,
  context: PlanningContext,
): TemporaryMove | undefined {
  for (const { change, refuges, obstacle } of changesOf(cycle, operations, context)) {
    if (obstacle !== null) continue;
    for (const vswitch of refuges) {
      const free = context.ports.take(vswitch);
      const again = parked.get(vswitch);
      const port = free ?? again?.port;
      if (port === undefined) continue;
      const why = 'guest NICs wait for one another to leave a port, so one of them leaves its own first';
      const moved = putAside(change, { vswitch, port, purpose: { rule: RULE, why } }, context);
      if (moved === undefined) continue;
      const links = [{ earlier: moved.first.key, later: moved.second.key, why: 'the NIC is put aside first' }];
      if (free === undefined && again !== undefined) {
        const freed = `port ${String(port)} of ${vswitch}, the only free one, is in use until then`;
        links.push({ earlier: again.until, later: moved.first.key, why: freed });
      }
      parked.set(vswitch, { port, until: moved.second.key });
      return { ...moved, links };
    }
  }
  return undefined;
}

/** A change of a guest NIC in a round of changes that wait for one another's ports. */
interface ChangeInRound {
  readonly change: Operation;
  /** Vswitches on which the NIC would be out of the way, best first. */
  readonly refuges: readonly VswitchName[];
  /** Why the NIC cannot be put aside whatever port is free; null: it can. */
  readonly obstacle: string | null;
}

/** Changes that leave a port somebody in the round waits for, or that wait for one, by key. */
function changesOf(
  cycle: readonly Edge[],
  operations: readonly Operation[],
  context: PlanningContext,
): readonly ChangeInRound[] {
  const found = cycle.flatMap((leaving): readonly ChangeInRound[] => {
    const change = operations[leaving.earlier];
    if (change?.effect.type !== 'guest-nic-change') return [];
    const { guest, slot, from, vswitch } = change.effect;
    const current = context.index.guestNic.get(`${guest}:${slot}`);
    if (current?.vswitch !== from || current.port !== change.effect.fromPort) return [];
    const isWaitedFor = leaving.rule === RULE;
    const isWaiting = cycle.some((edge) => edge.later === leaving.earlier && edge.rule === RULE);
    const refuges = [...new Set([...(isWaitedFor ? [from] : []), ...(isWaitedFor || isWaiting ? [vswitch] : [])])];
    if (refuges.length === 0) return [];
    const state = context.index.guest.get(guest);
    const obstacle = state?.state === 'off' ? null : `guest ${guest} is ${state?.stateText ?? 'in an unknown state'}`;
    return [{ change, refuges, obstacle }];
  });
  return [...found].sort((left, right) => compareText(left.change.key, right.change.key));
}

/** For each guest NIC in a conflict why putting it aside for a while does not help; empty where ports play no part. */
export function whyNotAside(
  conflict: readonly Edge[],
  operations: readonly Operation[],
  context: PlanningContext,
): readonly string[] {
  return changesOf(conflict, operations, context).map(({ change, refuges, obstacle }) => {
    const why = obstacle ?? `no port of ${refuges.join(' or ')} is free (ids 0 to 511)`;
    return `- "${change.title}" cannot go by way of another port: ${why}`;
  });
}
