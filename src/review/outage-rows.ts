import type { Outage } from '../plan/plan-document';
import { countText } from './plan-summary';
import { numberText, secondsText } from './seconds-text';
import type { Extent } from './steps-overview';

/** One line of the table of interruptions. */
export interface OutageRow {
  /** Address of what is interrupted, or what causes the rows below it. */
  readonly what: string;
  /** True for guest NICs that are interrupted by what stands above them. */
  readonly isBelow: boolean;
  /** Running guests, or guest and slot of each NIC. */
  readonly guests: readonly string[];
  readonly fromStep: string;
  /** Empty when the plan does not end it. */
  readonly toStep: string;
  /** `5.7 / 16 / 115`, `for good`, or empty for a mere heading. */
  readonly seconds: string;
  readonly basis: string;
  /** How many interruptions it tells of; 0: a mere heading. */
  readonly count: number;
}

/**
 * The interruptions of a plan with the guest NICs below what interrupts them: all NICs with the same cause, steps and
 * seconds share a row.
 */
export function outageRows(outages: readonly Outage[]): readonly OutageRow[] {
  const below = new Map<string, Outage[]>();
  for (const outage of outages) {
    if (outage.cause === undefined) continue;
    below.set(outage.cause, [...(below.get(outage.cause) ?? []), outage]);
  }
  const own = outages.filter((outage) => outage.cause === undefined);
  const headings = new Map(own.map((outage) => [outage.address, outage]));
  const rows = own.flatMap((outage, place) => {
    const isLast = !own.slice(place + 1).some(({ address }) => address === outage.address);
    return [rowOf(outage), ...rowsBelow(take(below, outage, isLast))];
  });
  // What causes interruptions without having one of its own.
  const causes = [...below.keys()].filter((cause) => !headings.has(cause));
  return [...rows, ...causes.flatMap((cause) => [headingOf(cause), ...rowsBelow(below.get(cause) ?? [])])];
}

/** Interruptions that a table shows, and a sentence on those it leaves out. */
export interface ShownOutages {
  readonly shown: readonly Outage[];
  readonly others: string | undefined;
}

const MOST_OUTAGES = 40;

/** All interruptions, or of many the ones that last longest, each with the guest NICs that it causes. */
export function weightiestOutages(outages: readonly Outage[], extent: Extent): ShownOutages {
  const own = outages.filter((outage) => outage.cause === undefined);
  if (extent === 'full' || own.length <= MOST_OUTAGES) return { shown: outages, others: undefined };
  const weight = ({ isPermanent, seconds }: Outage): number =>
    isPermanent === true ? Number.MAX_VALUE : seconds.expected;
  const byWeight = [...own].sort((one, other) => weight(other) - weight(one));
  const kept = new Set(byWeight.slice(0, MOST_OUTAGES));
  const left = byWeight.slice(MOST_OUTAGES);
  const addresses = new Set([...kept].map(({ address }) => address));
  const [longest] = left.filter((outage) => outage.isPermanent !== true);
  const length = longest === undefined ? '' : `, none longer than about ${secondsText(longest.seconds.expected)}`;
  return {
    shown: outages.filter((each) => (each.cause === undefined ? kept.has(each) : addresses.has(each.cause))),
    others: `and ${countText(left.length, 'interruption')} more with the guest NICs that they cause${length}`,
  };
}

/** A cause that interrupts several times has the NICs below it that it interrupts then, and the last time all others. */
function take(below: Map<string, Outage[]>, { address, fromStep }: Outage, isLast: boolean): readonly Outage[] {
  const found = below.get(address) ?? [];
  const taken = found.filter((each) => isLast || each.fromStep === fromStep);
  below.set(
    address,
    found.filter((each) => !taken.includes(each)),
  );
  return taken;
}

function rowsBelow(outages: readonly Outage[]): readonly OutageRow[] {
  const groups = new Map<string, Outage[]>();
  for (const outage of outages) {
    const { fromStep, toStep, seconds, basis, isPermanent } = outage;
    const key = JSON.stringify([fromStep, toStep, seconds.min, seconds.expected, seconds.max, basis, isPermanent]);
    groups.set(key, [...(groups.get(key) ?? []), outage]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const what = group.length === 1 ? first.address : `${String(group.length)} guest NICs`;
    return [{ ...rowOf(first), what, isBelow: true, guests: group.map(nicOf), count: group.length }];
  });
}

/** `db01 0,1` of `guestNic.db01:0,1`. */
function nicOf({ address, guests }: Outage): string {
  const identity = address.replace(/^guestNic\./, '');
  return identity === address ? guests.join(', ') : identity.replace(/:(?=[^:]*$)/, ' ');
}

function rowOf({ address, guests, fromStep, toStep, seconds, basis, isPermanent }: Outage): OutageRow {
  const isForGood = isPermanent === true;
  return {
    what: address,
    isBelow: false,
    guests,
    fromStep,
    toStep: isForGood ? '' : toStep,
    seconds: isForGood ? 'for good' : [seconds.min, seconds.expected, seconds.max].map(numberText).join(' / '),
    basis: isForGood ? '' : basis,
    count: 1,
  };
}

function headingOf(cause: string): OutageRow {
  return { what: cause, isBelow: false, guests: [], fromStep: '', toStep: '', seconds: '', basis: '', count: 0 };
}
