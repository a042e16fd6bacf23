import type { ExitCode } from '../../workflow/outcome';
import type { CliContext } from '../context';

/** Runs one command line in a context and gives its exit code. */
export type RunCommandLine = (words: readonly string[], context: CliContext) => Promise<ExitCode>;

/** What a command gets to work with, and where it leaves its result. */
export interface CommandOutlet {
  readonly context: CliContext;
  finish(code: ExitCode): void;
  /** Runs another command line, for a command that is made of others. */
  readonly run: RunCommandLine;
}
