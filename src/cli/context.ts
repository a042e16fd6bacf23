import type { TextStyle } from '../review/palette';
import type { ExitCode } from '../workflow/outcome';

/** `SIGHUP`: the terminal has gone away. */
export type InterruptSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** What the command line knows of the process it runs in. */
export interface CliContext {
  /** Version of this program. */
  readonly version: string;
  /** Writes a result to stdout. Output that cannot be written stops nothing. */
  out(text: string): void;
  /** Writes progress or a diagnostic to stderr. */
  note(text: string): void;
  readonly outStyle: TextStyle;
  readonly noteStyle: TextStyle;
  /** True when stdout is a terminal. */
  readonly isOutTerminal: boolean;
  /** True when a person can watch stderr. */
  readonly isWatched: boolean;
  /** Asks the person at the terminal; undefined when there is none to ask, or no answer came. */
  readonly ask: ((question: string) => Promise<string | undefined>) | undefined;
  /** Calls back with each line of stdin, until the result is called. */
  onLine(callback: (line: string) => void): () => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly userName: string;
  /** Who runs this, for people: `user@machine`. */
  readonly owner: string;
  /** How this program was called, for command lines a person can copy: `hpvmctl`, or `node build/hpvmctl.cjs`. */
  readonly invocation: string;
  now(): Date;
  randomToken(): string;
  /** Calls back on each interrupt (Ctrl-C, or a polite end) instead of ending the process, until the result is called. */
  onInterrupt(callback: (signal: InterruptSignal) => void): () => void;
  /**
   * The exit code if from now on the program itself fails, or if its results could not be written to stdout. It is 1 to
   * begin with, which says that nothing was changed; whoever changes something must say otherwise before.
   */
  setFaultExitCode(code: ExitCode): void;
  /** Ends the process at once; for a person who will not wait any longer. */
  leave(code: ExitCode): void;
}
