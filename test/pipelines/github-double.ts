import { createServer, type Server } from 'node:http';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { bundledModule } from './bundled-module';
import { GitHubArtifacts } from './github-artifacts';

const { zipArchive } = bundledModule('./scripts/zip-archive.mjs') as {
  zipArchive(files: readonly { name: string; content: Buffer; mode: number }[]): Buffer;
};

/** What a token may do: `pull-requests: write`... Writing includes reading. */
export type Permissions = Readonly<Record<string, string>>;

interface Comment {
  readonly id: number;
  readonly user: { readonly type: string };
  body: string;
}

interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: Buffer;
  /** Address of the next page. */
  readonly next?: string;
}

const REPOSITORY = '/repos/example/networks/';
/** What a call needs (REST API, "Permissions required for GitHub Apps"); a token without it is answered with 403. */
const NEEDED: readonly (readonly [RegExp, string])[] = [
  [/^GET pulls\//, 'pull-requests: read'],
  [/^GET issues\//, 'pull-requests: read'],
  [/^(?:POST|PATCH) issues\//, 'pull-requests: write'],
  [/^POST statuses\//, 'statuses: write'],
  [/^GET actions\//, 'actions: read'],
];

/**
 * Answers like the API of GitHub for the repository `example/networks`, as far as our workflows ask `gh` to ask. `gh` gets here through a proxy: its host is `github.localhost`,
 * which it speaks to without TLS.
 */
export class GitHubDouble {
  readonly artifacts: GitHubArtifacts;
  comments: Comment[] = [];
  readonly statuses: unknown[] = [];
  /** Head of each request. */
  readonly heads: Record<string, string> = {};
  /** Runs of snapshots.yml that succeeded on main, newest first. */
  readonly snapshotRuns: { readonly id: number; readonly event: string }[] = [];
  private readonly permissions = new Map<string, Permissions>();
  private readonly server: Server;

  constructor(folder: string) {
    this.artifacts = new GitHubArtifacts(folder);
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const url = new URL(request.url ?? '');
        const what = `${request.method ?? ''} ${url.pathname.replace(REPOSITORY, '')}`;
        const may = this.permissions.get((request.headers.authorization ?? '').replace('token ', '')) ?? {};
        const needed = NEEDED.find(([calls]) => calls.test(what))?.[1] ?? 'unknown: write';
        const [scope = '', level = ''] = needed.split(': ');
        const isAllowed = may[scope] === 'write' || may[scope] === level;
        const message = `Resource not accessible by integration: ${what} needs ${needed}`;
        const { status, json, bytes, next } = isAllowed
          ? this.answer(what, url, body)
          : { status: 403, json: { message }, bytes: undefined, next: undefined };
        if (next !== undefined) response.setHeader('link', `<${next}>; rel="next"`);
        response.writeHead(status, { 'content-type': 'application/json' }).end(bytes ?? JSON.stringify(json));
      });
    });
  }

  /** Resolves to the address of the proxy. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  /** A token for one job. */
  grant(permissions: Permissions): string {
    const token = `token-${String(this.permissions.size + 1)}`;
    this.permissions.set(token, permissions);
    return token;
  }

  private answer(what: string, url: URL, body: string): Answer {
    const [, number = ''] = /^GET pulls\/(\d+)$/.exec(what) ?? [];
    const [, changed = ''] = /^PATCH issues\/comments\/(\d+)$/.exec(what) ?? [];
    const [, run = ''] = /^GET actions\/runs\/(\d+)\/artifacts$/.exec(what) ?? [];
    const [, zipped = ''] = /^GET actions\/zip\/(.+)$/.exec(what) ?? [];
    const given = (body === '' ? {} : JSON.parse(body)) as { readonly body: string };
    if (number !== '') return { status: 200, json: { head: { sha: this.heads[number] } } };
    if (what === 'GET issues/11/comments') return this.listComments(url);
    if (what === 'POST issues/11/comments') {
      this.comments.push({ id: this.comments.length + 1, user: { type: 'Bot' }, body: given.body });
      return { status: 201, json: {} };
    }
    const comment = this.comments.find(({ id }) => String(id) === changed);
    if (comment !== undefined) {
      comment.body = given.body;
      return { status: 200, json: {} };
    }
    if (what.startsWith('POST statuses/')) {
      this.statuses.push({ sha: what.slice('POST statuses/'.length), ...given });
      return { status: 201, json: {} };
    }
    if (what === 'GET actions/workflows/snapshots.yml/runs' && url.search.includes('branch=main&status=success'))
      return { status: 200, json: { total_count: this.snapshotRuns.length, workflow_runs: this.snapshotRuns } };
    if (run !== '') {
      const artifacts = readdirSync(path.join(this.artifacts.folder, run)).map((name) => ({
        ...{ name, size_in_bytes: 1, expired: false },
        archive_download_url: `http://api.github.localhost${REPOSITORY}actions/zip/${run}/${name}`,
      }));
      return { status: 200, json: { total_count: artifacts.length, artifacts } };
    }
    if (zipped !== '') return { status: 200, bytes: zipOf(path.join(this.artifacts.folder, zipped)) };
    return { status: 404, json: { message: `Not Found: ${what}` } };
  }

  private listComments(url: URL): Answer {
    const page = Number(url.searchParams.get('page') ?? '1');
    const most = Math.min(Number(url.searchParams.get('per_page') ?? '30'), 100);
    const json = this.comments.slice((page - 1) * most, page * most);
    if (page * most >= this.comments.length) return { status: 200, json };
    url.searchParams.set('page', String(page + 1));
    return { status: 200, json, next: url.href };
  }
}

function zipOf(folder: string): Buffer {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return zipArchive(files.map((name) => ({ name, content: readFileSync(path.join(folder, name)), mode: 0o644 })));
}
