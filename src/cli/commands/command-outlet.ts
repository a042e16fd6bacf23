import type { ExitCode } from '../../workflow/outcome';
import type { CliContext } from '../context';

/** What a command gets to work with, and where it leaves its result. */
export interface CommandOutlet {
  readonly context: CliContext;
  finish(code: ExitCode): void;
}
