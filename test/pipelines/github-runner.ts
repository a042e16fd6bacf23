import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { GitHubDouble, Permissions } from './github-double';
import { interpolated, isToRun, type Contexts } from './github-expressions';
import { NO_REGISTRY } from './project';

const ROOT = path.join(__dirname, '..', '..');

type Texts = Readonly<Record<string, string>>;

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Texts;
}

interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly permissions?: Permissions;
  readonly env?: Texts;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly Step[];
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What started a run. */
export interface Trigger {
  readonly event: string;
  readonly payload?: object;
  /** Commit that is checked out where a step names none. */
  readonly sha: string;
  readonly baseRef?: string;
  readonly inputs?: Texts;
  /** A request from a fork has none. */
  readonly secrets?: Texts;
  /** The number of an earlier run whose jobs are run again. */
  readonly again?: number;
}

/** A run that has ended. */
export interface Run {
  readonly id: number;
  /** success, failure or skipped, by the name of the job. */
  readonly results: Texts;
  readonly log: string;
  readonly summary: string;
}

/** A job while it runs. */
interface Place {
  readonly run: number;
  readonly workspace: string;
  readonly temp: string;
  readonly token: string;
  readonly trigger: Trigger;
  log: string;
  hasFailed: boolean;
}

/**
 * Carries out the steps of workflows in their order, as GitHub documents it: scripts in bash with the files and variables that a runner gives them, expressions by GitHub's own
 * evaluator. It is not GitHub's runner: `actions/checkout`, `upload-artifact` and `download-artifact` are ours, `setup-node` does nothing, and of a job only what our
 * workflows use is understood.
 *
 * @param folder where jobs run; what `npx` is to find without a registry stands in its `node_modules`
 * @param repository what is checked out
 * @param proxy where `gh` finds the double
 */
export class GitHubRunner {
  private runs = 100;
  private jobs = 0;

  constructor(
    private readonly folder: string,
    private readonly repository: string,
    private readonly github: GitHubDouble,
    private readonly proxy: string,
  ) {}

