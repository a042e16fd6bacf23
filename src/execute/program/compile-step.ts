import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { displayCommand, isAllowedShellWord, quoteShellWord } from '../../model/shell-word';
import { needsRoot } from '../../model/privileged-command';
import type { OwnershipEffect, PlanStep, ReadBack, RevertStep, StepDuration } from '../../plan/plan-document';
import { readableListing } from '../readable-listing';
import { rowPattern } from '../row-pattern';
import { ROW } from './command-functions';

/** Seconds beyond what a step may take at most after which its command counts as hanging. */
const PATIENCE_SECONDS = 30;

/** Seconds after which the command of a step is ended: three times what it may take at most, and a margin. */
export function secondsAllowed(duration: StepDuration): number {
  return Math.ceil(duration.max * 3) + PATIENCE_SECONDS;
}

/** What steps forward and steps back have in common. */
interface Compilable {
  readonly id: string;
  readonly address?: string;
  readonly command: readonly string[];
  readonly answers?: readonly string[];
  readonly ownership?: OwnershipEffect;
  readonly readBack?: ReadBack;
  readonly durationSeconds: StepDuration;
}

/**
 * The functions that run a step's command and its read-back. A step that {@link stepProblems} finds nothing wrong with hands over exactly its words.
 *
 * @param mustBeOff guest without which being off the command is not run: see {@link guestThatMustBeOff}
 */
export function compileCommands(step: Compilable, sudo: string | undefined, mustBeOff?: string): string {
  const { readBack } = step;
  const off = mustBeOff === undefined ? '' : `  hpvm_guest_is_off ${quoteShellWord(mustBeOff)} || exit 1\n`;
  const look =
    readBack === undefined
      ? ''
      : `hpvm_look_${step.id}() {
${commandLines(`hpvm_ask ${step.id}`, readBack.command, sudo)}}
hpvm_row_${step.id}() {
  case $1 in
    ${rowPattern(readBack)}) return 0 ;;
${otherRows(readBack)}  esac
}
`;
  return `hpvm_do_${step.id}() {
  umask 022
${off}${commandLines('hpvm_become', step.command, sudo)}}
${look}`;
}

/**
 * The guest whose NIC a step back changes, if it was off when the plan was made and the change cannot be made while it runs: it would be stored for the
 * next start (`vmm_config.next`), and the guest would go on with what was to be taken back. Of a NIC of a running guest only AVIO devices can be added and removed
 * (Integrity VM 4.2 Installation, Configuration and Administration, p. 20). A guest that was off may have started with the host.
 */
export function guestThatMustBeOff({ command }: Compilable, wasOff: ReadonlySet<string>): string | undefined {
  const [program, , guest = '', action = '', device = ''] = command;
  if (program !== '/opt/hpvm/bin/hpvmmodify' || !wasOff.has(guest)) return undefined;
  return action === '-m' || !device.startsWith('network:avio_lan:') ? guest : undefined;
}

/** The call that carries a step of the plan out; what it goes by has names, which stand before the call. `undos`: the way back of its plan. */
export function compileStep(step: PlanStep, mayStopBefore: boolean, undos: readonly RevertStep[]): string {
  const looks = undos.flatMap(({ id, takesBack, readBack, due }) =>
    readBack !== undefined && takesBack.join() === step.id && due !== 'after-reboot'
      ? [`${id}:${senseOf(readBack)}`]
      : [],
  );
  const settings = assignments('hpvm_step', {
    ...settingsOf(step),
    stoppable: mayStopBefore ? 'yes' : 'no',
    kind: step.durationSeconds.of ?? '',
    // Half of it may be done when it fails: no single row tells that nothing is.
    several: step.command.some((word) => /^links=(?:all|.*,)/.test(word)) ? 'yes' : 'no',
    undos: looks.join(' '),
  });
  return `${settings}  hpvm_step ${step.id} || return 1\n`;
}

/** The call that takes steps back. `neededBy`: see {@link stepsThatNeed}. */
export function compileUndo(step: RevertStep, neededBy: readonly string[]): string {
  const settings = assignments('hpvm_undo', {
    ...settingsOf(step),
    phase: step.phase,
    due: step.due,
    behind: step.onlyBehind ?? '',
    steps: step.takesBack.join(' '),
    dependents: neededBy.join(' '),
  });
  return `${settings}  hpvm_undo ${step.id}\n`;
}

/**
 * For each step the steps that may not stand without it: those that wait for it directly, and those of the same object. As long as only steps stand that
 * all they wait for stand as well, the host is in a state that some order of the plan goes through.
 */
export function stepsThatNeed(steps: readonly PlanStep[]): ReadonlyMap<string, readonly string[]> {
  const neededBy = new Map<string, string[]>(steps.map(({ id }) => [id, []]));
  const ofObject = new Map<string, string[]>();
  for (const { id, address, after } of steps) {
    for (const { step } of after) neededBy.get(step)?.push(id);
    ofObject.set(address, [...(ofObject.get(address) ?? []), id]);
  }
  return new Map(
    steps.map(({ id, address }) => [
      id,
      [...new Set([...(neededBy.get(id) ?? []), ...(ofObject.get(address) ?? [])])].filter((other) => other !== id),
    ]),
  );
}

