import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileDiscoveryScript } from '../../src/discovery/probes/compile-discovery-script';
import { executePlan } from '../../src/execute/execute-plan';
import { SCENARIOS } from '../../src/simulator/scenario';
import { openLocalShell } from '../../src/simulator/shell/local-shell';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import type { Plan } from '../../src/plan/plan-document';
import { samplePlan, sampleStep } from '../../test/transport/sample-plan';
import {
  putSimulatedHostBehindSshd,
  type SimulatedHostBehindSshd,
} from '../../test/transport/simulated-host-behind-sshd';

/** What one way of doing the work took. */
interface Taken {
  readonly ms: number;
  readonly channels: number;
  readonly connections: number;
}

/** A simulated host behind an SSH server of its own, and a folder to work in. */
interface Place {
  readonly reached: SimulatedHostBehindSshd;
  readonly folder: string;
  /** What every command is run with. */
  readonly environment: NodeJS.ProcessEnv;
}

const [command = '', ...rounds] = process.argv.slice(2);

/** Prints what applying costs beside other ways to run the same commands, as one JSON document. */
async function main(): Promise<void> {
  const [applyRounds = 2, driftRounds = 7, ownRounds = 3] = rounds.map(Number);
  const results = {
    apply: await applyInTurn(applyRounds),
    drift: await driftInTurn(driftRounds),
    own: await ownCost(ownRounds),
  };
  process.stdout.write(`${JSON.stringify(results)}\n`);
}

type Way = (place: Place, commands: readonly (readonly string[])[]) => Promise<void>;

/** Every way at every number of steps, in turn, each on a host of its own. */
async function applyInTurn(count: number): Promise<Record<string, readonly Taken[]>> {
  const ways: Record<string, { readonly sizes: readonly number[]; readonly work: Way }> = {
    'hpvmctl apply': { sizes: [5, 20, 80], work: hpvmctlApply },
    'all in one ssh': { sizes: [5, 20, 80], work: oneSsh },
    'ssh, one by one': { sizes: [5, 20, 80], work: sshOneByOne },
    'ssh ControlMaster': { sizes: [5, 20, 80], work: controlMaster },
    ...(hasAnsible() ? { 'Ansible raw': { sizes: [5, 20, 80], work: ansibleRaw } } : {}),
  };
  const taken: Record<string, Taken[]> = {};
  for (let round = 0; round < count; round += 1) {
    for (const [name, { sizes, work }] of Object.entries(ways)) {
      // The other ways take many seconds, and are measured once.
      for (const size of sizes.filter(() => work === hpvmctlApply || round === 0))
        (taken[`${name} ${String(size)}`] ??= []).push(await onNewHost(size, work));
    }
  }
  return taken;
}

async function onNewHost(size: number, work: Way): Promise<Taken> {
  return withPlace(async (place) => {
    const names = Array.from({ length: size }, (_, index) => `bench${String(index).padStart(3, '0')}`);
    const vswitches = names.map((name) => ({ name, uplink: null, state: 'down' }));
    const head = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' };
    writeFileSync(path.join(place.folder, 'vmhost1.desired.json'), JSON.stringify({ ...head, vswitches }));
    await hpvmctl(place, 'plan', 'vmhost1.desired.json', '--out', 'plan.json');
    const plan = JSON.parse(readFileSync(path.join(place.folder, 'plan.json'), 'utf8')) as Plan;
    if (plan.steps.length !== size)
      throw new Error(`a plan of ${String(plan.steps.length)} steps, not of ${String(size)}`);
    const { reached } = place;
    const [channels, connections] = [reached.channelCount(), reached.connectionCount()];
    const begin = performance.now();
    await work(
      place,
      plan.steps.map((step) => step.command),
    );
    const ms = performance.now() - begin;
    return { ms, channels: reached.channelCount() - channels, connections: reached.connectionCount() - connections };
  });
}

async function hpvmctlApply(place: Place): Promise<void> {
  await hpvmctl(place, 'apply', 'plan.json', '--auto-approve');
}

async function oneSsh(place: Place, commands: readonly (readonly string[])[]): Promise<void> {
  await succeeds(place, 'ssh', [...sshOptions(place), 'exec sh -s'], `${commands.map(prefixed).join(' || exit\n')}\n`);
}

async function sshOneByOne(place: Place, commands: readonly (readonly string[])[]): Promise<void> {
  for (const words of commands) await succeeds(place, 'ssh', [...sshOptions(place), prefixed(words)]);
}

async function controlMaster(place: Place, commands: readonly (readonly string[])[]): Promise<void> {
  const shared = ['-o', `ControlPath=${path.join(place.folder, 'master')}`];
  const [ending, target] = [['-O', 'exit'], sshOptions(place)];
  await succeeds(place, 'ssh', [...shared, '-o', 'ControlMaster=yes', '-o', 'ControlPersist=60', ...target, ':']);
  for (const words of commands) await succeeds(place, 'ssh', [...shared, ...target, prefixed(words)]);
  await succeeds(place, 'ssh', [...shared, ...ending, ...target]);
}

