import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sshConfigText } from '../../src/cli/simulated-server';
import { displayShellWord } from '../../src/model/shell-word';
import type { Scenario } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { startSimulatedServer } from '../../src/simulator/ssh/simulated-server';
import { COMMAND } from '../cli/hpvmctl-process';
import { fillFolder, type StoryFolder } from './story-folder';

/** What came of the commands of a block. */
export interface Told {
  readonly exitCode: number | null;
  /** What a person sees: stdout and stderr, as they came. */
  readonly output: string;
}

/** A reader of a document: a folder, a home, a shell, and simulated hosts that ssh_config knows by name. */
export interface Story {
  /** Runs them to their end, at a terminal where something is typed. */
  run(commands: string, typed?: string): Promise<Told>;
  /** Starts what goes on to the end of the story; resolves when it has printed the text. */
  start(commands: string, text: string): Promise<void>;
  write(file: string, text: string): void;
  /** Ends what was started, and gives the harm that the simulated hosts of the story were driven through. */
  hazards(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Where a story plays. */
export interface StoryPlace {
  readonly folder: StoryFolder;
  readonly hosts: readonly Scenario[];
}

/** Begins a story. `types` has the declarations of the package, as `npm run build:types` makes them. */
export async function openStory(types: string, place: StoryPlace): Promise<Story> {
  const home = mkdtempSync(path.join(tmpdir(), 'story-'));
  const folder = path.join(home, 'network');
  mkdirSync(folder);
  fillFolder(folder, place.folder, types);
  const served = await Promise.all(
    place.hosts.map(async (scenario) => {
      const host = createSimulatedHost(scenario);
      return { nodeName: scenario.nodeName, host, server: await startSimulatedServer(host) };
    }),
  );
  mkdirSync(path.join(home, '.ssh'), { mode: 0o700 });
  const config = path.join(home, '.ssh', 'config');
  const ways = served.map(({ nodeName, server }) => sshConfigText(nodeName, server));
  writeFileSync(config, ways.join(''), { mode: 0o600 });
  // Whoever has used git has said who they are.
  writeFileSync(path.join(home, '.gitconfig'), '[user]\n\tname = Reader\n\temail = reader@example.net\n');
  const programs = installPrograms(home, config);

  const environment = {
    PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    ...{ HOME: home, USER: 'reader', LC_ALL: 'C.UTF-8', NO_COLOR: '1' },
    // Whoever runs the tests may have said otherwise.
    ...{ npm_config_update_notifier: 'false', CHECKPOINT_DISABLE: '1', TF_CLI_ARGS: '-no-color' },
  };
  const background: { readonly child: ChildProcess; readonly told: Promise<Told> }[] = [];
  const shell = (commands: string): { child: ChildProcess; told: Promise<Told>; seen(text: string): Promise<void> } =>
    runShell(commands.replaceAll('/srv/network', folder), { cwd: folder, env: environment });
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  return {
    run: (commands, typed) => {
      if (typed === undefined) return shell(commands).told;
      write('.typed', `${typed}\n`);
      return shell(`script -qefc ${displayShellWord(commands.trim())} /dev/null < .typed`).told;
    },
    start: async (commands, text) => {
      const { child, told, seen } = shell(commands);
      background.push({ child, told });
      await seen(text);
    },
    write,
    hazards: async () => {
      for (const { child } of background) end(child, 'SIGINT');
      const told = await Promise.all(background.map((each) => each.told));
      return [
        ...served.flatMap(({ host }) => host.hazards().map(({ id, detail }) => `${id}: ${detail}`)),
        ...told.map(({ output }) => /driven through:[^]*/.exec(output)?.[0]).filter((harm) => harm !== undefined),
      ];
    },
    close: async () => {
      for (const { child } of background) end(child, 'SIGTERM');
      await Promise.all(background.map(({ told }) => told));
      await Promise.all(served.map(({ server }) => server.close()));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** `hpvmctl` as it is installed, `ssh` that looks into the home of the story, and `mail` that writes into a file. */
function installPrograms(home: string, sshConfig: string): string {
  const folder = path.join(home, 'bin');
  mkdirSync(folder);
  const scripts = {
    hpvmctl: `exec "${process.execPath}" "${COMMAND}" "$@"`,
    ssh: `PATH=/usr/bin:/bin; case $1 in -F) exec ssh "$@";; *) exec ssh -F "${sshConfig}" "$@";; esac`,
    mail: `cat >> "${home}/mail"`,
  };
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  if (!existsSync(COMMAND)) throw new Error('build/hpvmctl.cjs is missing: run npm run build first');
  return folder;
}

function runShell(
  commands: string,
  place: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): { child: ChildProcess; told: Promise<Told>; seen(text: string): Promise<void> } {
  const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', commands], {
    ...place,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text.replaceAll('\r', '');
      for (const watch of watchers) watch();
    });
  const told = ended(child).then((exitCode) => ({ exitCode, output }));
  const seen = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      watchers.add(() => {
        if (output.includes(text)) resolve();
      });
      void told.then(() => reject(new Error(`ended without saying ${text}:\n${output}`)));
    });
  return { child, told, seen };
}

/** A shell and what it started. */
function end(child: ChildProcess, signal: 'SIGINT' | 'SIGTERM'): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal);
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('close', resolve);
  });
}
