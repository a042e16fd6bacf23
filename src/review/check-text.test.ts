import { plain, samplePlan } from '../../test/review/sample-plan';
import type { CheckReport } from './check-report';
import { checkText } from './check-text';

const report: CheckReport = {
  formatVersion: '1',
  kind: 'hpvm-check-report',
  host: 'vmhost1',
  verdict: 'proven',
  planDigest: 'sha256:0',
  certificate: samplePlan.certificate,
  isCertificateUnchanged: true,
  isOfThisRelease: true,
  diagnostics: [],
};

test('a proof is told with what was checked, the way back, and the verdict last', () => {
  expect(checkText(report, samplePlan, plain)).toBe(`\
Proof
  Proven by checker 1: 7 states over all orders that these steps allow, none of them harmful.
  2 clauses checked: apa-change-under-vswitch, vswitch-keeps-old-address.
  1 edge between steps, each needed: without it some order does harm (hpvmctl explain s01:s02 PLAN
    shows how).

Way back
  The undo commands lead back from every state before s02. They cannot take back:
  s02  Clear failover group lan900: no command puts the ports back in their old order

vmhost1: proven: whatever order its steps allow, none does harm.
`);
});

test.each([
  ['refuted', 'it must not run'],
  ['blocked', 'does not run this plan'],
  ['unreadable', 'not proven'],
  ['nothing-to-prove', 'nothing to prove'],
] as const)('without a proof (%s) what speaks against it comes before the verdict', (verdict, words) => {
  const diagnostics = [
    { severity: 'error', code: 'checker-disagrees', summary: 'harm', detail: 'After s01.' },
  ] as const;
  const text = checkText({ ...report, verdict, certificate: null, diagnostics }, samplePlan, plain);
  expect(text).toMatch(/^Error: harm\n {2}\[checker-disagrees\]\n {2}After s01\.\n\nvmhost1: /);
  expect(text).toContain(words);
  expect(text).not.toContain('Proof');
});

test('of a blocked plan it says that nothing is run, and what its proof is worth', () => {
  const diagnostics = [{ severity: 'error', code: 'over-budget', summary: 'too long', detail: 'Why.' }] as const;
  expect(checkText({ ...report, verdict: 'blocked', diagnostics }, samplePlan, plain)).toBe(`\
Proof
  Nothing of a blocked plan is run. The order of its steps does no harm (7 states over all orders
    that they allow), so it is not the order that stands in the way, but what follows. Once that is
    settled, plan again: the new plan gets a proof of its own.

Error: too long
  [over-budget]
  Why.

vmhost1: blocked: hpvmctl apply does not run this plan, for the reasons above.
`);
});

test('the verdict is red when the plan must not run', () => {
  const colour = { ...plain, colour: true };
  const escape = String.fromCharCode(27);
  expect(checkText(report, samplePlan, colour)).toContain(`${escape}[32m${escape}[1mvmhost1: proven`);
  expect(checkText({ ...report, verdict: 'refuted' }, samplePlan, colour)).toContain(
    `${escape}[31m${escape}[1mvmhost1: refuted`,
  );
});
