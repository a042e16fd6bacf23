import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkbench, TWO_FRAMES, type Workbench } from '../cli/workbench';
import { describeWithTool } from '../tools/require-tool';
import { GitLabDouble } from './gitlab-double';
import { runPipeline, type Pipeline } from './gitlab-engine';
import { makeProject, type Project } from './project';

const EXAMPLES = path.join(__dirname, '..', '..', 'examples');
const PROTECTED = { CI_COMMIT_REF_PROTECTED: 'true', CI_COMMIT_BRANCH: 'main', CI_DEFAULT_BRANCH: 'main' };
const SCHEDULE = { ...PROTECTED, CI_PIPELINE_SOURCE: 'schedule' };

// gitlab-ci-local copies the repository for each job with it.
describeWithTool('rsync', 'rsync', 'the templates for GitLab, run by gitlab-ci-local', () => {
  jest.setTimeout(180_000);
  let bench: Workbench;
  let gitlab: GitLabDouble;
  let project: Project;
  let api: string;
  let connection: object;
  beforeEach(async () => {
    bench = await openWorkbench();
    gitlab = new GitLabDouble();
    api = await gitlab.listen();
    connection = { address: '127.0.0.1', port: bench.server.port, user: 'root' };
    project = makeProject(bench, {
      gitlab: path.join(EXAMPLES, 'pull-request/gitlab'),
      'gitlab/drift.gitlab-ci.yml': path.join(EXAMPLES, 'fleet/gitlab/drift.gitlab-ci.yml'),
    });
    const templates = ['review', 'drift'].map((name) => ({ local: `gitlab/${name}.gitlab-ci.yml` }));
    writeFileSync(path.join(project.folder, '.gitlab-ci.yml'), JSON.stringify({ include: templates }));
    project.git('remote', 'add', 'origin', 'https://gitlab.example.com/group/networks.git');
  });
  afterEach(async () => {
    await gitlab.close();
    await bench.close();
  });

  const run = (variables: Readonly<Record<string, string>>, options: readonly string[] = []): Promise<Pipeline> =>
    runPipeline({ folder: project.folder, home: path.join(bench.folder, 'home') }, variables, options);
  const frames = (): string => bench.host.state().files['/etc/rc.config.d/hpvmconf'] ?? '';

  test('snapshots, a request, its review, and after the merge the plan that was reviewed, or none', async () => {
    const key = path.join(bench.folder, 'signing');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
    writeFileSync(path.join(project.folder, 'allowed_signers'), `ci@example.com ${readFileSync(`${key}.pub`, 'utf8')}`);
    project.ask({ vmhost1: { connection } }, 'As it is');

    const discovered = await run({ ...SCHEDULE, HPVM_DISCOVER: 'yes', DISCOVERY_KEY: bench.server.identityFile });
    expect(discovered.jobs).toEqual({ 'hpvmctl-snapshots': 'PASS' });
    gitlab.artifacts['9/hosts.snapshot.json'] = discovered.artifact('hpvmctl-snapshots', 'hosts.snapshot.json') ?? '';
    gitlab.projectJobs = [{ id: 9, name: 'hpvmctl-snapshots', ref: 'main', tag: false, created_at: new Date() }];

    project.git('switch', '--quiet', '--create', 'request');
    project.ask({ vmhost1: { connection, ...TWO_FRAMES } }, 'Two frames');
    const requested = await run({ CI_PIPELINE_SOURCE: 'merge_request_event' });
    expect(requested.jobs).toEqual({ 'hpvmctl-synthesize': 'PASS' });
    gitlab.artifact = requested.artifact('hpvmctl-synthesize', 'desired.json') ?? '';

    project.git('switch', '--quiet', 'main');
    const reviewed = await run({
      ...SCHEDULE,
      HPVM_REVIEW: 'yes',
      REVIEW_TOKEN: 'secret-token',
      CI_API_V4_URL: api,
      CI_PROJECT_ID: '3',
      CI_JOB_URL: 'https://gitlab.example.com/jobs/1',
    });
    expect(reviewed.jobs).toEqual({ 'hpvmctl-review': 'PASS' });
    expect(reviewed.output).toContain('!11: safe; note was written');
    expect(gitlab.statuses).toMatchObject([{ state: 'success', description: 'safe' }]);
    const note = gitlab.notes[0]?.body ?? '';
    expect(note).toContain('changes what is planned for 1 of 1 host');
    const [, digest = ''] = /plan {10}(sha256:[0-9a-f]{64})/.exec(note) ?? [];

    const apply = (): Promise<Pipeline> =>
      run({
        ...PROTECTED,
        CI_PIPELINE_SOURCE: 'web',
        HPVM_HOST: 'vmhost1',
        HPVM_CONTENT_DIGEST: digest,
        APPLY_KEY: bench.server.identityFile,
        SIGNING_KEY: key,
      });
    // Something else came in between.
    project.ask({ vmhost1: { connection, tunables: { macAddressFrames: 1 } } }, 'One frame');
    const refused = await apply();
    expect(refused.jobs).toEqual({ 'hpvmctl-apply': 'FAIL 3' });
    expect(refused.output).toContain('Have it reviewed again.');
    expect(refused.artifact('hpvmctl-apply', 'report.json')).toBeUndefined();
    expect(frames()).not.toContain('HPVMMACADDRFRAMES=');

    project.git('checkout', '--quiet', 'request', '--', 'networks.json');
    project.git('commit', '--quiet', '--message', 'Merge request 11');
    const applied = await apply();
    expect(applied.jobs).toEqual({ 'hpvmctl-apply': 'PASS' });
    expect(JSON.parse(applied.artifact('hpvmctl-apply', 'report.json') ?? '')).toMatchObject({
      verdict: 'converged',
      signedBy: { principal: 'ci@example.com' },
    });
    expect(frames()).toContain('HPVMMACADDRFRAMES=2');
  });

  test('four parallel jobs find the drift of all hosts, and the last job says it', async () => {
    const HOSTS = ['vmhost1', 'vmhost2', 'vmhost7'];
    project.ask(
      Object.fromEntries(HOSTS.map((host) => [host, { connection, ...(host === 'vmhost7' ? TWO_FRAMES : {}) }])),
      'Three hosts',
    );
    const drifted = await run({ ...SCHEDULE, HPVM_DRIFT: 'yes', DISCOVERY_KEY: bench.server.identityFile });
    expect(drifted.jobs).toEqual({
      ...Object.fromEntries([1, 2, 3, 4].map((index) => [`hpvmctl-drift: [${String(index)}/4]`, 'PASS'])),
      'hpvmctl-drift-merge': 'FAIL 2',
    });
    const report = JSON.parse(drifted.artifact('hpvmctl-drift-merge', 'drift.json') ?? '') as { reports: object[] };
    expect(report.reports).toMatchObject([
      { host: 'vmhost1', status: 'in-sync' },
      { host: 'vmhost2', status: 'in-sync' },
      { host: 'vmhost7', status: 'drift' },
    ]);
  });

  test('a schedule runs what its variable asks for, and nothing on a branch that is not protected', async () => {
    project.ask({ vmhost1: { connection } }, 'As it is');
    const jobsOf = async (variables: Readonly<Record<string, string>>): Promise<readonly string[]> => {
      const { output } = await run(variables, ['--list-csv', '--json-schema-validation']);
      return [...output.matchAll(/^(hpvmctl-[^;]+);/gm)].map(([, job = '']) => job);
    };
    const all = {
      ...{ HPVM_DISCOVER: 'yes', HPVM_REVIEW: 'yes', HPVM_DRIFT: 'yes' },
      ...{ HPVM_HOST: 'a', HPVM_CONTENT_DIGEST: 'b' },
    };
    expect(await jobsOf(SCHEDULE)).toEqual([]);
    for (const source of ['schedule', 'web'])
      expect(
        await jobsOf({ ...PROTECTED, ...all, CI_PIPELINE_SOURCE: source, CI_COMMIT_REF_PROTECTED: 'false' }),
      ).toEqual([]);
    const request = { ...PROTECTED, ...all, CI_PIPELINE_SOURCE: 'merge_request_event' };
    expect(await jobsOf(request)).toEqual(['hpvmctl-synthesize']);
  });
});
