import { interruptionsOf } from '../../src/check/interruptions';
import type { CheckedStep } from '../../src/check/situation';
import type { ObservedHost } from '../../src/model/observed-host';

/** What a tenth of a second without one running guest NIC costs; everything out of service costs 1 besides. */
const NIC_COST = 1000;

const CUTTING: ReadonlySet<string> = new Set([
  'halt-vswitch',
  'boot-vswitch',
  'create-vswitch',
  'delete-vswitch',
  'add-nic',
  'change-nic',
  'remove-nic',
  'set-port-vlan',
  'plumb',
  'unplumb',
  'join',
  'leave',
]);

/** What a tenth of a second costs as things stand after some steps. */
export interface Standing {
  /**
   * As docs/decisions/0014 defines it: for each vswitch, removed NIC of a running guest and address of the VM host that is out
   * of service 1000 for every running guest NIC that is on it at the start, plus 1.
   */
  readonly defined: number;
  /** What guests feel: 1000 for every running guest NIC without a way out on its VLAN, counted once, whatever the causes. */
  readonly felt: number;
  /** The same text for orders after which the same is out of service, and will be. */
  readonly key: string;
}

/** Cost of an order, or of one more step, in both ways. */
export interface Cost {
  readonly defined: number;
  readonly felt: number;
}

/**
 * What is out of service after some steps, worked out from the commands as the checker does, and what an order costs by
 * that: the expected tenths of a second from the start of the step that cuts off to the end of the step that brings back,
 * or of the last step. NICs of guests that are off, and those on vswitches that were down, interrupt nobody.
 */
export class CutOff {
  private readonly known = new Map<string, Standing>();
  /** Running guest NICs on each vswitch at the start, and 1 for each of them. */
  private readonly nicsOf = new Map<string, number>();

  constructor(
    private readonly host: ObservedHost,
    private readonly steps: readonly CheckedStep[],
    /** Expected duration of each step, in whole tenths of a second. */
    private readonly tenths: readonly number[],
  ) {
    const off = new Set<string>(host.guests.filter(({ state }) => state === 'off').map(({ name }) => name));
    for (const nic of host.guestNics) {
      if (off.has(nic.guest)) continue;
      const vswitch = `vswitch.${nic.vswitch}`;
      this.nicsOf.set(`guestNic.${nic.guest}:${nic.slot}`, 1);
      this.nicsOf.set(vswitch, (this.nicsOf.get(vswitch) ?? 0) + 1);
    }
  }

  /** What is out of service after these steps. */
  after(order: readonly number[]): Standing {
    const trace = order.filter((step) => CUTTING.has(this.steps[step]?.action.kind ?? ''));
    const text = trace.join(' ');
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const standing = this.standing(trace.flatMap((place) => this.steps[place] ?? []));
    this.known.set(text, standing);
    return standing;
  }

  private standing(done: readonly CheckedStep[]): Standing {
    const removed = new Set<string>();
    for (const { action } of done) {
      if (action.kind === 'remove-nic') removed.add(`guestNic.${action.guest}:${action.nic.slot}`);
      if (action.kind === 'add-nic') removed.delete(`guestNic.${action.guest}:${action.nic.slot}`);
    }
    const open = interruptionsOf(this.host, done, this.steps).filter(({ to }) => to === null);
    const nics = open.filter(({ address }) => address.startsWith('guestNic.'));
    // A NIC that is there and has no way out is part of what its vswitch costs.
    const causes = open.filter(({ address }) => !address.startsWith('guestNic.') || removed.has(address));
    const defined = causes.reduce((sum, { address }) => sum + NIC_COST * (this.nicsOf.get(address) ?? 0) + 1, 0);
    const key = [...open.map(({ address }) => address), ...removed].sort().join();
    return { defined, felt: NIC_COST * nics.length, key };
  }

  /** What the next step costs: its whole time counts for what is cut off before it, and for what it cuts off itself. */
  costOf(before: Standing, after: Standing, step: number): Cost {
    const tenths = this.tenths[step] ?? 0;
    return {
      defined: Math.max(before.defined, after.defined) * tenths,
      felt: Math.max(before.felt, after.felt) * tenths,
    };
  }

  /** What a whole order costs. */
  costAlong(order: readonly number[]): Cost {
    let cost: Cost = { defined: 0, felt: 0 };
    let before = this.after([]);
    order.forEach((step, place) => {
      const after = this.after(order.slice(0, place + 1));
      const more = this.costOf(before, after, step);
      cost = { defined: cost.defined + more.defined, felt: cost.felt + more.felt };
      before = after;
    });
    return cost;
  }
}
