import type { ObservedHost } from '../model/observed-host';
import type { Outage, Plan } from '../plan/plan-document';
import { interruptionsOf, type Interruption } from './interruptions';
import type { CheckedStep } from './situation';

/** Seconds by which two sums of decimal fractions may differ. */
const ROUNDING_SECONDS = 0.11;

/**
 * Compares the interruptions that a plan announces with those that its commands cause in its own order, both ways. What
 * cuts no running guest off need not be announced, and may be.
 *
 * @returns what is missing or told otherwise than it is, one sentence each
 */
export function wrongOutages(plan: Plan, host: ObservedHost, steps: readonly CheckedStep[]): readonly string[] {
  const announced = new Map<string, Outage[]>();
  for (const outage of plan.outages) {
    const list = announced.get(outage.address);
    if (list === undefined) announced.set(outage.address, [outage]);
    else list.push(outage);
  }
  const elapsed = elapsedBefore(plan);
  const idAt = (place: number): string => steps[place]?.id ?? '';
  const cuts = interruptionsOf(host, steps);
  const caused = new Set(cuts.map((cut) => `${cut.address} ${idAt(cut.from)}`));
  const invented = plan.outages
    .filter(({ address, fromStep, guests }) => guests.length > 0 && !caused.has(`${address} ${fromStep}`))
    .map(({ address, fromStep }) => `${address} is not interrupted from ${fromStep} on, although the plan says so`);
  const wrong = cuts.flatMap((cut) => {
    if (cut.address.startsWith('vswitch.') && cut.runningNics.length === 0) return [];
    const from = idAt(cut.from);
    const outage = announced.get(cut.address)?.find((each) => each.fromStep === from);
    if (outage === undefined) return [`${cut.address} is interrupted from ${from} on, which the plan does not say`];
    return [...wrongGuests(outage, cut), ...differences(outage, cut, idAt, elapsed)];
  });
  return [...invented, ...wrong];
}

function wrongGuests(outage: Outage, cut: Interruption): readonly string[] {
  const cutOff = [...new Set(cut.runningNics.map((identity) => identity.slice(0, identity.lastIndexOf(':'))))].sort();
  if (cutOff.join(' ') === [...outage.guests].sort().join(' ')) return [];
  const told = outage.guests.length === 0 ? 'nobody' : outage.guests.join(', ');
  return [`${cut.address} cuts off ${cutOff.join(', ') || 'nobody'}, and the plan says ${told}`];
}

function differences(
  outage: Outage,
  cut: Interruption,
  idAt: (place: number) => string,
  elapsed: Readonly<Record<'min' | 'expected' | 'max', readonly number[]>>,
): readonly string[] {
  if (cut.to === null) {
    return outage.isPermanent === true ? [] : [`${cut.address} is interrupted for good, which the plan does not say`];
  }
  const to = idAt(cut.to);
  if (outage.isPermanent === true || outage.toStep !== to)
    return [`the interruption of ${cut.address} ends with ${to}, and the plan says ${outage.toStep}`];
  const end = cut.to + 1;
  return (['min', 'expected', 'max'] as const).flatMap((name) => {
    const seconds = (elapsed[name][end] ?? 0) - (elapsed[name][cut.from] ?? 0);
    if (Math.abs(seconds - outage.seconds[name]) <= ROUNDING_SECONDS) return [];
    return [
      `${cut.address} is interrupted for ${seconds.toFixed(1)} s (${name}), and the plan says ${String(outage.seconds[name])}`,
    ];
  });
}

/** Seconds before each step, when steps follow one another without a pause. */
function elapsedBefore(plan: Plan): Readonly<Record<'min' | 'expected' | 'max', readonly number[]>> {
  const sums = { min: [0], expected: [0], max: [0] };
  for (const { durationSeconds } of plan.steps)
    for (const name of ['min', 'expected', 'max'] as const)
      sums[name].push((sums[name].at(-1) ?? 0) + durationSeconds[name]);
  return sums;
}
