import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { DriftReport } from '../../src/review/drift-report';
import { COMMAND } from '../cli/hpvmctl-process';
import { desiredText, openWorkbench, TWO_FRAMES, type Workbench } from '../cli/workbench';

const MANIFEST = path.join(__dirname, '..', '..', 'examples/fleet/kubernetes/drift.cronjob.yaml');
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
  const file = path.join(bench.folder, 'bin', 'hpvmctl');
  bench.write('bin/hpvmctl', `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`);
  chmodSync(file, 0o755);
});
afterEach(() => bench.close());

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

test('the pods of the Kubernetes CronJob find the drift of all hosts', async () => {
  type Container = {
    readonly command: readonly string[];
    readonly args: readonly string[];
    readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  };
  const { spec, ...head } = parse(readFileSync(MANIFEST, 'utf8')) as {
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
