import type { Draft } from './draft';
import { HAZARDS, type HazardId } from './hazard-catalogue';
import type { SimulatedHostState } from './simulated-host-state';

/** How a command ended: its exit status, or a question that nobody has answered yet. */
export type CommandEnd = number | { readonly prompt: string };

/** What one command may use: its own draft of the host, its arguments, and places to print. */
export interface CommandContext {
  readonly host: Draft<SimulatedHostState>;
  /** Base name of the command, for its messages. */
  readonly name: string;
  readonly args: readonly string[];
  /** Answers given so far, in the order of the questions; the end of the input is an empty answer. */
  readonly answers: readonly string[];
  /** Value of a variable the command was started with, where one matters (`UNIX95`). */
  readonly environment: Readonly<Record<string, string>>;
  out(text: string): void;
  err(text: string): void;
  /** Records what the host was driven into. */
  hazard(id: HazardId, detail: string): void;
  /** Next number of the host's own generator, 0 (inclusive) to 1 (exclusive). */
  random(): number;
}

/** A command family's interpreter. */
export type CommandInterpreter = (context: CommandContext) => CommandEnd;

/** Starts a command on a draft; `printed` collects what it prints. */
export function commandContext(
  host: Draft<SimulatedHostState>,
  command: Pick<CommandContext, 'name' | 'args' | 'answers' | 'environment'>,
  printed: { stdout: string; stderr: string },
): CommandContext {
  return {
    host,
    ...command,
    out: (text) => {
      printed.stdout += `${text}\n`;
    },
    err: (text) => {
      printed.stderr += `${text}\n`;
    },
    hazard: (id, detail) => {
      const at = new Date(host.clockSeconds * 1000).toISOString().replace('.000Z', 'Z');
      host.hazards.push({ id, at, command: [command.name, ...command.args].join(' '), detail, source: HAZARDS[id] });
    },
    random: () => nextRandom(host),
  };
}

/** mulberry32: small, deterministic, and its state is one integer of the host's state. */
function nextRandom(host: Draft<SimulatedHostState>): number {
  host.randomState = (host.randomState + 0x6d2b79f5) | 0;
  let mixed = Math.imul(host.randomState ^ (host.randomState >>> 15), 1 | host.randomState);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}
