import { closeSync, constants, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';

import type { CommandOutcome } from '../simulated-host';

/** One call of a simulated command by its shim. */
export interface CommandCall {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Prints a question and resolves with the line that was typed, empty at the end of the input. */
  ask(prompt: string): Promise<string>;
}

/** Milliseconds for which printed output stays readable after a reply. */
const OUTPUT_KEPT_MS = 60_000;

/**
 * Serves the calls of all shims below `directory`, which holds the FIFO `control`. Calls run concurrently.
 * The control FIFO is polled by the event loop and keeps no process alive.
 */
export function serveCommandCalls(
  directory: string,
  run: (call: CommandCall) => Promise<CommandOutcome>,
): { close(): void } {
  const answers = new Map<string, (line: string) => void>();
  const kept: { readonly number: number; readonly untilMs: number }[] = [];
  let lastNumber = 0;
  let isClosed = false;

  const reply = (pid: string, words: string, printed: { readonly stdout: string; readonly stderr: string }): void => {
    if (isClosed) return;
    lastNumber += 1;
    const number = lastNumber;
    const letters = `${printed.stdout === '' ? '' : 'o'}${printed.stderr === '' ? '' : 'e'}`;
    if (printed.stdout !== '') writeFileSync(path.join(directory, `${String(number)}.out`), printed.stdout);
    if (printed.stderr !== '') writeFileSync(path.join(directory, `${String(number)}.err`), printed.stderr);
    writeLine(path.join(directory, `${pid}.reply`), `${words} ${String(number)} ${letters === '' ? '-' : letters}\n`);
    if (letters !== '') kept.push({ number, untilMs: Date.now() + OUTPUT_KEPT_MS });
    while (kept[0] !== undefined && kept[0].untilMs < Date.now()) removeOutput(directory, kept.shift()?.number ?? 0);
  };

  const serve = async (pid: string, words: readonly string[]): Promise<void> => {
    const [command = '', unix95 = '', ...args] = words;
    const ask = (prompt: string): Promise<string> =>
      new Promise((resolve) => {
        answers.set(pid, resolve);
        reply(pid, 'prompt 0', { stdout: prompt, stderr: '' });
      });
    const environment: Record<string, string> = unix95 === '' ? {} : { UNIX95: unix95 };
    const outcome = await run({ argv: [command, ...args], environment, ask });
    reply(pid, `exit ${String(outcome.exitStatus)}`, outcome);
    rmSync(path.join(directory, `${pid}.reply`), { force: true });
  };

  const accept = (pid: string): void => {
    const file = path.join(directory, `${pid}.argv`);
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    const answer = answers.get(pid);
    if (answer === undefined) void serve(pid, text.split('\0').slice(0, -1));
    else {
      answers.delete(pid);
      answer(text);
    }
  };

  const control = new Socket({
    fd: openSync(path.join(directory, 'control'), constants.O_RDWR | constants.O_NONBLOCK),
    readable: true,
    writable: false,
  });
  let partial = '';
  control.setEncoding('latin1');
  control.on('data', (chunk: string) => {
    const lines = (partial + chunk).split('\n');
    partial = lines.pop() ?? '';
    lines.filter((line) => line !== '').forEach(accept);
  });
  control.unref();
  return {
    close: () => {
      isClosed = true;
      control.destroy();
    },
  };
}

function removeOutput(directory: string, number: number): void {
  for (const kind of ['out', 'err']) rmSync(path.join(directory, `${String(number)}.${kind}`), { force: true });
}

/** Writes into a FIFO that somebody holds open; a reader that is gone (ENXIO, or its FIFO removed) needs no reply. */
function writeLine(fifo: string, line: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENXIO' || code === 'ENOENT') return;
    throw error;
  }
  try {
    writeSync(descriptor, line);
  } finally {
    closeSync(descriptor);
  }
}
