import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { displayCommand, isAllowedShellWord, quoteShellWord } from '../model/shell-word';
import type { PlanStep, ReadBack } from '../plan/plan-document';
import { rowPattern } from './row-pattern';

/** How often the host is asked whether a step has taken effect, with a second between two questions. */
const READ_BACK_TRIES = 6;

/**
 * Compiles one step to lines of the runner's step function. A step that {@link stepProblems} finds nothing wrong with
 * hands over exactly its words. A stop request is honoured before the step only when it may be.
 */
export function compileStep(step: PlanStep, mayStopBefore: boolean): string {
  const answers = step.answers ?? [];
  const input = answers.length === 0 ? '/dev/null' : `"$R/${step.id}.stdin"`;
  const give = answers.length === 0 ? '' : `  printf '%s\\n' ${answers.map(quoteShellWord).join(' ')} >${input}\n`;
  const ownership = step.ownership === undefined ? '' : `${step.ownership.action} ${step.ownership.address}`;
  return `  hpvm_begin ${step.id} ${mayStopBefore ? 'stoppable' : 'unstoppable'} || return 1
${give}  ${commandLine(step.command)} <${input} >"$R/${step.id}.stdout" 2>"$R/${step.id}.stderr"
  hpvm_exit=$?
  hpvm_effect=unasked
${step.readBack === undefined ? '' : compileReadBack(step.id, step.readBack)}  hpvm_finish ${step.id} "$hpvm_exit" ${quoteShellWord(ownership)} ${quoteShellWord(step.durationSeconds.of ?? '')} || return 1
`;
}

/**
 * What keeps a step from being compiled: `unsafe-word` for a word outside the allow-list of `isAllowedShellWord` (the
 * texts a read-back looks for may hold blanks, `!` and `#` besides, and the first may be empty), `malformed-step` for a missing command or an unusable id.
 */
export function stepProblems(step: PlanStep): readonly Diagnostic[] {
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(step.id)) {
    return [
      errorDiagnostic(
        'malformed-step',
        `Step id ${JSON.stringify(step.id)} is not usable`,
        'It must be 1 to 32 letters, digits, _ or -. Make the plan again.',
        step.address,
      ),
    ];
  }
  if (step.command.length === 0 || step.readBack?.command.length === 0) {
    return [errorDiagnostic('malformed-step', `Step ${step.id} has no command`, 'Make the plan again.', step.address)];
  }
  const { readBack } = step;
  const words = [
    ...step.command,
    ...(step.answers ?? []).filter((answer) => answer !== ''),
    ...(step.ownership === undefined ? [] : [step.ownership.address]),
    ...(readBack?.command ?? []),
    ...(step.durationSeconds.of === undefined ? [] : [step.durationSeconds.of]),
  ].filter((word) => !isAllowedShellWord(word));
  const texts = (
    readBack === undefined ? [] : [readBack.lineStartsWith || readBack.lineContains, readBack.lineContains]
  ).filter((text) => !isAllowedShellWord(text.replaceAll(/[ !#]/g, '')));
  return [...words, ...texts].map((word) => unsafeWord(step, word));
}

function commandLine(argv: readonly string[]): string {
  const [program = '', ...rest] = argv;
  // Only the program is looked up behind the prefix; its arguments are the command's own.
  const first = program.startsWith('/') ? `"$P"${quoteShellWord(program)}` : quoteShellWord(program);
  return [first, ...rest.map(quoteShellWord)].join(' ');
}

/** Only the output of a read-back that itself ended with 0 is believed; a last line without a line end counts. */
function compileReadBack(stepId: string, readBack: ReadBack): string {
  const output = `"$R/${stepId}.readback"`;
  const tries = Array.from({ length: READ_BACK_TRIES }, (_, index) => String(index + 1)).join(' ');
  return `  if [ "$hpvm_exit" = 0 ]; then
    hpvm_effect=missing
    for hpvm_try in ${tries}; do
      [ "$hpvm_try" = 1 ] || sleep 1
      ${commandLine(readBack.command)} </dev/null >${output} 2>&1 || continue
      hpvm_found=no
      while IFS= read -r hpvm_row || [ -n "$hpvm_row" ]; do
        case "$hpvm_row " in
          ${rowPattern(readBack)}) hpvm_found=yes ;;
          *) ;;
        esac
      done <${output}
      [ "$hpvm_found" = ${readBack.isAbsent === true ? 'no' : 'yes'} ] || continue
      hpvm_effect=shown
      break
    done
  fi
`;
}

function unsafeWord(step: PlanStep, word: string): Diagnostic {
  return errorDiagnostic(
    'unsafe-word',
    `Step ${step.id} (${displayCommand(step.command)}) holds a word that may not reach a shell`,
    `The word is ${JSON.stringify(word)}. Allowed are 1 to 1024 letters, digits and _ . / : , = @ % + [ ] " -. Nothing was run. Correct the name in the code, and plan again.`,
    step.address,
  );
}
