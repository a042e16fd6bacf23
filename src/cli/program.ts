import { Command, CommanderError } from 'commander';
import type { TextStyle } from '../review/palette';
import { printableText } from '../review/printable-text';
import { wrapText } from '../review/wrap-text';
import type { ExitCode } from '../workflow/outcome';
import type { CliContext } from './context';
import { applyCommand } from './commands/apply';
import { checkCommand } from './commands/check';
import { completionCommand } from './commands/completion';
import { demoCommand } from './commands/demo';
import { discoverCommand } from './commands/discover';
import { driftCommand } from './commands/drift';
import { explainCommand } from './commands/explain';
import { importCommand } from './commands/import';
import { planCommand } from './commands/plan';
import { providerCommand } from './commands/provider';
import { rehearseCommand } from './commands/rehearse';
import { reviewCommand } from './commands/review';
import { rulesCommand } from './commands/rules';
import { showCommand } from './commands/show';
import { sudoersCommand } from './commands/sudoers';
import { confirmCommand, resumeCommand, revertCommand, statusCommand } from './commands/runs';
import { simulateCommand } from './commands/simulate';
import type { CommandOutlet } from './commands/command-outlet';
import { exampleText } from './commands/examples';
import { exitCodesText } from './exit-codes-text';

/** Runs one command line and gives its exit code. Bugs throw. */
export async function runProgram(words: readonly string[], context: CliContext): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const outlet: CommandOutlet = {
    context,
    finish: (code) => {
      exitCode = code;
    },
    run: runProgram,
  };
  const program = programOf(outlet);
  try {
    await program.parseAsync([...helpAsked(program, words)], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong already.
    return error.exitCode === 0 ? 0 : 1;
  }
  return exitCode;
}

/** `help drift merge` as `drift merge --help`; a name that nobody knows is left to whoever says so. */
function helpAsked(program: Command, words: readonly string[]): readonly string[] {
  const [first, ...names] = words;
  const [name = '', nested] = names;
  if (first !== 'help' || name === '' || name.startsWith('-')) return words;
  const command = program.commands.find((each) => each.name() === name);
  if (command === undefined) return [name];
  if (nested === undefined) return [name, '--help'];
  if (command.commands.some((each) => each.name() === nested)) return [name, nested, '--help'];
  return command.error(`error: unknown command '${name} ${nested}'`);
}

/** The program with all of its commands. Making it runs nothing. */
export function programOf(outlet: CommandOutlet): Command {
  const program = new Command('hpvmctl');
  program
    .description('Plans, applies and watches the virtual networking of HP Integrity Virtual Machines hosts.')
    .version(outlet.context.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText(
      'after',
      exampleText([
        ['see the whole thing work on a simulated host', 'hpvmctl demo'],
        ['look at a host', 'hpvmctl discover --host vmhost1 --format text'],
        ['what would change, and in which order', 'hpvmctl plan cdktf.out --out plan.json'],
        ['do it', 'hpvmctl apply plan.json'],
        ['does reality still match', 'hpvmctl drift cdktf.out'],
      ]),
    )
    .addHelpText('after', exitCodesText());
  // Settings are inherited by commands that are made through the program, so each is adopted with them.
  // What stands behind the name of a command is for that command.
  program.enablePositionalOptions();
  program.exitOverride().showHelpAfterError('Try: hpvmctl --help').showSuggestionAfterError();
  program.configureOutput({
    writeOut: (text) => outlet.context.out(text),
    writeErr: (text) => outlet.context.note(text),
    outputError: (text, write) => write(wrappedLines(text, outlet.context.noteStyle)),
    getOutHelpWidth: () => outlet.context.outStyle.widthColumns,
    getErrHelpWidth: () => outlet.context.noteStyle.widthColumns,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  for (const make of [
    discoverCommand,
    importCommand,
    planCommand,
    checkCommand,
    explainCommand,
    showCommand,
    applyCommand,
    statusCommand,
    resumeCommand,
    confirmCommand,
    revertCommand,
    driftCommand,
    rehearseCommand,
    reviewCommand,
    rulesCommand,
    sudoersCommand,
    providerCommand,
    simulateCommand,
    demoCommand,
    completionCommand,
  ]) {
    const command = make(outlet);
    command.copyInheritedSettings(program);
    for (const nested of command.commands) {
      nested.copyInheritedSettings(command);
      nested.showHelpAfterError(`Try: hpvmctl ${command.name()} ${nested.name()} --help`);
    }
    command.showHelpAfterError(`Try: hpvmctl ${command.name()} --help`);
    command.addHelpText('after', exitCodesText(command.name()));
    program.addCommand(command);
  }
  return program;
}

/** The same lines, none of them too wide. */
function wrappedLines(text: string, { widthColumns }: TextStyle): string {
  // What was typed stands in it.
  const lines = text
    .split('\n')
    .flatMap((line) => wrapText(printableText(line), { widthColumns, first: '', rest: '  ' }));
  return lines.join('\n');
}
