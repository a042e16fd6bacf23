import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who asks with the token, as GitLab calls them. */
export const US = { id: 7 };

export interface Note {
  readonly id: number;
  readonly author: { readonly id: number };
  body: string;
}

/** Answers like the API of GitLab for project 3 with merge request 11, as far as our script asks; lists come in pages of at most 100. */
export class GitLabDouble {
  notes: Note[] = [];
  /** What the job of the request has made. */
  artifact = '[]';
  /** What jobs have made, by the number of the job and the name of the file. */
  readonly artifacts: Record<string, string> = {};
  pipelines: readonly unknown[] = [{ id: 50, project_id: 3 }];
  /** Of the request's newest pipeline. */
  jobs: readonly unknown[] = [{ id: 60, name: 'hpvmctl-synthesize' }];
  /** Of the whole project, newest first. */
  projectJobs: readonly unknown[] = [];
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

  /** Resolves to the address of the API. */
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
    const [, job = '', file = ''] = /^jobs\/(\d+)\/artifacts\/(.+)$/.exec(place) ?? [];
    if (file !== '') return job === '60' ? this.artifact : this.artifacts[`${job}/${file}`];
    return {
      '/user': US,
      merge_requests: [{ iid: 11, sha: 'abc' }],
      'merge_requests/11/pipelines': this.pipelines,
      'pipelines/50/jobs': this.jobs,
      jobs: this.projectJobs,
      'merge_requests/11/notes': this.notes,
    }[place];
  }
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => resolve(body));
  });
}