async function ansibleRaw(place: Place, commands: readonly (readonly string[])[]): Promise<void> {
  const { reached, folder } = place;
  const write = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const inventory = write(
    'inventory.ini',
    `vmhost1 ansible_host=127.0.0.1 ansible_port=${String(reached.sshd.port)} ansible_user=${reached.sshd.user} ansible_ssh_private_key_file=${reached.identityFile} ansible_ssh_common_args='-o UserKnownHostsFile=${reached.knownHostsFile}'\n`,
  );
  const tasks = commands.map((words) => ({ name: words.join(' '), raw: prefixed(words) }));
  const playbook = write('play.json', JSON.stringify([{ hosts: 'vmhost1', gather_facts: false, tasks }]));
  await succeeds(place, 'ansible-playbook', ['-i', inventory, playbook]);
}

function hasAnsible(): boolean {
  return spawnSync('ansible-playbook', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** A read of the whole host: by us, and by `ssh` with the script that we send. */
async function driftInTurn(count: number): Promise<Record<string, readonly number[]>> {
  const script = compileDiscoveryScript('abcdefgh12345678');
  return withPlace(async (place) => {
    const document = JSON.stringify({ formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', tunables: {} });
    writeFileSync(path.join(place.folder, 'vmhost1.desired.json'), document);
    const taken: { hpvmctl: number[]; ssh: number[] } = { hpvmctl: [], ssh: [] };
    for (let round = 0; round <= count; round += 1) {
      const [first, second] = [
        await timed(() => hpvmctl(place, 'drift', 'vmhost1.desired.json')),
        await timed(() => succeeds(place, 'ssh', [...sshOptions(place), 'exec sh -s'], script)),
      ];
      // The first round only warms the disk cache.
      if (round > 0) {
        taken.hpvmctl.push(first);
        taken.ssh.push(second);
      }
    }
    return taken;
  });
}

/** What a run takes whose commands do nothing, beside a script of the same commands; without SSH, which both would need. */
async function ownCost(count: number): Promise<Record<string, readonly number[]>> {
  const shell = await openLocalShell(createSimulatedHost(SCENARIOS.vmhost1));
  const word = '/usr/bin/true';
  symlinkSync('/bin/true', shell.root + word);
  const taken: Record<string, number[]> = {};
  let runs = 0;
  const put = (name: string, ms: number): void => void (taken[name] ??= []).push(ms);
  for (let round = 0; round < count; round += 1) {
    for (const size of [20, 80]) {
      const ids = Array.from({ length: size }, (_, index) => `s${String(index)}`);
      const plan = samplePlan(ids.map((id) => sampleStep(id, [word])));
      runs += 1;
      const run = { plan, planDigest: 'bench', shell, runId: `run-${String(runs)}`, owner: 'bench', takesBack: false };
      const begin = performance.now();
      const { outcome } = await executePlan({ ...run, now: () => new Date() });
      if (outcome !== 'applied') throw new Error(`the run ended as ${outcome}`);
      put(`run ${String(size)}`, performance.now() - begin);
      const script = ids.map(() => `"$HPVM_COMMAND_PREFIX${word}"\n`).join('');
      put(`script ${String(size)}`, await timed(() => shell.runScript(script, { timeoutMs: 60_000 })));
    }
  }
  await shell.close();
  return taken;
}

async function withPlace<Value>(work: (place: Place) => Promise<Value>): Promise<Value> {
  const reached = await putSimulatedHostBehindSshd(createSimulatedHost(SCENARIOS.vmhost1), ['/bin/sh']);
  const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-bench-'));
  const environment = { PATH: process.env['PATH'] ?? '', HOME: folder, USER: 'bench', NO_COLOR: '1' };
  try {
    return await work({ reached, folder, environment });
  } finally {
    await reached.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function hpvmctl(place: Place, ...words: readonly string[]): Promise<void> {
  const { reached } = place;
  const login = `${reached.sshd.user}@127.0.0.1:${String(reached.sshd.port)}`;
  const connection = ['--connect', login, '--identity', reached.identityFile, '--known-hosts', reached.knownHostsFile];
  return succeeds(place, process.execPath, [command, ...words, ...connection]);
}

function sshOptions({ reached }: Place): readonly string[] {
  const { port, user } = reached.sshd;
  const settings = [
    'IdentitiesOnly=yes',
    'KexAlgorithms=curve25519-sha256',
    `UserKnownHostsFile=${reached.knownHostsFile}`,
  ];
  const options = settings.flatMap((setting) => ['-o', setting]);
  return ['-F', '/dev/null', ...options, '-i', reached.identityFile, '-p', String(port), `${user}@127.0.0.1`];
}

/** As a person would type it on the host. */
function prefixed([program = '', ...words]: readonly string[]): string {
  return ['"$HPVM_COMMAND_PREFIX"' + program, ...words].join(' ');
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Runs a program to its end. The simulated host lives in this process, so that it must not block. */
function succeeds(place: Place, program: string, words: readonly string[], input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: place.folder, env: place.environment });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`${program} ${words.join(' ')} ended with ${String(status)}:\n${said}`));
    });
  });
}

void main();
