import type { Outage, Plan, PlanStep } from '../../plan/plan-document';

/** When a step runs, if every step takes as long as expected. Seconds from the start of the plan. */
export interface StepSpan {
  readonly step: PlanStep;
  readonly start: number;
  readonly end: number;
}

/** The steps one after the other, as they are carried out. */
export interface Timeline {
  readonly spans: readonly StepSpan[];
  readonly byStep: ReadonlyMap<string, StepSpan>;
  /** More than 0. */
  readonly totalSeconds: number;
}

/** Lays the steps of a plan out along time. */
export function timelineOf({ steps }: Plan): Timeline {
  let end = 0;
  const spans = steps.map((step): StepSpan => {
    const start = end;
    end += Math.max(0, step.durationSeconds.expected);
    return { step, start, end };
  });
  return { spans, byStep: new Map(spans.map((span) => [span.step.id, span])), totalSeconds: Math.max(end, 0.1) };
}

/** One row of interruptions: those of a thing, or of guests that are interrupted alike. */
export interface DownRow {
  readonly kind: 'thing' | 'guests';
  /** Address of the thing, or names of the guests. */
  readonly names: readonly string[];
  /** All NICs of these guests are down at once; undefined where that is not known, and for things. */
  readonly isCutOff?: boolean;
  /** One of each kind of interruption. */
  readonly outages: readonly Outage[];
}

/** Interruptions as rows: first the vswitches, groups and addresses, then the guests, those with the same fate together. */
export function downRows(outages: readonly Outage[], cutOff: ReadonlySet<string> | undefined): readonly DownRow[] {
  const things = new Map<string, Outage[]>();
  const guests = new Map<string, Outage[]>();
  for (const outage of outages) {
    const guest = /^guestNic\.(.*):[^:]*$/s.exec(outage.address)?.[1];
    const [rows, name] = guest === undefined ? [things, outage.address] : [guests, guest];
    const known = rows.get(name);
    if (known === undefined) rows.set(name, [outage]);
    else known.push(outage);
  }
  const alike = new Map<string, { names: string[]; outages: Outage[]; isCutOff?: boolean }>();
  for (const [guest, own] of guests) {
    const distinct = [...new Map(own.map((outage) => [fateOf(outage), outage])).values()];
    const isCutOff = cutOff?.has(guest);
    const key = JSON.stringify([isCutOff, ...distinct.map(fateOf)]);
    const known = alike.get(key);
    if (known === undefined)
      alike.set(key, { names: [guest], outages: distinct, ...(isCutOff === undefined ? {} : { isCutOff }) });
    else known.names.push(guest);
  }
  return [
    ...[...things].map(([name, own]): DownRow => ({ kind: 'thing', names: [name], outages: own })),
    ...[...alike.values()].map((row): DownRow => ({ kind: 'guests', ...row })),
  ];
}

function fateOf({ fromStep, toStep, seconds, basis, isPermanent, cause }: Outage): string {
  return JSON.stringify([fromStep, toStep, seconds.min, seconds.expected, seconds.max, basis, isPermanent, cause]);
}
