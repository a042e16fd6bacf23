import { findRun } from '../execute/find-run';
import { watchFoundRun } from '../execute/execute-plan';
import { confirmToken } from '../execute/confirm-token';
import type { ExecutionReport } from '../execute/execution-report';
import { isKept } from '../execute/answer-questions';
import { followRun, type ExecutionProgress } from '../execute/follow-run';
import { followScript, lookScript } from '../execute/follow-script';
import type { JournalRecord } from '../execute/journal';
import { lockNow } from '../execute/lock-now';
import { reportOfRun } from '../execute/report-of-run';
import { requestOfRun } from '../execute/run-requests';
import { startedWith } from '../execute/started-with';
import { utcSeconds } from '../execute/utc-seconds';
import { digestOf } from '../model/canonical-json';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { STATE_FOLDER } from '../model/state-folder';
import { failure, success, type Result } from '../model/result';
import { decodePlan } from '../plan/decode-plan';
import type { Plan } from '../plan/plan-document';
import type { ApplyReport } from '../review/apply-report';
import type { RunPhase, RunStatus } from '../review/run-status';
import type { HostShell } from '../transport/host-shell';
import { endingOfRun } from './ending-of-run';
import { lockedOutDiagnostic } from './lock-diagnostic';
import { looksAtRun } from './look-at-run';
import type { Observer } from './observe';
import type { HostTarget, Ports } from './ports';
import { transportDiagnostic } from './transport-diagnostic';
import { connectToEither, tellingSafely, watchedToTheEnd } from './watched-run';

export interface FoundRunInput {
  readonly target: HostTarget;
  readonly ports: Ports;
  readonly observe: Observer;
  /** The run that is meant; absent: the one that `findRun` chooses. */
  readonly runId?: string;
  /** Digest of the plan that the run must be of; absent: any. */
  readonly planDigest?: string;
  readonly onProgress: (host: string, progress: ExecutionProgress) => void;
  readonly stopSignal: AbortSignal;
}

/** What to do with a run that was found: go on with it, keep what it did, or take it back. */
export type RunIntent = 'resume' | 'confirm' | 'revert';

interface Known {
  readonly shell: HostShell;
  readonly runId: string;
  readonly plan: Plan;
  readonly planDigest: string;
  readonly records: readonly JournalRecord[];
  readonly status: Omit<RunStatus, 'exitCode' | 'diagnostics'>;
}

/** Looks at the run of a host. Only reads. Fails with `no-run`, `run-unreadable`, `run-of-another-plan` or a `transport-` diagnostic. */
export async function runStatus(input: FoundRunInput): Promise<Result<RunStatus>> {
  return withRun(input, async ({ shell, plan, status }) => {
    const { phase, execution } = status;
    const observe: Observer = (where) => input.observe(where, shell);
    return success({ ...status, ...(await endingOfRun({ plan, target: input.target, observe, phase, execution })) });
  });
}

/**
 * Goes on with the run of a host from wherever it stands, until it has ended and the host was looked at. Fails as {@link runStatus} does, and with `nothing-to-confirm` or `nothing-to-revert` where
 * the run is over already.
 */
export async function settleRun(input: FoundRunInput, intent: RunIntent): Promise<Result<ApplyReport>> {
  return withRun(input, async (known) => {
    const { shell, plan, planDigest, runId, status } = known;
    if (intent !== 'resume' && status.phase === 'ended') return failure(isOver(input.target.host, intent, status));
    if (intent === 'revert' && isKept(known.records) && status.phase !== 'left-alone')
      return failure(tooLate(input.target.host, runId));
    const { target, observe, ports } = input;
    const looks = looksAtRun({ plan, target, desired: undefined, observe, runId });
    const report = await watchedToTheEnd(
      { plan, target, desired: undefined, observe, runId, last: looks.last },
      async () => {
        if (intent === 'revert') await requestOfRun(shell, runId, 'revert', 'asked-for');
        return watchFoundRun({
          plan,
          planDigest,
          shell,
          reconnect: () => connectToEither({ plan, target }, ports.hosts),
          runId,
          options: {
            confirmToken: confirmToken(planDigest, runId),
            ...startedWith(plan, known.records),
          },
          firstScript: followScript(runId),
          look: (question, over) =>
            intent === 'revert'
              ? Promise.resolve({ status: 'no', diagnostics: [] } as const)
              : looks.look(question, over),
          now: () => ports.surroundings.now(),
          pause: (durationMs) => ports.surroundings.pause(durationMs),
          onProgress: tellingSafely((progress) => input.onProgress(target.host, progress)),
          stopSignal: input.stopSignal,
        });
      },
    );
    if (report.verdict === 'locked') return success(await asLockedNow(report, shell));
    return success(intent === 'revert' ? asAskedFor(report, runId) : report);
  });
}

/** It was locked out when it was begun; who holds the lock by now is another matter. */
async function asLockedNow(report: ApplyReport, shell: HostShell): Promise<ApplyReport> {
  const { execution } = report;
  if (execution === null) return report;
  try {
    const told = lockedOutDiagnostic(execution, await lockNow(shell, execution.runId));
    return { ...report, diagnostics: [...report.diagnostics.filter(({ code }) => code !== 'host-locked'), told] };
  } catch {
    // Then what it met is all there is to say.
    return report;
  }
}

