import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline/promises';
import { displayCommand } from '../model/shell-word';
import { DEFAULT_WIDTH_COLUMNS, type TextStyle } from '../review/palette';
import type { ExitCode } from '../workflow/outcome';
import type { CliContext } from './context';

const NARROWEST_COLUMNS = 60;
const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The context of a real process; `leave` is what ends it. */
export function contextOfProcess(
  process: NodeJS.Process,
  version: string,
  leave: (code: ExitCode) => void,
): CliContext {
  const { stdin, stdout, stderr, env } = process;
  ignoreReadersWhoLeft(stdout);
  ignoreReadersWhoLeft(stderr);
  return {
    version,
    out: (text) => stdout.write(text),
    note: (text) => stderr.write(text),
    outStyle: styleOf(stdout, env),
    noteStyle: styleOf(stderr, env),
    isWatched: stderr.isTTY,
    ask: stdin.isTTY && stderr.isTTY ? (question) => askPerson(stdin, stderr, question) : undefined,
    environment: env,
    workingFolder: process.cwd(),
    userName: userName(env),
    owner: `${userName(env)}@${os.hostname()}`,
    invocation: invocationOf(process.argv[1] ?? '', process.cwd()),
    now: () => new Date(),
    randomToken: () => randomBytes(16).toString('hex'),
    onInterrupt: (callback) => {
      for (const signal of INTERRUPTS) process.on(signal, callback);
      return () => {
        for (const signal of INTERRUPTS) process.off(signal, callback);
      };
    },
    leave,
  };
}

/** `hpvmctl plan | head` closes our stdout early: what is left to say is dropped, what is left to do goes on. */
function ignoreReadersWhoLeft(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

function styleOf(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): TextStyle {
  const isTerminal = stream.isTTY;
  const isPlain = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  // A pseudo terminal whose size nobody set says 0.
  const columns = isTerminal && stream.columns > 0 ? stream.columns : DEFAULT_WIDTH_COLUMNS;
  return {
    colour: isTerminal && !isPlain,
    widthColumns: Math.max(NARROWEST_COLUMNS, Math.min(columns, DEFAULT_WIDTH_COLUMNS)),
  };
}

async function askPerson(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  question: string,
): Promise<string | undefined> {
  const reader = readline.createInterface({ input, output });
  const gone = new Promise<undefined>((resolve) => {
    reader.once('close', () => resolve(undefined));
    reader.once('SIGINT', () => reader.close());
  });
  try {
    return await Promise.race([reader.question(question), gone]);
  } finally {
    reader.close();
  }
}

/** A linked command is called by its name; a file by its path from here. */
function invocationOf(script: string, workingFolder: string): string {
  if (path.extname(script) === '') return path.basename(script);
  const relative = path.relative(workingFolder, script);
  return displayCommand(['node', relative.startsWith('..') ? script : relative]);
}

function userName(environment: NodeJS.ProcessEnv): string {
  try {
    return os.userInfo().username;
  } catch (error) {
    // An account without a password entry (a container's arbitrary uid) has no name; the environment may know one.
    if (!(error instanceof Error)) throw error;
    return environment['USER'] ?? 'unknown';
  }
}
