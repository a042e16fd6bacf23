import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkbench, TWO_FRAMES, type Workbench } from '../cli/workbench';
import { describeWithTool } from '../tools/require-tool';
import { GitHubDouble } from './github-double';
import { GitHubRunner, type Run, type Trigger } from './github-runner';
import { makeProject, type Project } from './project';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');
const FLOW = path.join(EXAMPLES, 'pull-request/.github/workflows');

describeWithTool('gh', 'gh', 'the workflows for GitHub, step by step', () =>
  describeWithTool('jq', 'jq', 'which need jq', () => {
    jest.setTimeout(180_000);
    let bench: Workbench;
    let github: GitHubDouble;
    let project: Project;
    let runner: GitHubRunner;
    let connection: object;
    let discoveryKey: Readonly<Record<string, string>>;
    beforeEach(async () => {
      bench = await openWorkbench();
      github = new GitHubDouble(path.join(bench.folder, 'artifacts'));
      const proxy = await github.listen();
      connection = { address: '127.0.0.1', port: bench.server.port, user: 'root' };
      project = makeProject(bench, {});
      discoveryKey = { DISCOVERY_KEY: readFileSync(bench.server.identityFile, 'utf8').trimEnd() };
      const folder = path.join(bench.folder, 'runner');
      // What npx would fetch from a registry for the composite action.
      cpSync(path.join(project.folder, 'package'), path.join(folder, 'node_modules/cdktf-hpvm'), { recursive: true });
      mkdirSync(path.join(folder, 'node_modules/.bin'));
      symlinkSync('../cdktf-hpvm/hpvmctl.cjs', path.join(folder, 'node_modules/.bin/hpvmctl'));
      runner = new GitHubRunner(folder, project.folder, github, proxy);
    });
    afterEach(async () => {
      await github.close();
      await bench.close();
    });

    const run = (name: string, trigger: Trigger): Promise<Run> => runner.run(path.join(FLOW, `${name}.yml`), trigger);
    const frames = (): string => bench.host.state().files['/etc/rc.config.d/hpvmconf'] ?? '';
    /** Opens request 11 with this commit, as from a fork: no branch here leads to it. */
    const open = (head: string): Trigger => {
      github.heads['11'] = head;
      // Nothing has come to main since: merged is what the request has.
      const sha = project.git('commit-tree', `${head}^{tree}`, '-p', 'main', '-p', head, '-m', 'Merge');
      project.git('update-ref', 'refs/pull/11/merge', sha);
      const base = project.git('merge-base', 'main', head);
      const payload = { pull_request: { number: 11, head: { sha: head }, base: { sha: base, ref: 'main' } } };
      return { event: 'pull_request', payload, sha, baseRef: 'main' };
    };
    const completed = ({ id }: Run, head: string, conclusion = 'success'): Trigger => ({
      event: 'workflow_run',
      // For a request from a fork the list of requests is empty.
      payload: { workflow_run: { id, event: 'pull_request', conclusion, head_sha: head, pull_requests: [] } },
      sha: project.git('rev-parse', 'main'),
    });

    test('snapshots, a request from a fork, its review, and after the merge the plan that was reviewed, or none', async () => {
      const key = path.join(bench.folder, 'signing');
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
      writeFileSync(
        path.join(project.folder, 'allowed_signers'),
        `ci@example.com ${readFileSync(`${key}.pub`, 'utf8')}`,
      );
      const main = project.ask({ vmhost1: { connection } }, 'As it is');

      const snapshots = await run('snapshots', { event: 'schedule', sha: main, secrets: discoveryKey });
      expect(snapshots).toMatchObject({ results: { discover: 'success' } });
      // A request from a branch called main, of a fork, has started a workflow of that name too.
      github.snapshotRuns.push({ id: 99, event: 'pull_request' }, { id: snapshots.id, event: 'schedule' });

      project.git('switch', '--quiet', '--detach');
      const head = project.ask({ vmhost1: { connection, ...TWO_FRAMES } }, 'Two frames');
      project.git('switch', '--quiet', 'main');
      const synthesized = await run('synthesize', open(head));
      expect(synthesized.log).not.toContain('fatal');
      expect(synthesized.results).toEqual({ synthesize: 'success' });

      // The marker in a comment of somebody else is none of ours, and there are many comments.
      github.comments = Array.from({ length: 130 }, (_, id) => ({
        id: id + 1,
        user: { type: 'User' },
        body: '<!-- hpvmctl-review:default -->',
      }));
      expect((await run('review', completed(synthesized, head, 'failure'))).results).toEqual({ review: 'skipped' });
      const reviewed = await run('review', completed(synthesized, head));
      expect(reviewed.log).toBe('');
      expect(reviewed.results).toEqual({ review: 'success' });
      const comments = (): readonly string[] =>
        github.comments.filter(({ user }) => user.type === 'Bot').map(({ body }) => body);
      expect(comments()).toHaveLength(1);
      expect(comments()[0]).toContain('changes what is planned for 1 of 1 host');
      expect(github.statuses).toMatchObject([
        { sha: head, state: 'success', description: 'safe', context: 'hpvmctl-review' },
      ]);

      // Run again, also by hand: the comment is found, and the artefact of the first attempt is no obstacle.
      const again = await run('review', { ...completed(synthesized, head), again: reviewed.id });
      expect(again).toMatchObject({ results: { review: 'success' }, log: '' });
      expect(comments()).toHaveLength(1);

      const [, digest = ''] = /plan {10}(sha256:[0-9a-f]{64})/.exec(comments()[0] ?? '') ?? [];
      const apply = (): Promise<Run> =>
        run('apply', {
          event: 'workflow_dispatch',
          sha: project.git('rev-parse', 'main'),
          inputs: { host: 'vmhost1', 'content-digest': digest },
          secrets: {
            APPLY_KEY: readFileSync(bench.server.identityFile, 'utf8').trimEnd(),
            SIGNING_KEY: readFileSync(key, 'utf8').trimEnd(),
          },
        });
      project.ask({ vmhost1: { connection, tunables: { macAddressFrames: 1 } } }, 'One frame');
      const refused = await apply();
      expect(refused.results).toEqual({ apply: 'failure' });
      expect(refused.log).toContain('Have it reviewed again.\nProcess completed with exit code 3.');
      expect(frames()).not.toContain('HPVMMACADDRFRAMES=');

      project.git('checkout', '--quiet', head, '--', 'networks.json');
      project.git('commit', '--quiet', '--message', 'Merge request 11');
      const merged = project.git('rev-parse', 'main');
      const drifting = await run('drift', { event: 'schedule', sha: merged, secrets: discoveryKey });
      expect(drifting).toMatchObject({
        results: { drift: 'failure' },
        log: expect.stringContaining('exit code 2.') as string,
      });
      expect(drifting.summary).toContain('`vmhost1`: drift in 1 resource');
      const applied = await apply();
      expect(applied.results).toEqual({ apply: 'success' });
      expect(frames()).toContain('HPVMMACADDRFRAMES=2');
      const report = path.join(github.artifacts.folder, String(applied.id), 'report-vmhost1/report.json');
      expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
        verdict: 'converged',
        signedBy: { principal: 'ci@example.com' },
      });
    });

    test('a host without a snapshot and a branch that is broken are no obstacle, and a request speaks for itself only', async () => {
      const away = { vmhost2: { connection: { ...connection, port: 1 } } };
      const main = project.ask({ vmhost1: { connection }, ...away }, 'As it is');
      const snapshots = await run('snapshots', { event: 'schedule', sha: main, secrets: discoveryKey });
      expect(snapshots.results).toEqual({ discover: 'success' });
      expect(snapshots.log).toMatch(/vmhost1 +0 +read\nvmhost2 +1 +\S/);
      github.snapshotRuns.push({ id: snapshots.id, event: 'schedule' });

      writeFileSync(path.join(project.folder, 'main.js'), 'throw new Error("broken");\n');
      project.git('commit', '--quiet', '--all', '--message', 'Break it');
      project.git('switch', '--quiet', '--detach');
      project.git('checkout', '--quiet', main, '--', 'main.js');
      const head = project.ask({ vmhost1: { connection, ...TWO_FRAMES }, ...away }, 'Repair it');
      project.git('switch', '--quiet', 'main');
      const synthesized = await run('synthesize', open(head));
      expect(synthesized.results).toEqual({ synthesize: 'success' });
      const reviewed = await run('review', completed(synthesized, head));
      expect(reviewed.results).toEqual({ review: 'success' });
      expect(github.comments[0]?.body).toContain('vmhost2');
      expect(github.statuses).toMatchObject([{ state: 'failure', description: 'not reviewed' }]);

      github.heads['12'] = main;
      writeFileSync(path.join(github.artifacts.folder, String(synthesized.id), 'desired/number'), '12\n');
      const refused = await run('review', completed(synthesized, head));
      expect(refused.log).toContain(`request 12 is at ${main}, not at ${head}`);
      expect(refused.results).toEqual({ review: 'failure' });
      expect(github.comments).toHaveLength(1);
    });

    test('the jobs of a matrix find the drift of all hosts, and the last job says it', async () => {
      const hosts = ['vmhost1', 'vmhost2', 'vmhost7'].map((host) => [host, { connection }] as const);
      const sha = project.ask({ ...Object.fromEntries(hosts), vmhost7: { connection, ...TWO_FRAMES } }, 'Three hosts');
      const fleet = path.join(EXAMPLES, 'fleet/.github/workflows/drift.yml');
      const found = await runner.run(fleet, { event: 'schedule', sha, secrets: discoveryKey });
      expect(found.results).toEqual({ sweep: 'success', merge: 'failure' });
      expect(found.log).toContain('Process completed with exit code 2.');
      expect(found.summary).toContain('drift in 1 resource');
      for (const host of ['vmhost1', 'vmhost2']) expect(found.summary).toContain(`\`${host}\`: in sync`);
    });
  }),
);