/** Taking it back is what was asked for: a run that came to its end instead did not do it. */
function asAskedFor(report: ApplyReport, runId: string): ApplyReport {
  if (report.verdict === 'reverted') return { ...report, exitCode: 0 };
  if (report.exitCode !== 0) return report;
  return { ...report, exitCode: 7, diagnostics: [...report.diagnostics, tooLate(report.host, runId)] };
}

async function withRun<Value>(
  input: FoundRunInput,
  use: (known: Known) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { target, ports } = input;
  let shell: HostShell;
  try {
    shell = await ports.hosts.connect(target);
  } catch (error) {
    return failure(transportDiagnostic(error, target.host));
  }
  try {
    const known = await whatRunSays(shell, input);
    return known.ok ? await use(known.value) : known;
  } catch (error) {
    return failure(transportDiagnostic(error, target.host));
  } finally {
    await shell.close().catch(() => undefined);
  }
}

async function whatRunSays(shell: HostShell, input: FoundRunInput): Promise<Result<Known>> {
  const found = await findRun(shell, input.runId);
  if (!found.ok) return found;
  const { host } = input.target;
  const { runId } = found.value;
  const decoded = decodePlan(found.value.plan, `the plan of run ${runId} on ${host}`);
  if (!decoded.ok) return failure(unreadable(host, runId), ...decoded.diagnostics);
  const plan = decoded.value;
  const planDigest = digestOf(plan);
  if (input.planDigest !== undefined && input.planDigest !== planDigest) return failure(anotherPlan(host, runId));
  const follower = followRun(plan, runId, () => undefined);
  await shell.runScript(lookScript(runId), { timeoutMs: 60_000, onStdout: (text) => follower.takeText(text) });
  const { records, seen } = follower;
  const isGone = seen?.runner === 'gone';
  const isEnded = follower.hasEnded || (isGone && seen.over !== null);
  const execution: ExecutionReport = reportOfRun({
    plan,
    planDigest,
    runId,
    records,
    isOver: isEnded || isGone,
    over: seen?.over ?? null,
    seen,
    refusal: null,
    diagnostics: follower.diagnostics,
    startedAt: records[0]?.at ?? '',
    endedAt: utcSeconds(input.ports.surroundings.now()),
  });
  const begin = records.find((record) => record.kind === 'begin');
  const status: Known['status'] = {
    formatVersion: '1',
    kind: 'hpvm-run-status',
    host,
    runId,
    owner: begin?.kind === 'begin' ? begin.owner : '',
    startedAt: begin?.at ?? null,
    phase: isEnded ? 'ended' : isGone ? 'left-alone' : phaseOf(records),
    execution,
  };
  return success({ shell, runId, plan, planDigest, records, status });
}

/** The latest that a run has said of itself. */
function phaseOf(records: readonly JournalRecord[]): RunPhase {
  const phases: Readonly<Partial<Record<JournalRecord['kind'], RunPhase>>> = {
    ready: 'waiting-for-go',
    arming: 'arming',
    armed: 'running',
    awaiting: 'waiting-for-confirmation',
    confirmed: 'saving',
    'carried-out': 'waiting-for-a-look',
    reverting: 'taking-back',
  };
  if (records.some(({ kind }) => kind === 'reverting')) return 'taking-back';
  const said = records.flatMap(({ kind }) => (kind === 'intent' ? [] : (phases[kind] ?? [])));
  return said.at(-1) ?? 'beginning';
}

function unreadable(host: string, runId: string): Diagnostic {
  return errorDiagnostic(
    'run-unreadable',
    `The plan of run ${runId} on ${host} cannot be read`,
    `It lay in ${STATE_FOLDER}/runs/${runId}/plan on the host. Somebody removed or altered it, and without it the run can neither be watched nor taken back from here; whether its guard still stands nobody can say. Look at the host ("hpvmctl drift") and at what is left in that folder.`,
    host,
  );
}

function anotherPlan(host: string, runId: string): Diagnostic {
  return errorDiagnostic(
    'run-of-another-plan',
    `Run ${runId} on ${host} is not one of this plan`,
    'Nothing was told to it. Give the plan that was applied, or none to go on with whatever runs there.',
    host,
  );
}

function tooLate(host: string, runId: string): Diagnostic {
  return errorDiagnostic(
    'too-late-to-revert',
    `It is too late to take run ${runId} on ${host} back: it was confirmed`,
    'What it did is kept, and it goes on to its end: "hpvmctl resume" says what became of it. To go back, apply the desired state as it was before, and read that plan.',
    host,
  );
}

function isOver(host: string, intent: RunIntent, { runId, execution }: Known['status']): Diagnostic {
  const what = intent === 'confirm' ? 'confirm' : 'take back';
  return errorDiagnostic(
    intent === 'confirm' ? 'nothing-to-confirm' : 'nothing-to-revert',
    `There is nothing to ${what} on ${host}: run ${runId} has ended (${execution.outcome})`,
    intent === 'confirm'
      ? '"hpvmctl status" says what became of it.'
      : 'A run that has ended is not taken back: others may build on it. Apply the desired state as it was before, and read that plan.',
    host,
  );
}