/**
 * What keeps a step from being compiled: `unsafe-word` for a word outside the allow-list of `isAllowedShellWord` (the
 * texts a read-back looks for may hold blanks, `!` and `#` besides, and the first may be empty), `malformed-step` for a missing command or an unusable id.
 */
export function stepProblems(step: Compilable): readonly Diagnostic[] {
  if (!/^[A-Za-z0-9_]{1,32}$/.test(step.id)) {
    return [
      errorDiagnostic(
        'malformed-step',
        `Step id ${JSON.stringify(step.id)} is not usable`,
        'It must be 1 to 32 letters, digits or _. Make the plan again.',
        step.address,
      ),
    ];
  }
  if (step.command.length === 0 || step.readBack?.command.length === 0) {
    return [errorDiagnostic('malformed-step', `Step ${step.id} has no command`, 'Make the plan again.', step.address)];
  }
  const { readBack } = step;
  if (readBack?.isAbsent === true && readableListing(readBack) === undefined) {
    const asked = readBack.command.join(' ');
    return [
      errorDiagnostic(
        'malformed-step',
        `Step ${step.id} asks "${asked}" for what is gone`,
        'No mark is known by which this listing is whole, so damaged output could not be told from absence. Make the plan again.',
        step.address,
      ),
    ];
  }
  const words = [
    ...step.command,
    ...(step.answers ?? []),
    ...(step.ownership === undefined ? [] : [step.ownership.address]),
    ...(readBack?.command ?? []),
    ...(step.durationSeconds.of === undefined ? [] : [step.durationSeconds.of]),
  ].filter((word) => !isAllowedShellWord(word));
  const texts = (
    readBack === undefined ? [] : [readBack.lineStartsWith || readBack.lineContains, readBack.lineContains]
  ).filter((text) => !isAllowedShellWord(text.replaceAll(/[ !#]/g, '')));
  return [...words, ...texts].map((word) => unsafeWord(step, word));
}

function ownershipLine({ ownership }: Compilable): string {
  return ownership === undefined ? '' : `${ownership.action} ${ownership.address}`;
}

function settingsOf(step: Compilable): Readonly<Record<'seconds' | 'owner' | 'answers' | 'sense', string>> {
  const { answers, durationSeconds, readBack } = step;
  return {
    seconds: String(secondsAllowed(durationSeconds)),
    owner: ownershipLine(step),
    answers: (answers ?? []).join(' '),
    sense: readBack === undefined ? '' : senseOf(readBack),
  };
}

/** One line of the program that gives values to variables. */
function assignments(prefix: string, settings: Readonly<Record<string, string>>): string {
  const words = Object.entries(settings).map(([name, value]) => `${prefix}_${name}=${quoteShellWord(value)}`);
  return `  ${words.join(' ')}\n`;
}

/** What a row is that the read-back does not look for. Where it looks for nothing, the rest has to be readable: see {@link readableListing}. */
function otherRows(readBack: ReadBack): string {
  const listing = readBack.isAbsent === true ? readableListing(readBack) : undefined;
  if (listing === undefined) return '    *) return 1 ;;\n';
  return `    ${listing.head}) return ${ROW.head} ;;
    ${listing.others}) return 1 ;;
    *[!\\ ]*) return ${ROW.unreadable} ;;
    *) return 1 ;;
`;
}

function senseOf({ isAbsent }: ReadBack): string {
  return isAbsent === true ? 'gone' : 'shown';
}

/** Lines of a shell function that become the command: with sudo, unless the program runs as root already, as after a boot. HP's commands write files that others read. */
export function commandLines(verb: string, argv: readonly string[], sudo: string | undefined): string {
  const plain = `  ${verb} ${commandLine(argv, undefined)}\n`;
  if (sudo === undefined || !needsRoot(argv)) return plain;
  return `  if [ "$hpvm_is_root" = yes ]; then\n  ${plain}  else\n    ${verb} ${commandLine(argv, sudo)}\n  fi\n`;
}

function commandLine(argv: readonly string[], sudo: string | undefined): string {
  const [program = '', ...rest] = argv;
  // Only the program is looked up behind the prefix; its arguments are the command's own.
  const first = program.startsWith('/') ? `"$P"${quoteShellWord(program)}` : quoteShellWord(program);
  const asRoot = sudo !== undefined && needsRoot(argv) ? [`"$P"${quoteShellWord(sudo)} -n`] : [];
  return [...asRoot, first, ...rest.map(quoteShellWord)].join(' ');
}

function unsafeWord(step: Compilable, word: string): Diagnostic {
  return errorDiagnostic(
    'unsafe-word',
    `Step ${step.id} (${displayCommand(step.command)}) holds a word that may not reach a shell`,
    `The word is ${JSON.stringify(word)}. Allowed are 1 to 1024 letters, digits and _ . / : , = @ % + [ ] " -. Nothing was run. Correct the name in the code, and plan again.`,
    step.address,
  );
}
