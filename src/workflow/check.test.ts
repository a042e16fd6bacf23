import { alteredPlan, LACP_AGGREGATE, provenPlanFor, withoutEdge } from '../../test/hosts/proven-plan-for';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { Certificate, Plan } from '../plan/plan-document';
import { checkSavedPlan } from './check';

const plan = provenPlanFor(LACP_AGGREGATE);
const certificate = plan.certificate as Certificate;

const codesOf = (saved: Plan): readonly string[] => checkSavedPlan(saved).report.diagnostics.map(({ code }) => code);
const detailsOf = (saved: Plan): string =>
  checkSavedPlan(saved)
    .report.diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`)
    .join('\n');

test('a plan that was proven is proven again, and its proof is the same', () => {
  const checked = checkSavedPlan(JSON.parse(JSON.stringify(plan)) as Plan);
  expect(checked.exitCode).toBe(0);
  expect(checked.report).toEqual({
    formatVersion: '1',
    kind: 'hpvm-check-report',
    host: 'vmhost1',
    verdict: 'proven',
    planDigest: plan.basis.contentDigest,
    certificate,
    isCertificateUnchanged: true,
    isOfThisRelease: true,
    diagnostics: [],
  });
});

test('a plan that lost an edge is refuted with the way into harm, its clause and its source', () => {
  const halt = plan.steps.find(({ title }) => title === 'Halt vswitch vmlan900')?.id ?? '';
  const emptied = plan.steps.find(({ after }) => after.some(({ step }) => step === halt))?.id ?? '';
  const checked = checkSavedPlan(withoutEdge(plan, halt, emptied));
  expect(checked).toMatchObject({ exitCode: 4, report: { verdict: 'refuted', certificate: null } });
  expect(checked.report.isCertificateUnchanged).toBeNull();
  const text = detailsOf(withoutEdge(plan, halt, emptied));
  expect(text).toContain('lan900 changes beneath vmlan900');
  expect(text).toContain('Clause apa-change-under-vswitch');
  expect(text).toContain('7.2.18, p. 75');
});

test('what the plan carries as its proof is compared with the new one, part by part', () => {
  const [first, ...others] = certificate.witnesses;
  const stored: Certificate = {
    checker: 'some other checker',
    statesChecked: certificate.statesChecked + 1,
    rules: ['one-clause'],
    witnesses: [...(first === undefined ? [] : [{ ...first, harm: 'another' }]), ...others.slice(1)],
    pointsOfNoReturn: [{ step: 's01', why: 'made up' }],
  };
  const other = alteredPlan(plan, { certificate: stored });
  expect(checkSavedPlan(other)).toMatchObject({
    exitCode: 0,
    report: { verdict: 'proven', isCertificateUnchanged: false },
  });
  expect(codesOf(other)).toEqual(['certificate-differs']);
  const text = detailsOf(other);
  expect(text).toContain(`Checker: some other checker, now ${certificate.checker}.`);
  expect(text).toContain(`States checked: ${String(stored.statesChecked)}, now ${String(certificate.statesChecked)}.`);
  expect(text).toContain('Clauses: one-clause, now ');
  expect(text).toContain(`Witnesses: ${String(others.length)}, now ${String(others.length + 1)}.`);
  expect(text).toContain('Points of no return: s01 (made up), now none.');
  const [second] = others;
  expect(text).toContain(
    `Other witnesses for: ${[first, second].map((each) => `${each?.earlier ?? ''}:${each?.later ?? ''}`).join(', ')}.`,
  );
});

test('only what differs in the proof is named', () => {
  const text = detailsOf(alteredPlan(plan, { certificate: { ...certificate, statesChecked: 1 } }));
  expect(text).toContain(`States checked: 1, now ${String(certificate.statesChecked)}.`);
  expect(text).not.toMatch(/Checker:|Clauses:|Witnesses:|Points of no return:|Other witnesses/);
});

test('a plan without a proof of its own is proven, and that is said', () => {
  const bare = alteredPlan(plan, { certificate: null });
  expect(checkSavedPlan(bare)).toMatchObject({
    exitCode: 0,
    report: { verdict: 'proven', isCertificateUnchanged: null },
  });
  expect(codesOf(bare)).toEqual(['no-certificate-in-plan']);
});

test('other safety rules are named, whatever the checker finds', () => {
  const older = alteredPlan(plan, { basis: { ...plan.basis, rulesDigest: 'sha256:0' } });
  expect(checkSavedPlan(older)).toMatchObject({ exitCode: 0, report: { verdict: 'proven', isOfThisRelease: false } });
  expect(codesOf(older)).toEqual(['made-by-another-release']);
});

describe('a blocked plan stays blocked', () => {
  test('also when its order is proven', () => {
    const diagnostics = [
      { severity: 'error', code: 'over-budget', summary: 'too long', detail: 'Why.' },
      { severity: 'warning', code: 'tell-the-switch', summary: 'tell them', detail: 'Why.' },
    ] as const;
    const blocked = alteredPlan(plan, { status: 'blocked', certificate: null, diagnostics });
    expect(checkSavedPlan(blocked)).toMatchObject({ exitCode: 4, report: { verdict: 'blocked', certificate } });
    expect(codesOf(blocked)).toEqual(['over-budget']);
  });

  test('also when it has no steps', () => {
    const avioOnLocalnet = { guestNics: [{ guest: 'web01', slot: '0,4', vswitch: 'localnet', adapter: 'avio_lan' }] };
    const blocked = alteredPlan(planFor(avioOnLocalnet, quickStartHost()), { steps: [] });
    expect(checkSavedPlan(blocked)).toMatchObject({ exitCode: 4, report: { verdict: 'blocked', certificate: null } });
    expect(codesOf(blocked)).not.toEqual([]);
  });
});

test('a plan with nothing to do needs no proof', () => {
  const nothing = planFor({}, quickStartHost());
  expect(checkSavedPlan(nothing)).toMatchObject({
    exitCode: 0,
    report: { verdict: 'nothing-to-prove', certificate: null, diagnostics: [] },
  });
});

describe('a plan that does not hold the host it was made for cannot be proven', () => {
  test('because it is missing', () => {
    const { snapshot: _, ...older } = plan;
    const checked = checkSavedPlan(alteredPlan(older, {}));
    expect(checked).toMatchObject({ exitCode: 1, report: { verdict: 'unreadable', certificate: null } });
    expect(checked.report.diagnostics.map(({ code }) => code)).toEqual(['no-snapshot-in-plan']);
  });

  test('because it is damaged', () => {
    const damaged = alteredPlan(plan, {
      snapshot: { kind: 'hpvm-observed-host' } as unknown as Plan['snapshot'] & object,
    });
    expect(checkSavedPlan(damaged)).toMatchObject({ exitCode: 1, report: { verdict: 'unreadable' } });
    expect(detailsOf(damaged)).toContain('the snapshot in the plan for vmhost1');
  });
});
