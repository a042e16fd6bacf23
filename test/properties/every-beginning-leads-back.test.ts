import fc from 'fast-check';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Plan } from '../../src/plan/plan-document';
import { planHost } from '../../src/plan/plan-host';
import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import { checkPlan } from '../../src/check/check-plan';
import { beginningsTakenBack, type TakenBack } from '../simulation/take-back';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { observeSimulated } from '../simulation/observe-simulated';
import { carryOut } from '../simulation/carry-out';
import { arbitraryDesiredHost, type DesiredDocument } from './arbitrary-desired-host';
import { wideHost } from './wide-host';

/** Pairs of documents that the property runs over; more with HPVM_PROPERTY_RUNS. */
const RUNS = Number(process.env['HPVM_PROPERTY_RUNS'] ?? '200');

function planFor(document: DesiredDocument, observed: ObservedHost): Plan | undefined {
  const decoded = decodeDesiredHost(document, 'generated');
  if (!decoded.ok) return undefined;
  const desired = decoded.value;
  return planHost({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: true });
}

test.each([
  ['at once', false, 'up'],
  ['behind a reboot that brings halted vswitches up', true, 'up'],
  ['behind a reboot that leaves halted vswitches down', true, 'down'],
] as const)(
  'the commands of the way back lead from every beginning of a plan to where it began, %s',
  async (_, boots, haltedVswitchAfterBoot) => {
    const seen: Omit<TakenBack, 'faults'> = { beginnings: 0, commands: 0, restarts: 0 };
    const sums = { ...seen, plans: 0 };
    await fc.assert(
      fc.asyncProperty(arbitraryDesiredHost, arbitraryDesiredHost, async (first, second) => {
        const wide = wideHost().state();
        const host = createSimulatedHost({ ...wide, assumptions: { ...wide.assumptions, haltedVswitchAfterBoot } });
        let owned: readonly string[] = [];
        for (const document of [first, second]) {
          const plan = planFor(document, await observeSimulated(host, owned));
          if (plan?.status !== 'ready') continue;
          const { faults, beginnings, commands, restarts } = await beginningsTakenBack(plan, host.state(), {
            owned,
            boots,
          });
          expect(faults).toEqual([]);
          const proof = checkPlan(plan);
          expect(proof.status === 'refuted' ? proof.diagnostics : []).toEqual([]);
          sums.plans += 1;
          sums.beginnings += beginnings;
          sums.commands += commands;
          sums.restarts += restarts;
          owned = (await carryOut(plan, host, owned)).owned;
        }
      }),
      { numRuns: RUNS },
    );
    console.log(`taken back: ${JSON.stringify(sums)}`);
    expect(sums.beginnings).toBeGreaterThan(RUNS);
  },
  600_000,
);
