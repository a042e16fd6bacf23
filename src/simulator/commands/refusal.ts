import type { CommandContext } from '../command-context';
import { UNVERIFIED } from '../unverified-text';

/** Prints `command: text` on stderr and ends with status 1 (form of hpvm messages; status by hpvmhostrdev(1M)). */
export function refuse(context: CommandContext, text: string): number {
  context.err(`${context.name}: ${text}`);
  return 1;
}

/** Ends with a usage text, as for an option the command does not know. */
export function refuseUsage(context: CommandContext, word: string | null): number {
  if (word !== null) context.err(UNVERIFIED.unknownOption(context.name, word.replace(/^-+/, '')));
  context.err(UNVERIFIED.usage(context.name));
  return 1;
}
