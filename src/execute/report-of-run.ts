import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { displayCommand } from '../model/shell-word';
import type { Plan, PlanStep } from '../plan/plan-document';
import { attemptsOf, lastAttempt, printedBy, type Attempt, type Try } from './attempts-of';
import { auditOf } from './audit';
import type {
  ExecutionOutcome,
  ExecutionReport,
  LeftReport,
  LockHolder,
  ReadBackReport,
  StepReport,
  StepStatus,
  UndoReport,
} from './execution-report';
import type { SeenRecord } from './follow-run';
import { endedHalfway } from './ended-halfway';
import { guardOfRun } from './guard-of-run';
import { hasSucceeded, type JournalRecord, type RunResult } from './journal';
import { lastRecord, type RecordOf } from './last-record';
import { provesThatNothingBegan } from './nothing-began';
import { recordsInHostOrder } from './records-in-host-order';
import { STATE_FOLDER } from '../model/state-folder';

export interface RunFacts {
  readonly plan: Plan;
  readonly planDigest: string;
  readonly runId: string;
  readonly records: readonly JournalRecord[];
  /** True when no further record can come: the runner has ended, is gone, or can never begin. */
  readonly isOver: boolean;
  /** How the run ended when it could not write a record of it. */
  readonly over: RunResult | null;
  /** What the last look saw of its processes; undefined when it did not come to its end. */
  readonly seen?: SeenRecord | undefined;
  readonly refusal: ExecutionReport['refusal'] | null;
  /** Problems met on the way; they become part of the report. */
  readonly diagnostics: readonly Diagnostic[];
  readonly startedAt: string;
  readonly endedAt: string;
  /** Of the connection over which the run was sent or found; absent where no host key was checked. */
  readonly hostKeyFingerprint?: string | undefined;
}

/** Turns what is known about a run into its report. Never claims more than the records say. */
export function reportOfRun(asRead: RunFacts): ExecutionReport {
  const facts = { ...asRead, records: recordsInHostOrder(asRead.records) };
  const { plan, records } = facts;
  const attempts = attemptsOf(records);
  const end = lastRecord(records, 'end');
  const steps = plan.steps.map((step) => reportOfStep(step, attempts, facts.isOver));
  const result = end?.result ?? facts.over ?? undefined;
  const isLeftToBoot = result === undefined && lastRecord(records, 'left-to-boot') !== undefined;
  const outcome = isLeftToBoot ? 'unknown' : outcomeOf(result, steps, facts.isOver);
  const reverting = lastRecord(records, 'reverting');
  const left = leftOf(plan, records);
  const held = lastRecord(records, 'lock-held');
  return {
    formatVersion: '1',
    kind: 'hpvm-report',
    host: plan.host,
    runId: facts.runId,
    planDigest: facts.planDigest,
    outcome,
    ...(outcome === 'locked' ? { lock: parseLockHolder(held?.holder ?? '') } : {}),
    steps,
    ...(provesThatNothingBegan(records, facts.diagnostics) ? { nothingBegan: true } : {}),
    ...(reverting === undefined ? {} : { revertReason: reverting.reason }),
    undone: undoneOf(plan, attempts),
    ...(left.length === 0 ? {} : { leftToTakeBack: left }),
    guard: guardOfRun(records, facts.seen),
    audit: auditOfFacts(facts, outcome),
    ...(facts.refusal === null || facts.refusal === undefined ? {} : { refusal: facts.refusal }),
    startedAt: facts.startedAt,
    endedAt: facts.endedAt,
    diagnostics: [...facts.diagnostics, ...explain(facts, end, steps, outcome)],
  };
}

