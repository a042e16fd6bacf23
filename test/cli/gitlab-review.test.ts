import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quickStartHost } from '../hosts/quick-start-host';
import { COMMAND } from './hpvmctl-process';
import { desiredText, TWO_FRAMES } from './workbench';

const SCRIPT = path.join(__dirname, '../../examples/pull-request/gitlab/review-requests.mjs');
const MARKER = '<!-- hpvmctl-review:default -->';
const US = { id: 7 };

interface Note {
  readonly id: number;
  readonly author: { readonly id: number };
  body: string;
}

/** Answers like GitLab, as far as the script asks; lists come in pages of at most 100. */
class GitLabDouble {
  notes: Note[] = [];
  artifact = '[]';
  pipelines: readonly unknown[] = [{ id: 50, project_id: 3 }];
  jobs: readonly unknown[] = [{ id: 60, name: 'hpvmctl-synthesize' }];
  readonly requests: string[] = [];
  readonly statuses: unknown[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const url = new URL(request.url ?? '', 'http://gitlab');
        this.requests.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
        const answer =
          request.headers.authorization === 'Bearer secret-token' ? this.answer(request.method, url, body) : undefined;
        if (answer === undefined) return response.writeHead(404).end();
        if (!Array.isArray(answer)) return response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
        const [page, size] = ['page', 'per_page'].map((name) => Number(url.searchParams.get(name) ?? '1'));
        const [from, most] = [((page ?? 1) - 1) * (size ?? 20), Math.min(size ?? 20, 100)];
        const next = from + most < answer.length ? String((page ?? 1) + 1) : '';
        return response.setHeader('x-next-page', next).end(JSON.stringify(answer.slice(from, from + most)));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/api/v4`;
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private answer(method: string | undefined, url: URL, body: string): unknown {
    const place = url.pathname.replace('/api/v4', '').replace('/projects/3/', '');
    const text = (): string => (JSON.parse(body) as { body: string }).body;
    if (method === 'POST' && place === 'merge_requests/11/notes')
      return this.notes.push({ id: this.notes.length + 1, author: US, body: text() });
    if (method === 'PUT') {
      const note = this.notes.find(({ id }) => place === `merge_requests/11/notes/${String(id)}`);
      if (note !== undefined) note.body = text();
      return note;
    }
    if (method === 'POST') return place === 'statuses/abc' ? this.statuses.push(JSON.parse(body)) : undefined;
    return {
      '/user': US,
      merge_requests: [{ iid: 11, sha: 'abc' }],
      'merge_requests/11/pipelines': this.pipelines,
      'pipelines/50/jobs': this.jobs,
      'jobs/60/artifacts/desired.json': this.artifact,
      'merge_requests/11/notes': this.notes,
    }[place];
  }
}

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
  const npx = `#!/bin/sh\nif [ -n "$REVIEW_TOKEN" ]; then exit 99; fi\nshift\nexec '${process.execPath}' '${COMMAND}' "$@"\n`;
  writeFileSync(path.join(folder, 'bin/npx'), npx);
  chmodSync(path.join(folder, 'bin/npx'), 0o755);
});
afterEach(async () => {
  await gitlab.close();
  rmSync(folder, { recursive: true, force: true });
});

function review(): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [SCRIPT, 'cdktf.out'], {
    cwd: folder,
    env: {
      PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      CI_API_V4_URL: api,
      CI_PROJECT_ID: '3',
      CI_DEFAULT_BRANCH: 'main',
      CI_JOB_URL: 'https://gitlab.example/jobs/1',
      REVIEW_TOKEN: 'secret-token',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output })));
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => resolve(body));
  });
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
  const { exitCode, output } = await review();
  expect({ exitCode, output }).toMatchObject({ exitCode: 1 });
  expect(output).toContain('!11: not reviewed: hpvmctl ended with 1');
  expect(gitlab.notes).toEqual([]);

  gitlab.artifact = JSON.stringify([JSON.parse(desiredText(TWO_FRAMES)), 'nonsense']);
  expect((await review()).output).toBe('!11: blocked; note was written\n');
  expect(gitlab.statuses).toMatchObject([{ state: 'failed' }]);

  gitlab.artifact = '{}';
  expect((await review()).output).toBe('!11: not reviewed: desired.json is no list of documents\n');
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
