import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { failure, success, type Result } from '../../model/result';
import type { Plan, PlanStep } from '../../plan/plan-document';
import { assertRunId, runFolderPreamble } from '../run-folder';
import { bootFunctions } from './boot-functions';
import { commandFunctions, SIGNALS } from './command-functions';
import {
  compileCommands,
  compileStep,
  compileUndo,
  guestThatMustBeOff,
  stepProblems,
  stepsThatNeed,
} from './compile-step';
import { endingFunctions } from './ending-functions';
import { guardFunctions } from './guard-functions';
import { hostPowerFunctions } from './host-power-functions';
import { journalFunctions, outputFunction } from './journal-functions';
import { lockFunctions } from './lock-functions';
import { mainFunctions } from './main-functions';
import type { ProgramOptions } from './program-options';
import { pruneFunctions } from './prune-functions';
import { rememberFunctions } from './remember-functions';
import { rootFunctions } from './root-functions';
import { splitSteps } from './split-steps';
import { durationFunctions, stepFunctions } from './step-functions';
import { takeBackFunctions } from './take-back-functions';
import { takeOverFunctions } from './take-over-functions';

/**
 * Compiles a plan to one POSIX shell program that the host carries out, guards and takes back by itself. It is started as
 *
 * - `program run`: takes the lock, waits for `go`, arms the guard, runs the guarded steps, waits for the confirmation, runs the rest, and puts all away;
 * - `program guard PID`: takes the run back when process PID is gone or hangs;
 * - `program boot`: the same after a boot of the host;
 * - `program back REASON`: the same when somebody asks for it and no process of the run is left.
 *
 * It ignores hang-ups and broken pipes and never ends in the middle of a step. A file that is not complete does nothing: all of it is functions and one
 * closing brace group.
 *
 * Fails with the diagnostics of {@link stepProblems}, with `plan-not-ready` for a blocked plan, `malformed-step` for a repeated step id, and
 * `nothing-takes-it-back` when it is to be taken back and the plan does not say how.
 */
export function compileProgram(plan: Plan, options: ProgramOptions): Result<string> {
  assertRunId(options.runId);
  const undos = options.takesBack ? (plan.revert?.steps ?? []) : [];
  const diagnostics = [
    ...planProblems(plan, options),
    ...plan.steps.flatMap(stepProblems),
    ...undos.flatMap(stepProblems),
  ];
  if (diagnostics.length > 0) return failure(...diagnostics);
  const { guarded, rest } = splitSteps(plan, options);
  const wasOff = new Set((plan.snapshot?.guests ?? []).flatMap(({ name, state }) => (state === 'off' ? [name] : [])));
  const neededBy = stepsThatNeed(plan.steps);
  return success(
    [
      `# cdktf-hpvm: carries out, guards and takes back run ${options.runId}. POSIX sh only.\n`,
      journalFunctions(options.runId),
      outputFunction(),
      commandFunctions(),
      lockFunctions(options),
      stepFunctions(),
      durationFunctions(),
      pruneFunctions(),
      takeBackFunctions(options.runId),
      beyondFunction(plan, options, rest),
      rootFunctions(options.sudo),
      hostPowerFunctions(options.sudo),
      bootFunctions(options.runId),
      endingFunctions(options),
      guardFunctions(options),
      rememberFunctions(options.runId),
      takeOverFunctions(),
      ...plan.steps.map((step) => compileCommands(step, options.sudo)),
      ...undos.map((undo) => compileCommands(undo, options.sudo, guestThatMustBeOff(undo, wasOff))),
      block(
        'hpvm_guarded',
        guarded.map((step) => compileStep(step, options.takesBack || mayStopBefore(plan, step), undos)),
      ),
      block(
        'hpvm_rest',
        rest.map((step) => compileStep(step, !options.takesBack && mayStopBefore(plan, step), undos)),
      ),
      block(
        'hpvm_undos',
        undos.map((undo) => compileUndo(undo, [...new Set(undo.takesBack.flatMap((id) => neededBy.get(id) ?? []))])),
      ),
      mainFunctions(plan, options),
      startText(options),
    ].join(''),
  );
}

function block(name: string, calls: readonly string[]): string {
  return `${name}() {\n${calls.join('')}  return 0\n}\n`;
}