  async run(file: string, trigger: Trigger): Promise<Run> {
    const workflow = parse(readFileSync(file, 'utf8')) as {
      readonly permissions: Permissions;
      readonly jobs: Readonly<Record<string, Job>>;
    };
    const id = trigger.again ?? (this.runs += 1);
    const results: Record<string, string> = {};
    let [log, summary] = ['', ''];
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const needed = job.needs === undefined ? {} : { [job.needs]: { result: results[job.needs] } };
      const contexts = { ...this.contexts(id, trigger, ''), needs: needed };
      const isBehindFailure = Object.values(needed).some(({ result }) => result !== 'success');
      if (!isToRun(job.if, contexts, isBehindFailure)) {
        results[name] = 'skipped';
        continue;
      }
      const [[axis, values] = ['none', [undefined]]] = Object.entries(job.strategy?.matrix ?? {});
      const places = values.map((value) => ({
        value,
        place: this.place(id, trigger, job.permissions ?? workflow.permissions),
      }));
      for (const { value, place } of places) {
        const around = { matrix: { [axis]: value }, strategy: { 'job-total': values.length }, needs: needed };
        const own = { ...this.contexts(id, trigger, place.token), ...around };
        await this.steps(job.steps, place, own, job.env ?? {});
        log += place.log;
        const file = path.join(place.temp, 'summary');
        if (existsSync(file)) summary += readFileSync(file, 'utf8');
      }
      results[name] = places.some(({ place }) => place.hasFailed) ? 'failure' : 'success';
    }
    return { id, results, log, summary };
  }

  private place(run: number, trigger: Trigger, permissions: Permissions): Place {
    const folder = path.join(this.folder, String((this.jobs += 1)));
    const place = { workspace: path.join(folder, 'work'), temp: path.join(folder, 'temp') };
    for (const each of Object.values(place)) mkdirSync(each, { recursive: true });
    return { ...place, run, token: this.github.grant(permissions), trigger, log: '', hasFailed: false };
  }

  private contexts(run: number, trigger: Trigger, token: string): Contexts {
    const { event, payload = {}, sha, baseRef = '', inputs = {}, secrets = {} } = trigger;
    return {
      github: {
        ...{ event_name: event, event: payload, sha, base_ref: baseRef, token, run_id: run },
        ...{ repository: 'example/networks', server_url: 'https://github.com' },
      },
      inputs,
      secrets,
    };
  }

  /** Carries out steps; resolves to what those with an id have put out. */
  private async steps(steps: readonly Step[], place: Place, around: Contexts, outer: Texts): Promise<Contexts> {
    const outputs: Record<string, { readonly outputs: Texts }> = {};
    const texts = (values: Readonly<Record<string, unknown>>, contexts: Contexts): Texts =>
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, interpolated(String(value), contexts)]));
    const outerEnv = texts(outer, { ...around, env: {} });
    for (const step of steps) {
      const contexts = { ...around, steps: outputs, env: outerEnv };
      if (!isToRun(step.if, contexts, place.hasFailed)) continue;
      const env = { ...outerEnv, ...texts(step.env ?? {}, contexts) };
      const made: Record<string, string> = {};
      try {
        if (step.run !== undefined) Object.assign(made, await this.script(step, place, env));
        else
          Object.assign(
            made,
            await this.action(step.uses ?? '', texts(step.with ?? {}, contexts), place, contexts, env),
          );
      } catch (error) {
        place.hasFailed = true;
        place.log += `${error instanceof Error ? error.message : String(error)}\n`;
      }
      if (step.id !== undefined) outputs[step.id] = { outputs: made };
    }
    return { ...around, steps: outputs };
  }

  private async script({ run = '', shell }: Step, place: Place, env: Texts): Promise<Texts> {
    const at = (name: string): string => path.join(place.temp, name);
    writeFileSync(at('script.sh'), run);
    writeFileSync(at('output'), '');
    // What GitHub documents for "shell: bash" and for a step that names no shell.
    const options = shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
    const child = spawn('bash', [...options, at('script.sh')], {
      cwd: place.workspace,
      env: {
        PATH: process.env['PATH'],
        HOME: place.temp,
        ...{ CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: place.workspace, RUNNER_TEMP: place.temp },
        ...{ GITHUB_OUTPUT: at('output'), GITHUB_STEP_SUMMARY: at('summary') },
        // A runner has none of these.
        ...{ GH_HOST: 'github.localhost', HTTP_PROXY: this.proxy, GIT_CONFIG_NOSYSTEM: '1', ...NO_REGISTRY },
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (place.log += chunk.toString()));
    const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
    if (exitCode !== 0) throw new Error(`Process completed with exit code ${String(exitCode)}.`);
    const lines = readFileSync(at('output'), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  }

  private async action(uses: string, inputs: Texts, place: Place, contexts: Contexts, env: Texts): Promise<Texts> {
    const [name = ''] = uses.split('@');
    if (name === 'actions/setup-node') return {};
    if (name === 'actions/checkout') this.checkout(inputs, place);
    else if (name === 'actions/upload-artifact') this.github.artifacts.upload(place.run, place.workspace, inputs);
    else if (name === 'actions/download-artifact') this.github.artifacts.download(place.run, place.workspace, inputs);
    else if (name === 'example/cdktf-hpvm') return this.composite(inputs, place, contexts, env);
    else throw new Error(`nobody here knows the action ${uses}`);
    return {};
  }

  private async composite(given: Texts, place: Place, contexts: Contexts, env: Texts): Promise<Texts> {
    const { inputs: declared, outputs, runs } = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as Action;
    const outside = { github: contexts['github'] };
    const inputs = Object.fromEntries(
      Object.entries(declared).map(([key, { default: text = '' }]) => [key, given[key] ?? interpolated(text, outside)]),
    );
    const inside = await this.steps(runs.steps, place, { ...outside, inputs }, env);
    return Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, interpolated(value, inside)]));
  }

  /** What actions/checkout has fetched: one commit, or with `fetch-depth: 0` all branches and the commit of the event with its history. */
  private checkout({ ref, 'fetch-depth': depth }: Texts, { workspace, trigger }: Place): void {
    const git = (...words: readonly string[]): unknown => execFileSync('git', words, { cwd: workspace, stdio: 'pipe' });
    const wanted = ref ?? trigger.sha;
    git('init', '--quiet');
    git('remote', 'add', 'origin', this.repository);
    if (depth === '0') git('fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*', wanted);
    else git('fetch', '--quiet', '--depth=1', 'origin', wanted);
    git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
  }
}
