import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { DriftReport } from '../../src/review/drift-report';
import { COMMAND } from './hpvmctl-process';
import { desiredText, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples', 'fleet');
const HOSTS = ['vmhost1', 'vmhost2', 'vmhost7'];

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  const connection = { address: '127.0.0.1', port: bench.server.port, user: 'root' };
  for (const host of HOSTS)
    bench.write(
      `cdktf.out/${host}.desired.json`,
      desiredText({ ...(host === 'vmhost7' ? TWO_FRAMES : {}), connection }, host),
    );
  bench.write('known_hosts', readFileSync(bench.server.knownHostsFile, 'utf8'));
  bench.write('main.js', '');
  mkdirSync(path.join(bench.folder, 'bin'));
  program('hpvmctl', `exec '${process.execPath}' '${COMMAND}' "$@"`);
  program('npx', 'shift; exec "$@"');
});
afterEach(() => bench.close());

function program(name: string, text: string): void {
  const file = path.join(bench.folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

const manifest = (name: string): unknown => parse(readFileSync(path.join(EXAMPLES, name), 'utf8'));

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script as an engine does. */
function inShell(
  shell: readonly string[],
  script: string,
  variables: Readonly<Record<string, string>>,
): Promise<Ended> {
  const [file = '', ...words] = shell;
  const child = spawn(file, [...words, script], {
    cwd: bench.folder,
    env: { PATH: `${path.join(bench.folder, 'bin')}:${process.env['PATH'] ?? ''}`, HOME: bench.folder, ...variables },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString('utf8')));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, ...said })));
}

/** All hosts were looked at once, and the one that drifts was found. */
function expectWhole(document: string): void {
  const { reports } = JSON.parse(document) as { reports: readonly DriftReport[] };
  expect(reports.map(({ host, status }) => [host, status])).toEqual([
    ['vmhost1', 'in-sync'],
    ['vmhost2', 'in-sync'],
    ['vmhost7', 'drift'],
  ]);
}

test('the GitHub matrix finds the drift of all hosts', async () => {
  type Job = {
    readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
    readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
  };
  const { jobs } = manifest('.github/workflows/drift.yml') as { jobs: { readonly sweep: Job; readonly merge: Job } };
  const shards = jobs.sweep.strategy?.matrix.shard ?? [];
  const stepOf = (job: Job): Job['steps'][number] | undefined => job.steps.find(({ run }) => run?.includes('hpvmctl'));
  const sweep = stepOf(jobs.sweep);
  expect(sweep?.env?.['HPVMCTL_SHARD']).toBe('${{ matrix.shard }}/${{ strategy.job-total }}');
  const common = {
    RUNNER_TEMP: bench.folder,
    GITHUB_STEP_SUMMARY: path.join(bench.folder, 'summary.md'),
    DISCOVERY_KEY: readFileSync(bench.server.identityFile, 'utf8').trimEnd(),
  };
  for (const shard of shards) {
    const variables = { ...common, HPVMCTL_SHARD: `${String(shard)}/${String(shards.length)}` };
    const { exitCode, stderr } = await inShell(['bash', '-eo', 'pipefail', '-c'], sweep?.run ?? '', variables);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringContaining('(from HPVMCTL_SHARD)') as string,
    });
  }
  const merged = await inShell(['bash', '-eo', 'pipefail', '-c'], stepOf(jobs.merge)?.run ?? '', common);
  expect(merged).toMatchObject({ exitCode: 2, stderr: '' });
  expectWhole(bench.read('drift.json'));
  expect(bench.read('summary.md')).toContain('drift in 1 resource');
});

test('the pods of the Kubernetes CronJob find the drift of all hosts', async () => {
  type Container = {
    readonly command: readonly string[];
    readonly args: readonly string[];
    readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  };
  const { spec, ...head } = manifest('kubernetes/drift.cronjob.yaml') as {
    spec: {
      jobTemplate: {
        spec: {
          completionMode: string;
          completions: number;
          podFailurePolicy: unknown;
          template: {
            spec: { restartPolicy: string; containers: readonly Container[]; volumes: readonly { name: string }[] };
          };
        };
      };
    };
  };
  expect(head).toMatchObject({ apiVersion: 'batch/v1', kind: 'CronJob' });
  const { completionMode, completions, template } = spec.jobTemplate.spec;
  // backoffLimitPerIndex and podFailurePolicy ask for both (Kubernetes, concepts, Jobs).
  expect([completionMode, template.spec.restartPolicy]).toEqual(['Indexed', 'Never']);
  const [container] = template.spec.containers;
  if (container === undefined) throw new Error('the pod has no container');
  // What Kubernetes calls a job that it has made of this, in the label that the variable is taken from.
  const fieldPath = "metadata.labels['batch.kubernetes.io/job-name']";
  expect(container.env).toEqual([
    { name: 'HPVMCTL_SHARD_TOTAL', value: String(completions) },
    { name: 'JOB_NAME', valueFrom: { fieldRef: { fieldPath } } },
  ]);
  const environment = { HPVMCTL_SHARD_TOTAL: String(completions), JOB_NAME: 'hpvmctl-drift-29391017' };
  expect(container.volumeMounts.map(({ name }) => name)).toEqual(template.spec.volumes.map(({ name }) => name));

  bench.write('keys/known_hosts', bench.read('known_hosts'));
  bench.write('keys/discovery', readFileSync(bench.server.identityFile, 'utf8'));
  mkdirSync(path.join(bench.folder, 'results'));
  const [script = ''] = container.args;
  const here = container.volumeMounts.reduce(
    (text, { mountPath }) =>
      text.replaceAll(
        new RegExp(`(?<=[ "])${mountPath}(?=[/ ])`, 'g'),
        path.join(bench.folder, mountPath === '/desired' ? 'cdktf.out' : mountPath),
      ),
    script,
  );
  const codes = new Set<number | null>();
  for (let index = 0; index < completions; index += 1) {
    const variables = { ...environment, JOB_COMPLETION_INDEX: String(index) };
    const { exitCode, stderr } = await inShell(container.command, here, variables);
    expect(stderr).toContain('(from JOB_COMPLETION_INDEX and HPVMCTL_SHARD_TOTAL)');
    codes.add(exitCode);
  }
  expect(codes).toEqual(new Set([0, 2]));
  const results = `results/${environment.JOB_NAME}`;
  const files = Array.from({ length: completions }, (_, index) => `${results}/drift-${String(index)}.ndjson`);

  // A pod that was killed while it wrote its results, and the one that takes its place.
  const killed = files.findIndex((file) => bench.read(file).includes('"report":{'));
  bench.write(files[killed] ?? '', bench.read(files[killed] ?? '').replace(/\n\{.*$/s, '\n{"formatVersion":"1","ki'));
  const again = await inShell(container.command, here, { ...environment, JOB_COMPLETION_INDEX: String(killed) });
  expect(again.stderr).toContain(' has the reports of 0 hosts; ');
  files.push(`${results}/drift-${String(killed)}-again.ndjson`);
  const merged = spawnSync(process.execPath, [COMMAND, 'drift', 'merge', ...files, '--json'], {
    cwd: bench.folder,
    encoding: 'utf8',
  });
  expect(merged.status).toBe(2);
  expectWhole(merged.stdout);
});
