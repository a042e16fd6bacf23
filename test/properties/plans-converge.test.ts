import fc from 'fast-check';
import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import { canonicalJson } from '../../src/model/canonical-json';
import type { DesiredHost } from '../../src/model/desired-host';
import type { ObservedHost } from '../../src/model/observed-host';
import { provenPlan } from '../../src/workflow/proven-plan';
import type { Plan } from '../../src/plan/plan-document';
import { carryOut } from '../simulation/carry-out';
import { observeSimulated } from '../simulation/observe-simulated';
import { arbitraryDesiredHost, type DesiredDocument } from './arbitrary-desired-host';
import { wideHost } from './wide-host';

/** Pairs of documents that the property runs over; more with HPVM_PROPERTY_RUNS. */
const RUNS = Number(process.env['HPVM_PROPERTY_RUNS'] ?? '200');

function decode(document: DesiredDocument): DesiredHost | undefined {
  const decoded = decodeDesiredHost(document, 'generated');
  return decoded.ok ? decoded.value : undefined;
}

function planFor(desired: DesiredHost, observed: ObservedHost): Plan {
  return provenPlan({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: true });
}

test('applying a plan between generated states converges on the simulated host, without a hazard', async () => {
  const seen = { ready: 0, 'no-op': 0, blocked: 0, steps: 0 };
  const refusals: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(arbitraryDesiredHost, arbitraryDesiredHost, async (first, second) => {
      const host = wideHost();
      let owned: readonly string[] = [];
      for (const document of [first, second]) {
        const desired = decode(document);
        if (desired === undefined) continue;
        const plan = planFor(desired, await observeSimulated(host, owned));
        seen[plan.status] += 1;
        for (const { code, severity } of plan.diagnostics)
          if (severity === 'error') refusals[code] = (refusals[code] ?? 0) + 1;
        expect(plan.diagnostics.filter(({ code }) => code === 'checker-disagrees')).toEqual([]);
        if (plan.status !== 'ready') continue;
        seen.steps += plan.steps.length;
        const done = await carryOut(plan, host, owned);
        expect({ failures: done.failures, hazards: done.hazards }).toEqual({ failures: [], hazards: [] });
        owned = done.owned;
        const again = planFor(desired, await observeSimulated(host, owned));
        expect({ status: again.status, changes: again.changes }).toEqual({ status: 'no-op', changes: [] });
      }
    }),
    { numRuns: RUNS },
  );
  console.log(`plans over generated states: ${JSON.stringify(seen)}, refused for ${JSON.stringify(refusals)}`);
  expect(seen.ready).toBeGreaterThan(RUNS / 4);
}, 600_000);

test('what was applied is still there after a reboot, because it was saved', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryDesiredHost, async (document) => {
      const desired = decode(document);
      // Whether a vswitch that was taken down stays down over a boot is not documented.
      if (desired === undefined || desired.vswitches?.some((vswitch) => vswitch.state === 'down') === true) return;
      const host = wideHost();
      const plan = planFor(desired, await observeSimulated(host));
      if (plan.status !== 'ready') return;
      const { owned } = await carryOut(plan, host, []);
      host.reboot();
      const after = planFor(desired, await observeSimulated(host, owned));
      expect({ status: after.status, changes: after.changes }).toEqual({ status: 'no-op', changes: [] });
      expect(host.outstandingHazards()).toEqual([]);
    }),
    { numRuns: RUNS },
  );
}, 600_000);

test('a plan whose saving was forgotten is made up for by saving alone', async () => {
  let madeUpFor = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryDesiredHost, async (document) => {
      const desired = decode(document);
      if (desired === undefined) return;
      const host = wideHost();
      const plan = planFor(desired, await observeSimulated(host));
      if (plan.status !== 'ready') return;
      const running = { ...plan, steps: plan.steps.filter((step) => step.phase === 'running') };
      const { owned } = await carryOut(running, host, []);
      const saving = planFor(desired, await observeSimulated(host, owned));
      const fields = saving.changes.flatMap((change) => change.fields.map((field) => field.path));
      expect(fields.filter((path) => !path.startsWith('saved.'))).toEqual([]);
      expect(saving.steps.filter((step) => step.phase === 'running')).toEqual([]);
      expect(saving.outages).toEqual([]);
      if (saving.status === 'ready') madeUpFor += 1;
      const done = await carryOut(saving, host, owned);
      expect({ failures: done.failures, hazards: done.hazards }).toEqual({ failures: [], hazards: [] });
      const again = planFor(desired, await observeSimulated(host, done.owned));
      expect({ status: again.status, changes: again.changes }).toEqual({ status: 'no-op', changes: [] });
    }),
    { numRuns: Math.ceil(RUNS / 3) },
  );
  expect(madeUpFor).toBeGreaterThan(0);
}, 600_000);

test('equal inputs in another order give the same bytes', async () => {
  const observed = await observeSimulated(wideHost());
  const reversed = (document: DesiredDocument): DesiredDocument =>
    Object.fromEntries(
      Object.entries(document)
        .reverse()
        .map(([name, value]) => [name, Array.isArray(value) ? [...(value as readonly unknown[])].reverse() : value]),
    );
  fc.assert(
    fc.property(arbitraryDesiredHost, (document) => {
      const straight = decode(document);
      const turned = decode(reversed(document));
      expect(turned === undefined).toBe(straight === undefined);
      if (straight === undefined || turned === undefined) return;
      expect(canonicalJson(planFor(turned, observed))).toBe(canonicalJson(planFor(straight, observed)));
    }),
    { numRuns: RUNS },
  );
});
