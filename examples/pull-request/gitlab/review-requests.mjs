// Reviews every open merge request on the default branch, and keeps one note on each up to date: `node review-requests.mjs BASE`, where BASE is
// the desired state of this branch, if it has any. What a request asks for comes from the artefact of its own pipeline. It is data: nothing of it is run,
// no name in it becomes the name of a file, and the verdict is made here. Snapshots come from the newest job that made some, or from the
// file or folder HPVM_SNAPSHOTS. Needs Node.js 20, no packages but hpvmctl.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MOST_BYTES = 32 * 1024 * 1024;
const MOST_SNAPSHOT_BYTES = 256 * 1024 * 1024;
const JOB = 'hpvmctl-synthesize';
const SNAPSHOT_JOB = 'hpvmctl-snapshots';
const SNAPSHOT_FILE = 'hosts.snapshot.json';
/** How long the artefact of SNAPSHOT_JOB is kept. */
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const {
  CI_API_V4_URL: api,
  CI_PROJECT_ID: project,
  CI_DEFAULT_BRANCH: branch,
  CI_JOB_URL: jobUrl,
  REVIEW_TOKEN: token,
  HPVM_SNAPSHOTS: givenSnapshots,
  HPVM_MAX_SNAPSHOT_AGE: snapshotAge = '24h',
} = process.env;
const [, , base] = process.argv;
// hpvmctl gets no token: it needs none.
const environment = { ...process.env };
delete environment.REVIEW_TOKEN;
delete environment.CI_JOB_TOKEN;

const scratch = mkdtempSync(path.join(tmpdir(), 'hpvmctl-review-'));
process.on('exit', () => rmSync(scratch, { recursive: true }));

const snapshots = givenSnapshots || (await latestSnapshots());
const me = await (await call(`${api}/user`)).json();
const requests = `${api}/projects/${project}/merge_requests`;
for await (const request of pages(`${requests}?state=opened&target_branch=${encodeURIComponent(branch)}`)) {
  try {
    console.log(`!${request.iid}: ${await reviewed(request)}`);
  } catch (error) {
    // One request that cannot be reviewed is no reason to leave the others.
    console.log(`!${request.iid}: not reviewed: ${error.message}`);
    process.exitCode = 1;
  }
}

/** The snapshots of the newest job that has read the hosts. Its name is not enough: a request may give it to a job of its own. */
async function latestSnapshots() {
  // By the name of a branch GitLab gives artefacts of its newest successful pipeline only, which is one of reviews.
  for await (const job of pages(`${api}/projects/${project}/jobs?scope[]=success`)) {
    if (Date.now() - Date.parse(job.created_at) > WEEK_MS) break;
    if (job.name !== SNAPSHOT_JOB || job.ref !== branch || job.tag) continue;
    const answer = await call(`${api}/projects/${project}/jobs/${job.id}/artifacts/${SNAPSHOT_FILE}`);
    const file = path.join(scratch, SNAPSHOT_FILE);
    writeFileSync(file, await textUpTo(answer, MOST_SNAPSHOT_BYTES, SNAPSHOT_FILE));
    return file;
  }
  throw new Error(`${SNAPSHOT_JOB} has not succeeded on ${branch} within a week`);
}