/** Reads the owner file of a lock: lines `key=value`. Missing or foreign text leaves fields empty. */
export function parseLockHolder(text: string): LockHolder {
  const valueOf = (key: string): string => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${key}=`));
    return decodePercent(line?.slice(key.length + 1) ?? '');
  };
  const processId = valueOf('pid');
  return {
    owner: valueOf('owner'),
    since: valueOf('since'),
    runId: valueOf('run'),
    processId: /^[1-9][0-9]{0,8}$/.test(processId) ? Number(processId) : null,
  };
}

function reportOfStep(step: PlanStep, attempts: readonly Attempt[], isOver: boolean): StepReport {
  const last = lastAttempt(attempts, step.id);
  const tried = last?.kind === 'step' ? last : undefined;
  const { intent } = tried ?? {};
  const outcome = tried?.outcome?.kind === 'outcome' ? tried.outcome : undefined;
  const readBack = readBackOf(step, tried, outcome);
  return {
    id: step.id,
    title: step.title,
    address: step.address,
    command: displayCommand(step.command),
    status: statusOf(tried, outcome, isOver),
    exitStatus: outcome?.exitStatus ?? null,
    seconds: secondsBetween(intent?.at, outcome?.at),
    stdout: printedBy(tried, 'stdout'),
    stderr: printedBy(tried, 'stderr'),
    ...(readBack === undefined ? {} : { readBack }),
  };
}

function readBackOf(
  step: PlanStep,
  tried: Try | undefined,
  outcome: RecordOf<'outcome'> | undefined,
): ReadBackReport | undefined {
  if (step.readBack === undefined || outcome === undefined || outcome.effect === 'unasked') return undefined;
  return {
    command: displayCommand(step.readBack.command),
    isShown: outcome.effect === 'shown',
    output: printedBy(tried, 'readback'),
  };
}

function statusOf(tried: Try | undefined, outcome: RecordOf<'outcome'> | undefined, isOver: boolean): StepStatus {
  if (outcome !== undefined) return hasSucceeded(outcome) ? 'done' : 'failed';
  if (tried !== undefined || !isOver) return 'unknown';
  return 'not-run';
}

function outcomeOf(result: RunResult | undefined, steps: readonly StepReport[], isOver: boolean): ExecutionOutcome {
  if (!isOver) return 'unknown';
  switch (result) {
    case undefined:
      if (steps.some((step) => step.status === 'unknown')) return 'unknown';
      if (steps.some((step) => step.status === 'failed')) return 'failed';
      return steps.length > 0 && steps.every((step) => step.status === 'done') ? 'applied' : 'stopped';
    case 'refused':
    case 'broken':
      // It has ended: what is not known of a step is said with the step.
      return 'failed';
    case 'applied':
      // Trust the steps over the word: a run that lost records did not apply.
      return steps.some((step) => step.status !== 'done') ? 'unknown' : 'applied';
    case 'reverted':
    case 'revert-failed':
    case 'failed':
    case 'stopped':
    case 'locked':
      return result;
  }
}

function auditOfFacts(facts: RunFacts, outcome: ExecutionOutcome): ExecutionReport['audit'] {
  const { plan, planDigest, runId, records } = facts;
  const begin = records.find((record) => record.kind === 'begin');
  if (begin?.kind !== 'begin') return [];
  const commands = [...plan.steps, ...(plan.revert?.steps ?? [])].map(({ id, command }) => [id, command] as const);
  return auditOf({
    owner: begin.owner,
    planDigest,
    runId,
    hostKeyFingerprint: facts.hostKeyFingerprint ?? null,
    commands: new Map(commands),
    records,
    outcome,
  });
}

function undoneOf(plan: Plan, attempts: readonly Attempt[]): readonly UndoReport[] {
  return (plan.revert?.steps ?? []).flatMap((step) => {
    const last = lastAttempt(attempts, step.id);
    if (last === undefined) return [];
    const tried = last.kind === 'needless' ? undefined : last;
    return [
      {
        id: step.id,
        title: step.title,
        command: displayCommand(step.command),
        status: undoStatusOf(last),
        exitStatus: tried?.outcome?.exitStatus ?? null,
        stdout: printedBy(tried, 'stdout'),
        stderr: printedBy(tried, 'stderr'),
      },
    ];
  });
}

function undoStatusOf(last: Attempt): UndoReport['status'] {
  if (last.kind === 'needless') return 'needless';
  const { outcome } = last;
  if (outcome === undefined) return 'unknown';
  const hasWorked = outcome.effect === 'shown' || (outcome.effect === 'unasked' && outcome.exitStatus === 0);
  return hasWorked ? 'done' : 'failed';
}

function leftOf(plan: Plan, records: readonly JournalRecord[]): readonly LeftReport[] {
  return (plan.revert?.steps ?? [])
    .filter(({ id }) => records.some((record) => record.kind === 'undo-left' && record.stepId === id))
    .map(({ id, title, command }) => ({ id, title, command: displayCommand(command) }));
}

function explain(
  facts: RunFacts,
  end: RecordOf<'end'> | undefined,
  steps: readonly StepReport[],
  outcome: ExecutionOutcome,
): Diagnostic[] {
  const folder = `${STATE_FOLDER}/runs/${facts.runId}`;
  const problems: Diagnostic[] = [];
  for (const step of steps) {
    if (step.status === 'failed') problems.push(stepFailed(step, facts.plan.host, folder));
    if (step.status === 'unknown' && facts.isOver && outcome !== 'reverted') {
      problems.push(
        errorDiagnostic(
          'step-unknown',
          `Step ${step.id} (${step.title}) began and its end was not recorded`,
          `The runner on ${facts.plan.host} is gone. ${step.command} may have taken effect or not. Look at the host, then make a new plan.`,
          step.address,
        ),
      );
    }
  }
  for (const record of facts.records) {
    if (record.kind !== 'hangs') continue;
    problems.push(
      errorDiagnostic(
        'command-hangs',
        `The command of ${record.stepId} hangs on ${facts.plan.host}, as process ${String(record.processId)}`,
        `It took too long and could not be ended: it is root's, or hangs in the kernel. The run went on without it, and it may still take effect. As root, end it and what it has started ("kill ${String(record.processId)}"; "ps -ef" shows what it has started), then look at the host.`,
      ),
    );
  }
  if (end === undefined && lastRecord(facts.records, 'left-to-boot') !== undefined) {
    problems.push(
      errorDiagnostic(
        'left-to-boot',
        `${facts.plan.host} was going down, or Integrity VM answered no more, so the run is left to the boot script`,
        `It takes the run back when the host is up again. If the host does not go down after all, see that Integrity VM runs (/sbin/init.d/hpvm start); then "hpvmctl resume" takes the run back.`,
      ),
    );
  }
  const hasBegun = facts.records.some((record) => record.kind === 'begin');
  if (end === undefined && facts.isOver && outcome !== 'unknown' && hasBegun) {
    problems.push(
      errorDiagnostic(
        'runner-gone',
        `The runner on ${facts.plan.host} ended without saying why`,
        `Every step that began is recorded. Its lock ${STATE_FOLDER}/lock is still there: "hpvmctl resume" settles the run and gives it back.`,
      ),
    );
  }
  if (end?.result === 'refused' && end.reason === 'run-level') {
    problems.push(
      errorDiagnostic(
        'runner-refused',
        `${facts.plan.host} is at a run level below 3, so its boot script would not start there`,
        'A guarded run needs a host that boots to run level 3, and nothing was done. Look with "who -r", bring the host to run level 3 ("init 3"; the entry "initdefault" in /etc/inittab says what it boots to), then apply again; or apply without a guard (--no-revert).',
      ),
    );
  } else if (end !== undefined && (end.result === 'broken' || end.result === 'refused')) {
    problems.push(
      endedHalfway(facts.plan.host, end.reason, facts.runId) ??
        errorDiagnostic(
          `runner-${end.result}`,
          `The runner on ${facts.plan.host} could not go on: ${end.reason.replaceAll('-', ' ')}`,
          `It keeps its journal in ${folder}, its lock and the ownership record in ${STATE_FOLDER}. Check that the user may write there and that the file system has room, then plan again.`,
        ),
    );
  }
  return problems;
}

