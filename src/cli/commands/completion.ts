import { Argument, Command } from 'commander';
import type { CommandOutlet } from './command-outlet';
import { COMPLETION_SHELLS, type CompletionShell } from '../completion/completion-shell';
import { describeCommands } from '../reference/describe-commands';
import { exampleText } from './examples';

/** `hpvmctl completion`: what a shell needs to complete command lines of this program. */
export function completionCommand({ context, finish }: CommandOutlet): Command {
  return new Command('completion')
    .summary('what a shell needs to complete commands and options')
    .description(
      'Prints a script for a shell that completes commands, options and their values, and file names. The shell needs not run this program for that. Print it anew after an update.',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(COMPLETION_SHELLS))
    .addHelpText(
      'after',
      exampleText([
        ['bash, in ~/.bashrc', 'source <(hpvmctl completion bash)'],
        ['zsh, in a folder of $fpath', 'hpvmctl completion zsh > ~/.zfunc/_hpvmctl'],
        ['fish', 'hpvmctl completion fish > ~/.config/fish/completions/hpvmctl.fish'],
      ]),
    )
    .action(async (shell: CompletionShell, _options: unknown, command: Command) => {
      const runCompletion = await (await import('../actions.js')).actions.completion();
      finish(runCompletion(context, shell, describeCommands(command.parent ?? command)));
    });
}
