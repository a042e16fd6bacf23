import fc from 'fast-check';
import { arbitraryDesiredHost } from '../../test/properties/arbitrary-desired-host';
import { wideHost } from '../../test/properties/wide-host';
import { carryOut } from '../../test/simulation/carry-out';
import { observeSimulated } from '../../test/simulation/observe-simulated';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import { desiredDigest } from '../desired/desired-digest';
import { planHost } from '../plan/plan-host';
import { verifyPlan } from './verify-plan';

test('a saved plan alone tells before it ran that all of it is missing, and afterwards that none of it is', async () => {
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryDesiredHost, arbitraryDesiredHost, async (first, second) => {
      const host = wideHost();
      let owned: readonly string[] = [];
      for (const document of [first, second]) {
        const decoded = decodeDesiredHost(document, 'generated');
        if (!decoded.ok) continue;
        const desired = decoded.value;
        const observed = await observeSimulated(host, owned);
        const plan = planHost({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: true });
        if (plan.status !== 'ready') continue;
        ran += 1;
        const before = verifyPlan(plan, undefined, observed).remaining.map((change) => change.address as string);
        expect(before.sort()).toEqual(plan.changes.map((change) => change.address).sort());
        owned = (await carryOut(plan, host, owned)).owned;
        const after = await observeSimulated(host, owned);
        expect(verifyPlan(plan, undefined, after)).toEqual({ remaining: [], diagnostics: [] });
        expect(verifyPlan(plan, desired, after).remaining).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
  expect(ran).toBeGreaterThan(10);
}, 300_000);
