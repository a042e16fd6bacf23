import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseJournal, type JournalRecord, type JournalWriter } from '../../src/execute/journal';
import { compileProgram } from '../../src/execute/program/compile-program';
import type { ProgramOptions } from '../../src/execute/program/program-options';
import type { Plan } from '../../src/plan/plan-document';
import { fakeHost, type FakeHost } from './fake-host';
import { findProgram } from './programs';

/** Every shell that a program must run under, as words of `exec`. */
export const SHELLS: readonly string[] = [
  '/bin/sh',
  'dash',
  'bash --posix',
  'ksh',
  'mksh',
  'posh',
  'yash -o posixly-correct',
  'busybox sh',
];

export const STATE = '/var/opt/hpvmctl';
const WRITERS: readonly JournalWriter[] = ['run', 'guard', 'back', 'boot'];

export const OPTIONS: ProgramOptions = {
  runId: 'run-1',
  planDigest: 'sha256:abc',
  owner: "o'neil @ desk=7",
  takesBack: true,
  confirmToken: 'token-1',
  confirmSeconds: 60,
  longestSeconds: 300,
};

/** A host whose programs run under one shell. */
export interface ShellHost extends FakeHost {
  readonly shell: string;
  /** Puts the program of a plan into a run folder, with the answers of a client that says yes to everything. */
  lay(plan: Plan, more?: Laying): void;
  /** Starts `SHELL program MODE`. */
  start(mode: string, runId?: string): Started;
  /** Runs a script on stdin of the shell, and gives what it printed. */
  script(text: string): Promise<string>;
  records(runId?: string): readonly JournalRecord[];
  /** Records of one writer (or all, one writer after the other), without what differs from run to run. */
  gist(writer?: JournalWriter, runId?: string): readonly string[];
  /** Processes that work on something of this host. */
  processes(): readonly string[];
  /** The calls that a command of this host noted in the file `/calls`. */
  calls(): readonly string[];
}

export interface Laying {
  readonly options?: Partial<ProgramOptions>;
  /** What the client has said already, and the text of it. */
  readonly said?: Readonly<Record<string, string>>;
  /** Changes the text of the program, to make waits short. */
  readonly edit?: (program: string) => string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly processId: number;
  /** What it printed, and how it ended. */
  readonly ended: Promise<{ readonly exitStatus: number | null; readonly printed: string }>;
}

export const SAYS_YES: Readonly<Record<string, string>> = { go: 'x', confirm: OPTIONS.confirmToken, finish: 'x' };

/** Runs a scenario under every installed shell at once, each with a host of its own. A failure names its shell. */
export async function inEveryShell(
  scenario: (host: ShellHost) => Promise<void>,
  shells: readonly string[] = SHELLS,
): Promise<void> {
  const installed = shells.filter(
    (shell) => findProgram(shell.split(' ')[0] ?? '') !== undefined || shell.startsWith('/'),
  );
  const failures = await Promise.all(
    installed.map(async (shell) => {
      const host = shellHost(shell);
      try {
        await scenario(host);
        return [];
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        return [`under ${shell}: ${said}\n${host.gist().join('\n')}`];
      } finally {
        await tidy(host);
      }
    }),
  );
  const text = failures.flat().join('\n\n');
  if (text !== '') throw new Error(text);
}

/** The host has booted, as who(1) says from then on. */
export function hasBooted(host: Pick<ShellHost, 'write'>): void {
  host.write('/boot-time', 'boot 2\n');
}