/** Whether saving has begun, and whether something was done that nothing takes back. */
function beyondFunction(plan: Plan, options: ProgramOptions, rest: readonly PlanStep[]): string {
  const saving = rest.filter(({ phase }) => phase === 'persist');
  const known = new Set((plan.revert?.steps ?? []).flatMap(({ takesBack }) => takesBack));
  const final = rest.filter(({ id, undo }) => undo === null || !known.has(id));
  const setWhenTouched = (name: string, steps: readonly PlanStep[]): string =>
    steps.length === 0
      ? `  ${name}=no\n`
      : `  ${name}=no
  for hpvm_word in ${steps.map(({ id }) => id).join(' ')}; do
    case $hpvm_touched in
      *" $hpvm_word "*) ${name}=yes ;;
      *) ;;
    esac
  done
`;
  return `hpvm_look_beyond() {
${setWhenTouched('hpvm_saving', saving)}${setWhenTouched('hpvm_beyond', options.takesBack ? final : [])}}
`;
}

/** What happens when the file is run; a brace group is read whole before it runs, so the last byte must be there. */
function startText(options: ProgramOptions): string {
  return `{
${indent(runFolderPreamble(options.runId))}  set -f
  hpvm_who=$1
  hpvm_sequence=0
  hpvm_sum=0
  hpvm_locked=0
  hpvm_stop=0
  hpvm_beats=0
  hpvm_touched=
  hpvm_unsure=
  # What a step goes by: each sets them before its call, and nothing of the login's may stand in for them.
  hpvm_step_seconds='' hpvm_step_stoppable='' hpvm_step_several='' hpvm_step_owner='' hpvm_step_kind='' hpvm_step_answers=''
  hpvm_step_sense='' hpvm_step_undos=''
  hpvm_undo_seconds='' hpvm_undo_phase='' hpvm_undo_due='' hpvm_undo_behind='' hpvm_undo_steps='' hpvm_undo_dependents=''
  hpvm_undo_owner='' hpvm_undo_answers='' hpvm_undo_sense=''
  hpvm_rebooted=no
  hpvm_all_done=no
  hpvm_guarded_run=${options.takesBack ? 'yes' : 'no'}
${options.sudo === undefined ? '' : '  hpvm_is_root=no\n  [ "$(id -u)" != 0 ] || hpvm_is_root=yes\n'}  hpvm_torn=no
  hpvm_woken=no
  hpvm_gave_up=0
  if [ -s "$R/journal.$hpvm_who" ]; then
    hpvm_sequence=$(wc -l <"$R/journal.$hpvm_who" | tr -cd '0-9')
    # What stood there may end in the middle of a line.
    echo >>"$R/journal.$hpvm_who"
  fi
  trap '' HUP INT PIPE
${indent(SIGNALS)}  "hpvm_main_$hpvm_who" "$2"
  exit
}
`;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

/**
 * A stop is honoured only where nothing is half done: not while a vswitch is halted or an address is off, and not while
 * saving, when everything runs already.
 */
function mayStopBefore(plan: Plan, step: PlanStep): boolean {
  if (step.phase === 'persist') return false;
  const place = new Map(plan.steps.map(({ id }, position) => [id, position]));
  const index = place.get(step.id) ?? 0;
  return plan.outages.every((outage) => {
    const from = place.get(outage.fromStep) ?? index;
    const to = place.get(outage.toStep) ?? index;
    return index <= from || index > to;
  });
}

function planProblems(plan: Plan, options: ProgramOptions): Diagnostic[] {
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
  if (options.takesBack && plan.revert === null) {
    problems.push(
      errorDiagnostic(
        'nothing-takes-it-back',
        `Nothing takes the plan for ${plan.host} back`,
        'It can only be carried out without a guard (--no-revert).',
      ),
    );
  }
  const ids = [...plan.steps, ...(plan.revert?.steps ?? [])].map((step) => step.id);
  for (const id of new Set(ids.filter((candidate, index) => ids.indexOf(candidate) !== index))) {
    problems.push(
      errorDiagnostic('malformed-step', `Two steps are called ${id}`, 'Step ids must be unique. Make the plan again.'),
    );
  }
  return problems;
}