/** Reviews one request, and says what became of it. */
async function reviewed({ iid, sha }) {
  const documents = await desiredOf(iid);
  if (typeof documents === 'string') return documents;
  // What a document is told with stands in the note: with a name made anew, the note would change each time.
  const folder = path.join('.hpvmctl-review', String(Number(iid)));
  rmSync(folder, { recursive: true, force: true });
  try {
    const { text, verdict } = review(folder, documents);
    const what = await putNote(`${requests}/${iid}/notes`, text);
    const isBad = verdict === 'blocked' || verdict === 'not reviewed';
    const status = {
      state: isBad ? 'failed' : 'success',
      name: 'hpvmctl-review',
      target_url: jobUrl,
      description: verdict,
    };
    await call(`${api}/projects/${project}/statuses/${sha}`, 'POST', status);
    return `${verdict}; note ${what}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The documents that the newest pipeline of a request has made; a text says why there are none. */
async function desiredOf(iid) {
  const [newest] = await (await call(`${requests}/${iid}/pipelines?per_page=1`)).json();
  if (newest === undefined) return 'has no pipeline yet';
  // The pipeline of a fork runs there, with the runners and the artefacts of whoever owns it.
  if (String(newest.project_id) !== project) return 'its pipeline ran in a fork; start one here';
  for await (const job of pages(`${api}/projects/${project}/pipelines/${newest.id}/jobs?scope[]=success`)) {
    if (job.name !== JOB) continue;
    const answer = await call(`${api}/projects/${project}/jobs/${job.id}/artifacts/desired.json`);
    const documents = JSON.parse(await textUpTo(answer, MOST_BYTES, 'desired.json'));
    if (!Array.isArray(documents)) throw new Error('desired.json is no list of documents');
    return documents;
  }
  return `${JOB} has not succeeded in its newest pipeline`;
}

function review(folder, documents) {
  const desired = path.join(folder, 'desired');
  mkdirSync(desired, { recursive: true });
  documents.forEach((each, index) => writeFileSync(path.join(desired, `${index}.desired.json`), JSON.stringify(each)));
  const [comment, summary] = ['comment.md', 'summary.json'].map((name) => path.join(folder, name));
  const words = [
    // Without it, npx fetches and runs whatever a registry has under this name.
    '--no',
    'hpvmctl',
    'review',
    desired,
    '--platform',
    'gitlab',
    '--snapshot',
    snapshots,
    '--max-snapshot-age',
    snapshotAge,
  ];
  if (base !== undefined && existsSync(base)) words.push('--base', base);
  if (jobUrl !== undefined) words.push('--details-url', jobUrl);
  const ran = spawnSync('npx', [...words, '--out', comment, '--summary', summary], {
    encoding: 'utf8',
    env: environment,
  });
  // 4 is a verdict, and 1 with a summary is a host that could not be planned: both stand in the comment.
  if (ran.status !== 0 && ran.status !== 4 && ran.status !== 1) throw new Error(`hpvmctl ended with ${ran.status}`);
  try {
    return { text: readFileSync(comment, 'utf8'), verdict: JSON.parse(readFileSync(summary, 'utf8')).verdict };
  } catch {
    throw new Error(`hpvmctl ended with ${ran.status}: ${ran.stderr.trim().split('\n', 1)[0]}`);
  }
}

/** Writes the note, or changes the one that we wrote before: with the marker in its first line, and by us. Anybody can write the marker. */
async function putNote(notes, text) {
  const [marker] = text.split('\n', 1);
  for await (const note of pages(`${notes}?sort=asc`)) {
    if (note.author.id !== me.id || !note.body.startsWith(marker)) continue;
    if (note.body.trim() === text.trim()) return 'is as it was';
    await call(`${notes}/${note.id}`, 'PUT', { body: text });
    return 'was brought up to date';
  }
  await call(notes, 'POST', { body: text });
  return 'was written';
}

/** Every element of a list that comes in pages. */
async function* pages(url) {
  for (let page = '1'; page !== '';) {
    const answer = await call(`${url}${url.includes('?') ? '&' : '?'}per_page=100&page=${page}`);
    yield* await answer.json();
    page = answer.headers.get('x-next-page') ?? '';
  }
}

/** A bearer token is dropped where an artefact is kept elsewhere and the answer leads there; PRIVATE-TOKEN would be sent along. */
async function call(url, method = 'GET', body = undefined) {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const answer = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (answer.ok) return answer;
  throw new Error(`${method} ${new URL(url).pathname} was answered with ${answer.status}`);
}

async function textUpTo(answer, most, name) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.length;
    if (bytes > most) throw new Error(`${name} is larger than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
