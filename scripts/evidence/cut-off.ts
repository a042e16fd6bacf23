import { interruptionsOf } from '../../src/check/interruptions';
import type { CheckedStep } from '../../src/check/situation';
import type { ObservedHost } from '../../src/model/observed-host';

/** What a tenth of a second of an interruption costs: a running guest NIC counts, what nobody uses only breaks ties. */
const NIC_COST = 1000;

const CUTTING: ReadonlySet<string> = new Set([
  'halt-vswitch',
  'boot-vswitch',
  'create-vswitch',
  'delete-vswitch',
  'add-nic',
  'change-nic',
  'remove-nic',
  'plumb',
  'unplumb',
  'join',
  'leave',
]);

/**
 * Who is cut off after some steps, worked out from the commands as the checker does, and what an order costs by that: for
 * every running guest NIC, vswitch and host address the expected tenths of a second from the start of the step that cuts
 * it off to the end of the step that brings it back, or of the last step.
 */
export class CutOff {
  private readonly known = new Map<string, ReadonlyMap<string, number>>();

  constructor(
    private readonly host: ObservedHost,
    private readonly steps: readonly CheckedStep[],
    /** Expected duration of each step, in whole tenths of a second. */
    private readonly tenths: readonly number[],
  ) {}

  /** Text that is the same for orders after which the same is cut off, and will be. */
  trace(order: readonly number[]): string {
    return order.filter((step) => CUTTING.has(this.steps[step]?.action.kind ?? '')).join(' ');
  }

  /** Cost of everything that is cut off after these steps, by address. */
  after(order: readonly number[]): ReadonlyMap<string, number> {
    const trace = this.trace(order);
    const known = this.known.get(trace);
    if (known !== undefined) return known;
    const done = trace === '' ? [] : trace.split(' ').flatMap((place) => this.steps[Number(place)] ?? []);
    const open = interruptionsOf(this.host, done).filter(({ to }) => to === null);
    const costs = new Map(open.map(({ address }) => [address, address.startsWith('guestNic.') ? NIC_COST : 1]));
    this.known.set(trace, costs);
    return costs;
  }

  /** What the next step costs, being done after these. */
  costOf(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>, step: number): number {
    let sum = 0;
    for (const cost of new Map([...before, ...after]).values()) sum += cost;
    return sum * (this.tenths[step] ?? 0);
  }

  /** What a whole order costs. */
  costAlong(order: readonly number[]): number {
    let cost = 0;
    let before = this.after([]);
    order.forEach((step, place) => {
      const after = this.after(order.slice(0, place + 1));
      cost += this.costOf(before, after, step);
      before = after;
    });
    return cost;
  }
}
