import { isUtf8 } from 'node:buffer';
import { closeSync, constants, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';

import { quoteShellWord } from '../../model/shell-word';
import type { CommandOutcome } from '../simulated-host';

/** One call of a simulated command by its shim. */
export interface CommandCall {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Prints a question and resolves with the line that was typed, empty at the end of the input. */
  ask(prompt: string): Promise<string>;
  /** Whether the shim still waits for the reply: it may have been killed. */
  isAlive(): boolean;
}

/**
 * Serves the calls of all shims below `directory`, which holds the FIFO `control`. Calls run concurrently.
 * The control FIFO is polled by the event loop and keeps no process alive. `forgetCalls`: whoever called is gone.
 */
export function serveCommandCalls(
  directory: string,
  run: (call: CommandCall) => Promise<CommandOutcome>,
): { close(): void; forgetCalls(): void } {
  const answers = new Map<string, (line: string) => void>();
  let isClosed = false;
  let generation = 0;
  const inDirectory = (name: string): string => path.join(directory, name);
  const remove = (name: string): void => rmSync(inDirectory(name), { force: true });

  const reply = (slot: string, script: string): void => {
    if (isClosed) return;
    writeFileSync(inDirectory(`${slot}.sh`), script);
    if (!writeLine(inDirectory(`${slot}.reply`), `${slot}.sh\n`)) remove(`${slot}.busy`);
  };

  const serve = async (slot: string): Promise<void> => {
    const mine = generation;
    const [command = '', unix95 = '', ...args] = readWords(inDirectory(`${slot}.argv`))
      .split('\0')
      .slice(0, -1);
    const ask = (prompt: string): Promise<string> =>
      new Promise((resolve) => {
        if (mine !== generation) return;
        answers.set(slot, resolve);
        reply(slot, `${printing(prompt, '')}answer=\nIFS= read -r answer\nprintf %s "$answer" >"$calls/$slot.argv"\n`);
      });
    const environment: Record<string, string> = unix95 === '' ? {} : { UNIX95: unix95 };
    const isAlive = (): boolean => mine === generation && writeLine(inDirectory(`${slot}.reply`), '');
    const outcome = await run({ argv: [command, ...args], environment, ask, isAlive });
    if (mine !== generation) return;
    const print = printing(outcome.stdout, '') + printing(outcome.stderr, ' >&2');
    // One line, read by the shell as a whole: after `done` the file may be written for the next call.
    reply(slot, `${print}echo "done $slot" >"$calls/control"; exit ${String(outcome.exitStatus)}\n`);
  };

  const accept = (line: string): void => {
    const [verb, slot = ''] = line.split(' ');
    // Only now has the shim read its reply: an earlier release would let a second one read it.
    if (verb === 'done') {
      remove(`${slot}.busy`);
      return;
    }
    const answer = answers.get(slot);
    answers.delete(slot);
    if (answer === undefined) void serve(slot);
    else answer(readWords(inDirectory(`${slot}.argv`)));
  };

  const control = new Socket({
    fd: openSync(inDirectory('control'), constants.O_RDWR | constants.O_NONBLOCK),
    readable: true,
    writable: false,
  });
  let partial = '';
  control.setEncoding('latin1').on('data', (chunk: string) => {
    const lines = (partial + chunk).split('\n');
    partial = lines.pop() ?? '';
    lines.forEach(accept);
  });
  control.unref();
  return {
    forgetCalls: () => {
      generation += 1;
      answers.clear();
      for (const name of readdirSync(directory)) if (name.endsWith('.busy')) remove(name);
    },
    close: () => {
      isClosed = true;
      control.destroy();
    },
  };
}

function printing(text: string, redirection: string): string {
  return text === '' ? '' : `printf %s ${quoteShellWord(text.replaceAll('\0', ''))}${redirection}\n`;
}

/** Bytes that are no UTF-8 are kept one to one; HP-UX itself knows only bytes. */
function readWords(file: string): string {
  const bytes = readFileSync(file);
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** Writes into a FIFO that somebody holds open, or only looks whether somebody does; false when the reader is gone. */
function writeLine(fifo: string, line: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENXIO' || code === 'ENOENT') return false;
    throw error;
  }
  try {
    if (line !== '') writeSync(descriptor, line);
  } finally {
    closeSync(descriptor);
  }
  return true;
}