function stepFailed(step: StepReport, host: string, folder: string): Diagnostic {
  if (step.readBack?.isShown === false) return stepWithoutEffect(step, step.readBack, host, folder);
  const said = (step.stderr.trim() === '' ? step.stdout : step.stderr).trim();
  return errorDiagnostic(
    'step-failed',
    `Step ${step.id} (${step.title}) failed with exit status ${String(step.exitStatus)} on ${host}`,
    [
      `Command: ${step.command}`,
      said === '' ? 'It printed nothing.' : `It said: ${said}`,
      `No later step was run. Outputs are in ${folder} on the host.`,
    ].join('\n'),
    step.address,
  );
}

function stepWithoutEffect(step: StepReport, readBack: ReadBackReport, host: string, folder: string): Diagnostic {
  const said = [step.stderr, step.stdout, readBack.output].map((text) => text.trim());
  return errorDiagnostic(
    'step-without-effect',
    `Step ${step.id} (${step.title}) ended with exit status ${String(step.exitStatus)}, ${step.exitStatus === 0 ? 'but' : 'and'} ${host} does not show its effect`,
    [
      `Command: ${step.command}`,
      ...said.slice(0, 2).flatMap((text) => (text === '' ? [] : [`It said: ${text}`])),
      `Asked with: ${readBack.command}`,
      said[2] === '' ? 'The host answered nothing.' : `The host last answered: ${said[2] ?? ''}`,
      `No later step was run. Outputs are in ${folder} on the host.`,
    ].join('\n'),
    step.address,
  );
}

function secondsBetween(from: string | null | undefined, to: string | null | undefined): number | null {
  if (from === null || from === undefined || to === null || to === undefined) return null;
  // The host's clock may be set back in between; a step never took less than nothing.
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Written by someone else: show it as it stands.
    return text;
  }
}
