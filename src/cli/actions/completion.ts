import type { ExitCode } from '../../workflow/outcome';
import { bashCompletion } from '../completion/bash-completion';
import type { CompletionShell } from '../completion/completion-shell';
import { fishCompletion } from '../completion/fish-completion';
import { zshCompletion } from '../completion/zsh-completion';
import type { CliContext } from '../context';
import type { DescribedCommand } from '../reference/described-command';

const SCRIPTS: Readonly<Record<CompletionShell, (commands: readonly DescribedCommand[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Prints the script that completes these commands in a shell. */
export function runCompletion(
  context: CliContext,
  shell: CompletionShell,
  commands: readonly DescribedCommand[],
): ExitCode {
  context.out(SCRIPTS[shell](commands));
  return 0;
}
