import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NO_REGISTRY } from './project';

const PACKAGE = path.dirname(require.resolve('gitlab-ci-local/package.json'));
const ENGINE = path.join(PACKAGE, 'dist', 'index.js');
/** The engine is built for Node.js 22; of what Node.js 20 has not, this is all that our pipelines meet. */
const FOR_NODE_20 = 'Set.prototype.union ??= function union(other) { return new Set([...this, ...other.keys()]); };';

/** A pipeline that has ended. */
export interface Pipeline {
  readonly exitCode: number | null;
  readonly output: string;
  /** What each job that ran came to, by its name: `PASS` or `FAIL 3`. */
  readonly jobs: Readonly<Record<string, string>>;
  /** What a job handed on; undefined when it did not. */
  artifact(job: string, file: string): string | undefined;
}

/**
 * Runs the pipeline of a project with gitlab-ci-local, each job in a shell and in a copy of the repository of its own.
 *
 * @param variables what GitLab and the settings of the project would set; GitLab's own names are taken too
 * @param options further ones of gitlab-ci-local
 */
export async function runPipeline(
  { folder, home }: { readonly folder: string; readonly home: string },
  variables: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<Pipeline> {
  mkdirSync(home, { recursive: true });
  const words = [
    ...['--import', `data:text/javascript,${encodeURIComponent(FOR_NODE_20)}`, ENGINE],
    ...['--force-shell-executor', '--shell-isolation', '--no-artifacts-to-source', '--no-color', '--concurrency', '2'],
    '--no-json-schema-validation',
    ...['--ignore-predefined-vars', Object.keys(variables).join(',')],
    ...options,
    ...Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]),
  ];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: home, NO_COLOR: '1', ...NO_REGISTRY },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const ended = [...output.matchAll(/^ (PASS|FAIL) +(\S+(?:: \[\d+\/\d+\])?) *$/gm)];
  const codes = new Map(
    [...output.matchAll(/^(.+?) +finished in .*FAIL (\d+)/gm)].map(([, job = '', code]) => [job, code]),
  );
  return {
    exitCode,
    output,
    jobs: Object.fromEntries(
      ended.map(([, verdict = '', job = '']) => [job, codes.has(job) ? `${verdict} ${codes.get(job) ?? ''}` : verdict]),
    ),
    artifact(job, file) {
      const kept = path.join(folder, '.gitlab-ci-local', 'artifacts', job, file);
      return existsSync(kept) ? readFileSync(kept, 'utf8') : undefined;
    },
  };
}
