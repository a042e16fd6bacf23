import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quickStartHost } from '../hosts/quick-start-host';
import { COMMAND } from '../cli/hpvmctl-process';
import { desiredText, TWO_FRAMES } from '../cli/workbench';
import { GitLabDouble, US, type Note } from './gitlab-double';

const SCRIPT = path.join(__dirname, '../../examples/pull-request/gitlab/review-requests.mjs');
const MARKER = '<!-- hpvmctl-review:default -->';
let gitlab: GitLabDouble;
let folder: string;
let api: string;
beforeEach(async () => {
  gitlab = new GitLabDouble();
  api = await gitlab.listen();
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-gitlab-'));
  mkdirSync(path.join(folder, 'snapshots'));
  writeFileSync(path.join(folder, 'snapshots/vmhost1.snapshot.json'), JSON.stringify(quickStartHost()));
  mkdirSync(path.join(folder, 'cdktf.out'));
  writeFileSync(path.join(folder, 'cdktf.out/vmhost1.desired.json'), desiredText({}));
  mkdirSync(path.join(folder, 'bin'));
  // As npx would, from the project's own packages; and it must not be given the token.
  const npx = `#!/bin/sh\nif [ -n "$REVIEW_TOKEN" ]; then exit 99; fi\nshift 2\nexec '${process.execPath}' '${COMMAND}' "$@"\n`;
  writeFileSync(path.join(folder, 'bin/npx'), npx);
  chmodSync(path.join(folder, 'bin/npx'), 0o755);
});
afterEach(async () => {
  await gitlab.close();
  rmSync(folder, { recursive: true, force: true });
});

function review(
  variables: Readonly<Record<string, string>> = { HPVM_SNAPSHOTS: 'snapshots' },
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [SCRIPT, 'cdktf.out'], {
    cwd: folder,
    env: {
      PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      CI_API_V4_URL: api,
      CI_PROJECT_ID: '3',
      CI_DEFAULT_BRANCH: 'main',
      CI_JOB_URL: 'https://gitlab.example/jobs/1',
      REVIEW_TOKEN: 'secret-token',
      ...variables,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
}

const ours = (): readonly Note[] => gitlab.notes.filter(({ author }) => author.id === US.id);

test('the note is written once, found again behind the first hundred, and changed where the request has changed', async () => {
  // Anybody can write the marker: only what we wrote ourselves is ours.
  gitlab.notes = Array.from({ length: 205 }, (_, id) => ({
    id: id + 1,
    author: { id: 1 },
    body: `${MARKER}\nnot ours`,
  }));
  gitlab.artifact = `[${desiredText(TWO_FRAMES)}]`;
  const first = await review();
  expect(first).toEqual({ exitCode: 0, output: '!11: safe; note was written\n' });
  expect(ours()).toHaveLength(1);
  expect(ours()[0]?.body).toContain('## Safe: 1 host');
  expect(ours()[0]?.body).toContain('changes what is planned for 1 of 1 host');
  expect(gitlab.statuses).toEqual([
    { state: 'success', name: 'hpvmctl-review', target_url: 'https://gitlab.example/jobs/1', description: 'safe' },
  ]);

  expect((await review()).output).toBe('!11: safe; note is as it was\n');
  expect(gitlab.requests.filter((each) => /^(?:PUT|POST) .*notes/.test(each))).toHaveLength(1);

  gitlab.artifact = `[${desiredText({ guestNics: [{ guest: 'web01', slot: '0,4', vswitch: 'localnet', adapter: 'avio_lan' }] })}]`;
  expect((await review()).output).toBe('!11: blocked; note was brought up to date\n');
  expect(ours()).toHaveLength(1);
  expect(ours()[0]?.body).toContain('## Blocked: 1 host');
  expect(gitlab.statuses.at(-1)).toMatchObject({ state: 'failed', description: 'blocked' });
  expect(gitlab.notes.filter(({ body }) => body.endsWith('not ours'))).toHaveLength(205);
});

test('what a request hands on is data: no name in it becomes a file, and what is no document is said not to be reviewed', async () => {
  gitlab.artifact = JSON.stringify([{ ...JSON.parse(desiredText(TWO_FRAMES)), host: '../../evil' }, 'nonsense', null]);
  expect(await review()).toEqual({ exitCode: 0, output: '!11: not reviewed; note was written\n' });
  expect(ours()[0]?.body).toContain('`../../evil` (`.hpvmctl-review/11/desired/0.desired.json`)');
  expect(gitlab.statuses).toMatchObject([{ state: 'failed' }]);
  expect((await review()).output).toBe('!11: not reviewed; note is as it was\n');

  gitlab.artifact = JSON.stringify([JSON.parse(desiredText(TWO_FRAMES)), 'nonsense']);
  expect((await review()).output).toBe('!11: not reviewed; note was brought up to date\n');

  gitlab.artifact = '{}';
  expect((await review()).output).toBe('!11: not reviewed: desired.json is no list of documents\n');
});

test('where the branch has no desired state, a request is reviewed without it', async () => {
  rmSync(path.join(folder, 'cdktf.out'), { recursive: true });
  gitlab.artifact = `[${desiredText(TWO_FRAMES)}]`;
  expect((await review()).output).toBe('!11: safe; note was written\n');
  expect(ours()[0]?.body).not.toContain('changes what is planned');
});

test.each([
  ['no pipeline yet', { pipelines: [] }, 'has no pipeline yet'],
  ['a pipeline in a fork', { pipelines: [{ id: 9, project_id: 4 }] }, 'its pipeline ran in a fork; start one here'],
  ['a job that failed', { jobs: [] }, 'hpvmctl-synthesize has not succeeded in its newest pipeline'],
])('a request with %s is left alone', async (_what, changes, says) => {
  Object.assign(gitlab, changes);
  expect(await review()).toEqual({ exitCode: 0, output: `!11: ${says}\n` });
  expect(gitlab.notes).toEqual([]);
});

test('snapshots are those of the newest job of the default branch, behind hundreds of jobs and others of its name', async () => {
  gitlab.artifact = `[${desiredText(TWO_FRAMES)}]`;
  gitlab.artifacts['9/hosts.snapshot.json'] = JSON.stringify(quickStartHost());
  const job = { name: 'hpvmctl-snapshots', ref: 'main', tag: false, created_at: new Date().toISOString() };
  gitlab.projectJobs = [
    ...Array.from({ length: 230 }, (_, id) => ({ ...job, id: 1000 - id, name: 'hpvmctl-review' })),
    { ...job, id: 12, ref: 'refs/merge-requests/11/head' },
    { ...job, id: 11, tag: true },
    { ...job, id: 9 },
    { ...job, id: 8 },
  ];
  expect(await review({})).toEqual({ exitCode: 0, output: '!11: safe; note was written\n' });
  expect(gitlab.requests.filter((each) => each.includes('hosts.snapshot.json'))).toEqual([
    'GET /api/v4/projects/3/jobs/9/artifacts/hosts.snapshot.json',
  ]);

  gitlab.projectJobs = [{ ...job, id: 9, created_at: new Date(Date.now() - 8 * 86_400_000).toISOString() }];
  const { exitCode, output } = await review({});
  expect(exitCode).toBe(1);
  expect(output).toContain('hpvmctl-snapshots has not succeeded on main within a week');
});
