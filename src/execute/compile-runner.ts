import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import { displayCommand, quoteShellWord } from '../model/shell-word';
import type { Plan } from '../plan/plan-document';
import { compileStep, stepProblems } from './compile-step';
import { encodeJournalValue } from './journal';
import { assertRunId, outputFunction, runFolderPreamble } from './run-folder';

/** The record of durations is cut when a run leaves more lines than this in it, to so many of the newest. */
const MOST_DURATIONS = 1000;
const KEPT_DURATIONS = 500;

export interface RunnerOptions {
  /** Names the run and its folder on the host; see `isRunId`. */
  readonly runId: string;
  /** Digest of the plan as approved. */
  readonly planDigest: string;
  /** Who carries the plan out, for people: `user@machine`. */
  readonly owner: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/**
 * Compiles a plan to one POSIX shell program that carries it out on the host by itself.
 *
 * The program takes the host's lock, writes a journal record before and after each step (in the run folder, and the
 * same line on stdout), stops at the first step that fails or whose effect the host does not show, honours a stop
 * request between steps, and releases the lock on every path. It ignores hang-ups and broken pipes: a lost connection never stops it in the middle. The whole
 * program sits in functions and one closing brace group, so a program that arrived only in part does nothing.
 *
 * Fails with the diagnostics of {@link stepProblems}, with `plan-not-ready` for a blocked plan, and with
 * `malformed-step` for a repeated step id.
 */
export function compileRunner(plan: Plan, options: RunnerOptions): Result<string> {
  assertRunId(options.runId);
  const diagnostics = [...planProblems(plan), ...plan.steps.flatMap(stepProblems)];
  if (diagnostics.length > 0) return failure(...diagnostics);
  return success(
    [
      '# cdktf-hpvm runner: carries out one approved plan. POSIX sh only.',
      journalFunctions(options.runId),
      outputFunction(options.runId),
      lockFunctions(options),
      durationFunctions(),
      stepFunctions(),
      `hpvm_steps() {\n${plan.steps.map((step, index) => compileStep(step, mayStopBefore(plan, index))).join('')}  return 0\n}`,
      debtFunctions(plan, options),
      mainFunction(plan, options),
      // A brace group is read whole before it runs: the last byte of the program has to arrive first.
      `{\n${indent(runFolderPreamble(options.runId))}  hpvm_sequence=0\n  hpvm_locked=0\n  hpvm_stop=0\n  trap '' HUP INT PIPE\n  trap 'hpvm_stop=1' TERM\n  hpvm_main\n  exit $?\n}\n`,
    ].join('\n'),
  );
}

function journalFunctions(runId: string): string {
  return `hpvm_now() {
  hpvm_at=$(date -u '+%Y-%m-%dT%H:%M:%SZ')
}
hpvm_record() {
  hpvm_sequence=$((hpvm_sequence + 1))
  hpvm_line="@hpvm ${runId} $hpvm_sequence $1 at=$hpvm_at"
  if echo "$hpvm_line" >>"$R/journal"; then hpvm_written=0; else hpvm_written=1; fi
  echo "$hpvm_line" 2>/dev/null
  return "$hpvm_written"
}
hpvm_end() {
  hpvm_result=$1
  hpvm_reason=$2
}
`;
}

function lockFunctions(options: RunnerOptions): string {
  const owner = [
    `owner=${encodeJournalValue(options.owner)}`,
    `run=${options.runId}`,
    `plan=${encodeJournalValue(options.planDigest)}`,
    `created=${encodeJournalValue(options.createdAt)}`,
  ];
  return `hpvm_lock() {
  hpvm_now
  if mkdir "$B/lock" 2>/dev/null; then
    hpvm_locked=1
    if { ${owner.map((line) => `echo '${line}'`).join(' && ')} && echo "since=$hpvm_at" && echo "pid=$$"; } >"$B/lock/owner"; then
      hpvm_record locked && return 0
    fi
    hpvm_end broken lock-not-writable
    return 1
  fi
  if [ ! -d "$B/lock" ]; then
    hpvm_end broken lock-not-writable
    return 1
  fi
  # The holder may be between making the lock and writing its name into it.
  [ -s "$B/lock/owner" ] || sleep 1
  hpvm_holder=$(od -A n -t x1 -v -N 2048 "$B/lock/owner" 2>/dev/null | tr -cd '0-9a-f')
  hpvm_record "lock-held holder=$hpvm_holder"
  hpvm_end locked lock-held
  return 1
}
hpvm_unlock() {
  [ "$hpvm_locked" = 1 ] || return 0
  rm -f "$B/lock/owner" && rmdir "$B/lock"
  hpvm_locked=0
}
`;
}

/**
 * Keeps how long successful steps took, for later plans: a line each with the kind of operation and when it began and
 * ended. A run never fails for it. HP-UX `date` prints no seconds since the epoch, and the arithmetic is the reader's.
 */
function durationFunctions(): string {
  return `hpvm_measure() {
  [ -z "$1" ] || { echo "$1 $hpvm_begun $hpvm_at"; } 2>/dev/null >>"$B/durations" || :
}
hpvm_trim() {
  [ -f "$B/durations" ] || return 0
  hpvm_lines=$(wc -l 2>/dev/null <"$B/durations" | tr -cd '0-9')
  [ "\${hpvm_lines:-0}" -gt ${String(MOST_DURATIONS)} ] || return 0
  { tail -n ${String(KEPT_DURATIONS)} "$B/durations" >"$B/durations.new" && mv "$B/durations.new" "$B/durations"; } 2>/dev/null || :
}
`;
}

function stepFunctions(): string {
  return `hpvm_begin() {
  if [ "$2" = stoppable ] && { [ "$hpvm_stop" = 1 ] || [ -f "$R/stop" ]; }; then
    hpvm_end stopped "before:$1"
    return 1
  fi
  hpvm_begun=$hpvm_at
  if hpvm_record "intent step=$1"; then return 0; fi
  hpvm_end broken "journal-not-writable-before:$1"
  return 1
}
hpvm_finish() {
  hpvm_now
  hpvm_ownership=none
  if [ "$2" = 0 ] && [ "$hpvm_effect" != missing ] && [ -n "$3" ]; then
    if echo "$3" >>"$B/ownership"; then hpvm_ownership=recorded; else hpvm_ownership=failed; fi
  fi
  hpvm_record "outcome step=$1 exit=$2 effect=$hpvm_effect ownership=$hpvm_ownership"
  hpvm_written=$?
  hpvm_output "$1"
  if [ "$2" != 0 ]; then
    hpvm_end failed "step:$1"
    return 1
  fi
  if [ "$hpvm_effect" = missing ]; then
    hpvm_end failed "no-effect:$1"
    return 1
  fi
  if [ "$hpvm_ownership" = failed ]; then
    hpvm_end broken "ownership-not-writable-after:$1"
    return 1
  fi
  hpvm_measure "$4"
  if [ "$hpvm_written" = 0 ] && echo "done $1" >>"$B/unfinished"; then return 0; fi
  hpvm_end broken "journal-not-writable-after:$1"
  return 1
}
`;
}

function mainFunction(plan: Plan, options: RunnerOptions): string {
  return `hpvm_main() {
  hpvm_end applied ''
  hpvm_now
  mkdir -p "$B/runs" 2>/dev/null
  # Making the run folder decides who may use this run id: us, or someone who called the run off.
  if mkdir "$R" 2>/dev/null; then
    if hpvm_record 'begin owner=${encodeJournalValue(options.owner)} plan=${encodeJournalValue(options.planDigest)} steps=${String(plan.steps.length)} pid='"$$"; then
      hpvm_lock && hpvm_owe && { hpvm_steps; hpvm_settle; hpvm_trim; }
      hpvm_now
      hpvm_unlock
    else
      hpvm_end broken journal-not-writable
    fi
    hpvm_record "end result=$hpvm_result reason=$hpvm_reason"
  else
    # Who calls a run off makes the folder first and writes into it next.
    [ ! -d "$R" ] || [ -f "$R/prevented" ] || [ -f "$R/journal" ] || sleep 1
    if [ -f "$R/prevented" ]; then
      hpvm_end stopped called-off
    elif [ -d "$R" ]; then
      hpvm_end refused run-exists
    else
      hpvm_end broken state-folder-not-writable
    fi
    echo "@hpvm ${options.runId} 0 end result=$hpvm_result reason=$hpvm_reason at=$hpvm_at" 2>/dev/null
  fi
  [ "$hpvm_result" = applied ]
}
`;
}

/**
 * A stop is honoured only where nothing is half done: not while a vswitch is halted or an address is off, and not while
 * saving, when everything runs already.
 */
function mayStopBefore(plan: Plan, index: number): boolean {
  if (plan.steps[index]?.phase === 'persist') return false;
  const place = new Map(plan.steps.map((step, position) => [step.id, position]));
  return plan.outages.every((outage) => {
    const from = place.get(outage.fromStep) ?? index;
    const to = place.get(outage.toStep) ?? index;
    return index <= from || index > to;
  });
}

/**
 * What the run owes stands on the host from before the first step until all is done, so that a run that ends half way is
 * not forgotten: what it was to put back is not visible in the state it leaves.
 */
function debtFunctions(plan: Plan, options: RunnerOptions): string {
  const todo = plan.steps.map((step) => quoteShellWord(`todo ${step.id} ${displayCommand(step.command)}`));
  return `hpvm_owe() {
  if [ -f "$B/unfinished" ]; then
    hpvm_end broken an-earlier-run-is-unfinished
    return 1
  fi
  if { echo 'run ${options.runId}' && echo "since $hpvm_at"${todo.map((line) => ` && echo ${line}`).join('')}; } >"$B/unfinished"; then return 0; fi
  hpvm_end broken state-folder-not-writable
  return 1
}
hpvm_settle() {
  if [ "$hpvm_result" = applied ]; then
    rm -f "$B/unfinished"
  elif [ "$hpvm_result" = stopped ]; then
    # Stopped before anything was done: nothing is owed.
    grep '^done ' "$B/unfinished" >/dev/null 2>&1 || rm -f "$B/unfinished"
  fi
}
`;
}

function planProblems(plan: Plan): Diagnostic[] {
  const problems: Diagnostic[] = [];
  if (plan.status === 'blocked') {
    problems.push(
      errorDiagnostic(
        'plan-not-ready',
        `The plan for ${plan.host} is blocked`,
        'A blocked plan is never carried out. Resolve its diagnostics and plan again.',
      ),
    );
  }
  const ids = plan.steps.map((step) => step.id);
  for (const id of new Set(ids.filter((candidate, index) => ids.indexOf(candidate) !== index))) {
    problems.push(
      errorDiagnostic('malformed-step', `Two steps are called ${id}`, 'Step ids must be unique. Make the plan again.'),
    );
  }
  return problems;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
