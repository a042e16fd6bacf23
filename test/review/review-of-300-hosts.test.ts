import fc from 'fast-check';
import { largeHost } from '../../scripts/bench/large-host';
import { errorDiagnostic, warningDiagnostic } from '../../src/model/diagnostic';
import type { Plan } from '../../src/plan/plan-document';
import { PLATFORM_NAMES, PLATFORMS } from '../../src/review/comment/platform';
import { reviewComment } from '../../src/review/comment/review-comment';
import type { BasePlan, ReviewedHost } from '../../src/review/comment/reviewed-host';
import { provenPlan } from '../../src/workflow/proven-plan';
import { LACP_AGGREGATE, provenPlanFor } from '../hosts/proven-plan-for';
import { quickStartHost } from '../hosts/quick-start-host';
import { citationOf } from './sample-plan';

const observed = quickStartHost();
const large = largeHost(50);
const largePlan = (from: 'empty' | 'nearly'): Plan =>
  provenPlan({ desired: large.desired, desiredDigest: 'sha256:d', observed: large[from], acceptRecalled: false });
const small = provenPlanFor(LACP_AGGREGATE);
const refused = Array.from({ length: 40 }, (_, index) =>
  errorDiagnostic('over-budget', `reason ${String(index)}`, 'why '.repeat(200)),
);
const PLANS: readonly Plan[] = [
  small,
  largePlan('empty'),
  largePlan('nearly'),
  { ...small, status: 'blocked', certificate: null, diagnostics: refused },
  { ...small, status: 'no-op', changes: [], steps: [], outages: [], revert: null, certificate: null },
];

/** Names as hosts have them, and such as would break a comment or fill it. */
const name = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('x'.repeat(253), '](https://a.example)|<b>', '\u202e`@everyone`', 'ü'.repeat(200)),
  },
);
const base: fc.Arbitrary<BasePlan | undefined> = fc.oneof(
  fc.constantFrom<BasePlan | undefined>(undefined, { kind: 'unknown' }, { kind: 'not-described' }),
  fc.constantFrom(...PLANS).map((plan): BasePlan => ({ kind: 'described', changes: plan.changes })),
);
const host: fc.Arbitrary<ReviewedHost> = fc
  .record({ name, plan: fc.constantFrom(...PLANS, undefined), base, isOld: fc.boolean() })
  .map(({ name: given, plan, base: before, isOld }) => {
    if (plan === undefined) return { kind: 'unplanned', host: given, diagnostics: refused };
    const warnings = isOld
      ? [warningDiagnostic('old-snapshot', `The snapshot of ${given} is old`, 'Take a new one.')]
      : [];
    const compared = before === undefined ? {} : { base: before };
    return { kind: 'planned', host: given, plan: { ...plan, host: given }, observed, warnings, ...compared };
  });
/** No two hosts have one name. */
const hosts = fc
  .array(host, { minLength: 300, maxLength: 300 })
  .map((list) => list.map((each, index) => renamed(each, `${String(index)}-${each.host}`)));

function renamed(each: ReviewedHost, to: string): ReviewedHost {
  return each.kind === 'planned' ? { ...each, host: to, plan: { ...each.plan, host: to } } : { ...each, host: to };
}

test.each(PLATFORM_NAMES)(
  'whatever 300 hosts come to, their review fits on %s, and is the same bytes again',
  (platform) => {
    const { mostBytes, dialect } = PLATFORMS[platform];
    const request = { key: 'network', extent: 'readable', citationOf, mostBytes, dialect } as const;
    fc.assert(
      fc.property(hosts, (reviewed) => {
        const text = reviewComment({ ...request, hosts: reviewed });
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostBytes);
        expect(text).toMatch(/^## (?:Safe|Needs approval|Blocked|Nothing to do|Not reviewed): (?:\d+ of )?300 hosts/m);
        expect(text).toContain('| host | verdict |');
        expect(reviewComment({ ...request, hosts: structuredClone(reviewed).reverse() })).toBe(text);
      }),
      // Three hundred hosts are not made smaller: that takes longer than it helps.
      { numRuns: 2, endOnFailure: true },
    );
  },
);
