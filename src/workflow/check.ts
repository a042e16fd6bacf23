import { checkPlan } from '../check/check-plan';
import { decodeObservedHost } from '../discovery/decode-observed-host';
import { canonicalJson } from '../model/canonical-json';
import { errorDiagnostic, hasErrors, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { failure } from '../model/result';
import type { Certificate, Plan } from '../plan/plan-document';
import type { CheckReport } from '../review/check-report';
import type { ExitCode } from './outcome';
import { isOfThisRelease } from './plan-basis';

/** A saved plan that was proven again, or not. */
export interface CheckedPlan {
  readonly plan: Plan;
  readonly report: CheckReport;
  /** 0 proven, or nothing to prove; 4 refuted or blocked; 1 when the plan does not hold what the proof begins with. */
  readonly exitCode: ExitCode;
}

/** Proves a saved plan again, from its commands and the host it was made for. Asks no host. */
export function checkSavedPlan(plan: Plan): CheckedPlan {
  const release = releaseNotes(plan);
  if (plan.steps.length === 0) return withoutSteps(plan, release);
  const snapshot = snapshotOf(plan);
  if (!snapshot.ok) return settled(plan, 'unreadable', 1, [...snapshot.diagnostics, ...release]);
  const result = checkPlan({ ...plan, snapshot: snapshot.value });
  if (result.status === 'refuted') return settled(plan, 'refuted', 4, [...result.diagnostics, ...release]);
  const differences = plan.status === 'blocked' ? [] : certificateNotes(plan, result.certificate);
  const notes = [...differences, ...release];
  const proof = { certificate: result.certificate, isCertificateUnchanged: isSame(plan, result.certificate) };
  if (plan.status === 'blocked') return settled(plan, 'blocked', 4, [...blockers(plan), ...notes], proof);
  return settled(plan, 'proven', 0, notes, proof);
}

type Proof = Pick<CheckReport, 'certificate' | 'isCertificateUnchanged'>;

function settled(
  plan: Plan,
  verdict: CheckReport['verdict'],
  exitCode: ExitCode,
  diagnostics: readonly Diagnostic[],
  proof: Proof = { certificate: null, isCertificateUnchanged: null },
): CheckedPlan {
  return {
    plan,
    exitCode,
    report: {
      formatVersion: '1',
      kind: 'hpvm-check-report',
      host: plan.host,
      verdict,
      planDigest: plan.basis.contentDigest,
      ...proof,
      isOfThisRelease: isOfThisRelease(plan),
      diagnostics,
    },
  };
}

function withoutSteps(plan: Plan, notes: readonly Diagnostic[]): CheckedPlan {
  return plan.status === 'blocked'
    ? settled(plan, 'blocked', 4, [...blockers(plan), ...notes])
    : settled(plan, 'nothing-to-prove', 0, notes);
}

/** What blocks the plan, in its own words. */
function blockers(plan: Plan): readonly Diagnostic[] {
  return plan.diagnostics.filter((diagnostic) => hasErrors([diagnostic]));
}

/** The host that the plan was made for, checked in full. */
function snapshotOf(plan: Plan): ReturnType<typeof decodeObservedHost> {
  if (plan.snapshot !== undefined)
    return decodeObservedHost(plan.snapshot, `the snapshot in the plan for ${plan.host}`);
  return failure(
    errorDiagnostic(
      'no-snapshot-in-plan',
      `The plan for ${plan.host} does not hold the host it was made for`,
      'The proof begins with the state of the host, which plans of this release hold. Make the plan again with "hpvmctl plan --out FILE".',
      plan.host,
    ),
  );
}

function isSame(plan: Plan, certificate: Certificate): boolean | null {
  return plan.certificate === null ? null : canonicalJson(plan.certificate) === canonicalJson(certificate);
}

/** Where the proof that the plan carries is not the one just made. */
function certificateNotes(plan: Plan, proof: Certificate): readonly Diagnostic[] {
  const stored = plan.certificate;
  if (stored === null) {
    return [
      warningDiagnostic(
        'no-certificate-in-plan',
        `The plan for ${plan.host} carries no proof of its own`,
        'It is proven now, but somebody saved it without its proof. Make the plan again with "hpvmctl plan --out FILE".',
        plan.host,
      ),
    ];
  }
  if (isSame(plan, proof) === true) return [];
  return [
    warningDiagnostic(
      'certificate-differs',
      `The proof in the plan for ${plan.host} is not the one that this release makes`,
      `${differences(stored, proof).join('\n')}\nThe plan is proven all the same. Plan again, so that the proof is of one release.`,
      plan.host,
    ),
  ];
}

function differences(stored: Certificate, proof: Certificate): readonly string[] {
  const edgeOf = ({ earlier, later }: Certificate['witnesses'][number]): string => `${earlier}:${later}`;
  const witnessed = new Set(stored.witnesses.map((witness) => canonicalJson(witness)));
  const other = proof.witnesses.filter((witness) => !witnessed.has(canonicalJson(witness))).map(edgeOf);
  const lines: readonly (readonly [what: string, before: string, after: string])[] = [
    ['Checker', stored.checker, proof.checker],
    ['States checked', String(stored.statesChecked), String(proof.statesChecked)],
    ['Clauses', stored.rules.join(', '), proof.rules.join(', ')],
    ['Witnesses', String(stored.witnesses.length), String(proof.witnesses.length)],
    ['Points of no return', pointsText(stored), pointsText(proof)],
  ];
  return [
    ...lines
      .filter(([, before, after]) => before !== after)
      .map(([what, ...both]) => `${what}: ${both.join(', now ')}.`),
    ...(other.length === 0 ? [] : [`Other witnesses for: ${other.join(', ')}.`]),
  ];
}

function pointsText({ pointsOfNoReturn }: Certificate): string {
  return pointsOfNoReturn.length === 0
    ? 'none'
    : pointsOfNoReturn.map(({ step, why }) => `${step} (${why})`).join(', ');
}

/** Says when other safety rules ordered the plan; the checker's verdict stands, but apply will refuse it. */
function releaseNotes(plan: Plan): readonly Diagnostic[] {
  if (isOfThisRelease(plan)) return [];
  return [
    warningDiagnostic(
      'made-by-another-release',
      `The plan for ${plan.host} was ordered by the safety rules of another release`,
      'hpvmctl apply of this release refuses it. Make the plan again with this release, review it, and apply that.',
      plan.host,
    ),
  ];
}
