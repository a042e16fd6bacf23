import type { Answer, Look } from '../execute/answer-questions';
import type { RunQuestion } from '../execute/follow-run';
import { splitSteps } from '../execute/program/split-steps';
import type { Change } from '../diff/change';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, hasErrors, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { isOnlySaved } from '../model/saved-field';
import type { Plan } from '../plan/plan-document';
import type { HostShell } from '../transport/host-shell';
import { targetAfter, withAddressOf } from './host-target';
import type { Observer } from './observe';
import { notSaved } from './not-saved';
import { isRefused, isUnreachable } from './outcome';
import { basisRefusal } from './plan-basis';
import type { HostTarget } from './ports';
import { verifyPlan, type Verification } from './verify-plan';

export interface LookInput {
  readonly plan: Plan;
  readonly target: HostTarget;
  /** The document it was made from; absent when only the plan is at hand. */
  readonly desired: DesiredHost | undefined;
  readonly observe: Observer;
  readonly runId: string;
}

/** What the last look found, for the report. */
export interface LastLook {
  readonly question: RunQuestion;
  readonly verification: Verification;
}

/**
 * Answers what a run asks on its way, each time by reading the whole host, over the connection that is open where a login would prove nothing:
 *
 * - `ready`: the lock is held; is the host still what the plan was made from?
 * - `awaiting`: everything that can be taken back was done; is the host, by a new login and reached as it will be reached from now on, what the plan makes of it, but for what comes behind?
 * - `carried-out`: everything was done and saved; is it as desired? Where nothing came behind the confirmation, the look before it has told.
 */
export function looksAtRun(input: LookInput): {
  readonly look: Look;
  last(): LastLook | undefined;
} {
  const { plan } = input;
  let last: LastLook | undefined;
  let early: Verification | undefined;
  const look: Look = async (question, over) => {
    if (question === 'ready') return answerReady(input, over);
    if (question === 'carried-out' && early !== undefined) {
      last = { question, verification: early };
      early = undefined;
      return { status: 'yes' };
    }
    const where = withAddressOf(input.target, targetAfter(plan));
    const observed = await (question === 'awaiting' ? input.observe(where) : input.observe(where, over));
    if (!observed.ok) {
      if (isUnreachable(observed.diagnostics)) return notLookedAt(observed.diagnostics);
      return { status: 'no', diagnostics: observed.diagnostics };
    }
    const seen = withoutRun(observed.value, input.runId);
    const found = verifyPlan(plan, input.desired, seen);
    const complete = { ...found, diagnostics: [...found.diagnostics, ...notSaved(plan, seen)] };
    // Where nothing comes behind the confirmation, nothing can have changed when all is done.
    if (question === 'awaiting' && isClean(complete) && splitSteps(plan, { takesBack: true }).rest.length === 0)
      early = complete;
    const verification = question === 'carried-out' ? complete : found;
    const remaining = verification.remaining.filter(
      (change) => question === 'carried-out' || !isYetToCome(change, plan),
    );
    last = { question, verification: { ...verification, remaining } };
    const problems = verification.diagnostics.filter(({ severity }) => severity === 'error');
    if (remaining.length === 0 && problems.length === 0) return { status: 'yes' };
    return { status: 'no', diagnostics: [...notAsDesired(plan.host, question, remaining), ...problems] };
  };
  return { look, last: () => last };
}

async function answerReady({ plan, target, observe, runId }: LookInput, over?: HostShell): Promise<Answer> {
  const refusal = await basisRefusal(plan, target, async (where) => {
    const observed = await observe(where, over);
    return observed.ok ? { ...observed, value: withoutRun(observed.value, runId) } : observed;
  });
  if (refusal === undefined) return { status: 'yes' };
  if (isUnreachable(refusal.diagnostics)) return notLookedAt(refusal.diagnostics);
  return { status: 'no', diagnostics: refusal.diagnostics };
}

function notLookedAt(diagnostics: readonly Diagnostic[]): Answer {
  return { status: 'unknown', reason: diagnostics[0]?.summary ?? '', isRefused: isRefused(diagnostics) };
}

/** The host as it would be read without the record of our own run, which is not unfinished but under way. */
export function withoutRun(observed: ObservedHost, runId: string): ObservedHost {
  return observed.unfinishedRun?.runId === runId ? { ...observed, unfinishedRun: null } : observed;
}

/** A difference that steps behind the confirmation remove: saving, and what nothing takes back. */
function isYetToCome(change: Change, plan: Plan): boolean {
  if (isOnlySaved(change)) return true;
  const { rest } = splitSteps(plan, { takesBack: true });
  return rest.some(({ phase, address }) => phase === 'running' && address === change.address);
}

function notAsDesired(host: string, question: RunQuestion, remaining: readonly Change[]): readonly Diagnostic[] {
  if (remaining.length === 0) return [];
  const when = question === 'awaiting' ? 'after the steps that can be taken back' : 'after everything was saved';
  return [
    errorDiagnostic(
      'not-as-desired',
      `${host} is not as desired ${when}`,
      `Different: ${remaining.map(({ address, fields }) => `${address} (${fields.map(({ path }) => path).join(', ')})`).join('; ')}. The run was told to take back what it did.`,
      host,
    ),
  ];
}

/** Whether a look found an error, so that nothing can be said. */
export function isClean({ remaining, diagnostics }: Verification): boolean {
  return remaining.length === 0 && !hasErrors(diagnostics);
}
