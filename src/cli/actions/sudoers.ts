import type { ExitCode } from '../../workflow/outcome';
import { sudoersText } from '../../workflow/sudoers-text';
import type { SudoersOptions } from '../command-options';
import type { CliContext } from '../context';

/** Prints the rules for sudo on a host. */
export function runSudoers(context: CliContext, options: SudoersOptions): ExitCode {
  context.out(sudoersText(options));
  return 0;
}
