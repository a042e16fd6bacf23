import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import readline from 'node:readline/promises';
import { displayCommand } from '../model/shell-word';
import { DEFAULT_WIDTH_COLUMNS, type TextStyle } from '../review/palette';
import type { ExitCode } from '../workflow/outcome';
import { bugText } from './bug-text';
import type { CliContext, InterruptSignal } from './context';

const NARROWEST_COLUMNS = 60;
const INTERRUPTS: readonly InterruptSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The context of a real process; `leave` is what ends it. */
export function contextOfProcess(
  process: NodeJS.Process,
  version: string,
  leave: (code: ExitCode) => void,
): CliContext {
  const { stdin, stdout, stderr, env } = process;
  const out = outletOf(stdout);
  const note = outletOf(stderr);
  let faultExitCode: ExitCode = 1;
  const workingFolder = workingFolderOf(process);
  process.on('exit', () => {
    if (out.isLost() && (process.exitCode ?? 0) === 0) process.exitCode = faultExitCode;
  });
  process.on('uncaughtException', (error) => {
    note.write(bugText(error, env['HPVMCTL_DEBUG'] !== undefined));
    leave(faultExitCode);
  });
  return {
    version,
    out: out.write,
    note: note.write,
    outStyle: styleOf(stdout, env),
    noteStyle: styleOf(stderr, env),
    isOutTerminal: stdout.isTTY,
    isWatched: stderr.isTTY,
    ask: stdin.isTTY && stderr.isTTY ? (question) => askPerson(stdin, stderr, question) : undefined,
    onLine: (callback) => {
      const reader = createInterface({ input: stdin });
      reader.on('line', callback);
      return () => reader.close();
    },
    environment: env,
    workingFolder,
    userName: userName(env),
    owner: `${userName(env)}@${os.hostname()}`,
    invocation: invocationOf(process.argv[1] ?? '', workingFolder),
    now: () => new Date(),
    randomToken: () => randomBytes(16).toString('hex'),
    onInterrupt: (callback) => {
      const hear = (signal: NodeJS.Signals): void => callback(signal as InterruptSignal);
      for (const signal of INTERRUPTS) process.on(signal, hear);
      return () => {
        for (const signal of INTERRUPTS) process.off(signal, hear);
      };
    },
    setFaultExitCode: (code) => {
      faultExitCode = code;
    },
    leave,
  };
}

/** Where text goes until that fails. */
interface Outlet {
  readonly write: (text: string) => void;
  /** True when text was lost that somebody wanted. */
  isLost(): boolean;
}

/**
 * Whatever becomes of a stream (a reader who has seen enough, a terminal that is gone, a full disk): what is left to say
 * is dropped, what is left to do goes on. `hpvmctl plan | head` loses nothing that anybody wanted.
 */
function outletOf(stream: NodeJS.WriteStream): Outlet {
  let ending: NodeJS.ErrnoException | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    ending ??= error;
  });
  return {
    write: (text) => {
      if (ending === undefined) stream.write(text);
    },
    isLost: () => ending !== undefined && ending.code !== 'EPIPE',
  };
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

/** Of a folder that somebody has removed meanwhile the shell still knows the name: files in it are then not found. */
function workingFolderOf(process: NodeJS.Process): string {
  try {
    return process.cwd();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return process.env['PWD'] ?? '/';
  }
}

/** A linked command is called by its name, one of a project through `npx`, for it is not on the PATH; a file by its path from here. */
function invocationOf(script: string, workingFolder: string): string {
  if (path.extname(script) === '') {
    const isOfProject = path.dirname(script).endsWith(path.join('node_modules', '.bin'));
    return `${isOfProject ? 'npx ' : ''}${path.basename(script)}`;
  }
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