/** An empty host with `/calls`: every command that is written with {@link note} tells its words there. */
export function shellHost(shell: string): ShellHost {
  const host = fakeHost();
  host.command('/shell', `exec ${shell} "$@"`);
  const environment = {
    PATH: `/usr/bin:/bin:${process.env['PATH'] ?? ''}`,
    HPVM_COMMAND_PREFIX: host.root,
    HPVM_SHELL: `${host.root}/shell`,
  };
  const start = (args: readonly string[], input = ''): Started => {
    const child = spawn(`${host.root}/shell`, args, { env: environment });
    let printed = '';
    const take = (text: Buffer): void => void (printed += text.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.stdin.on('error', () => undefined).end(input);
    const ended = new Promise<{ exitStatus: number | null; printed: string }>((resolve) => {
      // Not `close` alone: the guard lives on for a moment. Not `exit` alone: on a busy machine what was printed comes later.
      child.on('exit', (exitStatus) => {
        const tell = (): void => resolve({ exitStatus, printed });
        child.on('close', tell);
        // Where the loop stood still for all of the second, nothing has been read yet: it reads between two immediates.
        setTimeout(() => setImmediate(() => setImmediate(tell)), 1_000);
      });
    });
    return { child, processId: child.pid ?? 0, ended };
  };
  const records = (runId = OPTIONS.runId, writers = WRITERS): readonly JournalRecord[] =>
    writers.flatMap((writer) => parseJournal(host.read(`${STATE}/runs/${runId}/journal.${writer}`), runId).records);
  return {
    ...host,
    shell,
    lay(plan, { options = {}, said = SAYS_YES, edit = (text: string) => text } = {}) {
      const all = { ...OPTIONS, ...options };
      const program = compileProgram(plan, all);
      if (!program.ok) throw new Error(JSON.stringify(program.diagnostics));
      const folder = `${STATE}/runs/${all.runId}`;
      host.write(`${folder}/program`, edit(program.value).replaceAll('TZ=UTC0 who -b', 'cat "$P/boot-time"'));
      if (!host.has('/boot-time')) host.write('/boot-time', 'boot 1\n');
      for (const writer of WRITERS) host.write(`${folder}/journal.${writer}`, '');
      for (const [request, text] of Object.entries(said)) host.write(`${folder}/${request}`, `${text}\n`);
    },
    start: (mode, runId = OPTIONS.runId) => start([`${host.root}${STATE}/runs/${runId}/program`, ...mode.split(' ')]),
    async script(text) {
      // posh reads a script from stdin, and knows no -s.
      const { child, ended } = start(shell === 'posh' ? [] : ['-s'], text);
      let printed = '';
      child.stdout?.on('data', (piece: Buffer) => (printed += piece.toString()));
      await ended;
      return printed;
    },
    records,
    gist: (writer, runId) => records(runId, writer === undefined ? WRITERS : [writer]).map(gistOf),
    processes: () => processesOf(host.root),
    calls: () => host.read('/calls').split('\n').slice(0, -1),
  };
}

/** Body of a command that notes its words and its answer, and goes on with `body`. */
export function note(body = ''): string {
  return `read -r answer || answer=none; echo "$* answer=$answer" >>"$ROOT/calls"; ${body}`;
}

/** Waits until something is so, at most 40 s. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let looks = 0; !isSo(); looks += 1) {
    if (looks > 800) throw new Error(`never came true: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** As a power failure: every process of the host is gone at once. */
export async function killAll(host: ShellHost): Promise<void> {
  const ids = host.processes().map((line) => line.split(' ')[0] ?? '');
  // Each is stopped before one of them can notice that another is gone.
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
    for (const id of ids) {
      try {
        process.kill(Number(id), signal);
      } catch {
        // It has just ended.
      }
    }
  }
  await until(() => ids.every((id) => !existsSync(`/proc/${id}`)));
}

/** Nothing of any run is left to do or armed, and every line of its journals can be vouched for. */
export async function expectPutAway(host: ShellHost, runId = OPTIONS.runId): Promise<void> {
  await until(() => host.processes().length === 0);
  const left = [
    '/sbin/init.d/hpvmctl',
    '/sbin/rc3.d/S990hpvmctl',
    '/sbin/rc2.d/K010hpvmctl',
    `${STATE}/lock`,
    `${STATE}/unfinished`,
  ];
  expect(left.filter((place) => host.has(place))).toEqual([]);
  for (const writer of WRITERS)
    expect(parseJournal(host.read(`${STATE}/runs/${runId}/journal.${writer}`), runId).diagnostics).toEqual([]);
}

function gistOf(record: JournalRecord): string {
  switch (record.kind) {
    case 'intent':
    case 'undo-intent':
    case 'undo-left':
    case 'took-too-long':
      return `${record.kind} ${record.stepId}`;
    case 'outcome':
      return `outcome ${record.stepId} ${String(record.exitStatus)} ${record.effect} ${record.ownership}`;
    case 'undo-outcome':
      return `undo-outcome ${record.stepId} ${String(record.exitStatus)} ${record.effect}`;
    case 'end':
      return `end ${record.result} ${record.reason}`.trim();
    case 'hangs':
      return `hangs ${record.stepId} process ${String(record.processId)}`;
    case 'reverting':
      return `reverting ${record.reason}`;
    case 'output':
      return `output ${record.stepId} ${record.stream} ${record.text.trim()}`;
    default:
      return record.kind;
  }
}

/** Linux only, as the shells are. */
function processesOf(root: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .flatMap((name) => {
      try {
        const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return words.includes(root) ? [`${name} ${words}`] : [];
      } catch {
        // It has just ended.
        return [];
      }
    });
}

async function tidy(host: ShellHost): Promise<void> {
  await killAll(host);
  spawnSync('umount', [`${host.root}${STATE}`], { stdio: 'ignore' });
  host.remove();
}
