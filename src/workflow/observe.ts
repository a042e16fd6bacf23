import { decodeObservedHost } from '../discovery/decode-observed-host';
import { discoverHost } from '../discovery/discover-host';
import { canonicalJson } from '../model/canonical-json';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { failure, success, type Result } from '../model/result';
import type { HostShell } from '../transport/host-shell';
import { targetForReading } from './host-target';
import type { FileReader, HostTarget, Ports } from './ports';
import { readJsonFile, readProblem } from './read-input-file';
import { someNames } from './some-names';
import type { WrittenDuration } from './snapshot-age';
import { transportDiagnostic } from './transport-diagnostic';

/** One read of a whole host takes seconds; a host that needs longer than this is not answering. */
const DISCOVERY_TIMEOUT_MS = 120_000;

/**
 * Where observations come from: the hosts themselves, or snapshots that stand in for them. `over` is a connection to the host that is open already, for a look that need not
 * prove that one can log in.
 */
export type Observer = (target: HostTarget, over?: HostShell) => Promise<Result<ObservedHost>>;

/**
 * Observes live hosts, each over a connection of its own that is closed afterwards, unless an open one may be used.
 *
 * @param budget the time that one host may take, with everything; undefined: each part of the work has a limit of its own
 */
export function liveObserver(ports: Pick<Ports, 'hosts' | 'surroundings'>, budget?: WrittenDuration): Observer {
  return async (target, over) => {
    const reading = targetForReading(target);
    // Who reads may be somebody else than who carries out.
    const open = target.connection.discovery === undefined ? over : undefined;
    const giveUp = new AbortController();
    const { signal } = giveUp;
    const look = async (): Promise<Result<ObservedHost>> => {
      let own: HostShell | undefined;
      try {
        const shell = open ?? (own = await ports.hosts.connect(reading, signal));
        return await discoverHost(shell, {
          host: target.host,
          observedAt: ports.surroundings
            .now()
            .toISOString()
            .replace(/\.\d+Z$/, 'Z'),
          frameToken: ports.surroundings.randomToken(),
          timeoutMs: budget?.milliseconds ?? DISCOVERY_TIMEOUT_MS,
          signal,
          ...(reading.connection.sudo === undefined ? {} : { sudo: reading.connection.sudo }),
        });
      } catch (error) {
        return failure(transportDiagnostic(error, target.host));
      } finally {
        await own?.close();
      }
    };
    return budget === undefined ? look() : withinBudget(look(), budget, target.host, giveUp);
  };
}

/** The result, or a failure as soon as the time is over; what is still under way then is asked to give up, and nobody waits for it. */
async function withinBudget(
  looking: Promise<Result<ObservedHost>>,
  budget: WrittenDuration,
  host: string,
  giveUp: AbortController,
): Promise<Result<ObservedHost>> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<Result<ObservedHost>>((resolve) => {
    timer = setTimeout(() => {
      resolve(
        failure(
          errorDiagnostic(
            'transport-timeout',
            `${host} was not read within ${budget.text}`,
            'It was given up, and the others go on. The host may hang or be far away: look at it, or give it more time with --host-timeout.',
            host,
          ),
        ),
      );
      giveUp.abort();
    }, budget.milliseconds);
  });
  try {
    return await Promise.race([looking, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Observes nothing but the snapshots: a host without one is an error. */
export function snapshotObserver(snapshots: readonly ObservedHost[]): Observer {
  const known = new Map(snapshots.map((snapshot): [string, ObservedHost] => [snapshot.host, snapshot]));
  const names = someNames(known.keys());
  return async ({ host }) => {
    const found = known.get(host);
    if (found !== undefined) return success(found);
    return failure(
      errorDiagnostic(
        'no-snapshot-of-host',
        `None of the snapshots is of host ${host}`,
        `The snapshots are of: ${names(host)}. Give --snapshot with a snapshot of ${host}, or narrow with --host.`,
        host,
      ),
    );
  };
}

const SNAPSHOT_FILE = /\.snapshot\.json$/;

/**
 * Loads snapshots as `hpvmctl discover` writes them: files with one host, or with `{ "snapshots": [...] }` of several, or folders (with
 * their sub-folders) in which every `*.snapshot.json` is taken. Two different ones of the same host are an error: which of them is meant
 * is not for us to guess.
 */
export async function loadSnapshots(
  files: FileReader,
  paths: readonly string[],
): Promise<Result<readonly ObservedHost[]>> {
  const found = await Promise.all(paths.map((path) => snapshotFilesAt(files, path)));
  const results = await Promise.all(
    found.flatMap((each) => (each.ok ? each.value.map((path) => loadSnapshotFile(files, path)) : [])),
  );
  const diagnostics = [...found, ...results].flatMap((result) => result.diagnostics);
  if ([...found, ...results].some((result) => !result.ok)) return failure(...diagnostics);
  const snapshots = results.flatMap((result) => (result.ok ? result.value : []));
  const contradictions = contradictingSnapshots(snapshots);
  if (contradictions.length > 0) return failure(...diagnostics, ...contradictions);
  return success(snapshots, diagnostics);
}

async function snapshotFilesAt(files: FileReader, given: string): Promise<Result<readonly string[]>> {
  if ((await files.kindOf(given)) !== 'folder') return success([given]);
  try {
    const found = (await files.filesBelow(given)).filter((file) => SNAPSHOT_FILE.test(file));
    if (found.length > 0) return success(found);
  } catch (error) {
    return failure(readProblem(error, given));
  }
  return failure(
    errorDiagnostic(
      'no-snapshot-files',
      `The folder ${given} holds no *.snapshot.json`,
      'Name snapshots so when you take them: hpvmctl discover --host NAME --out FOLDER/NAME.snapshot.json',
    ),
  );
}

function contradictingSnapshots(snapshots: readonly ObservedHost[]): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return snapshots.flatMap((snapshot) => {
    const known = first.get(snapshot.host);
    const text = canonicalJson(snapshot);
    if (known === undefined) first.set(snapshot.host, text);
    if (known === undefined || known === text) return [];
    return [
      errorDiagnostic(
        'several-snapshots-of-host',
        `There are several snapshots of ${snapshot.host}`,
        `One of them was taken at ${snapshot.observedAt}. Give only the one that is meant.`,
        snapshot.host,
      ),
    ];
  });
}

/** Decodes one snapshot or several; `source` names them in diagnostics. */
export function decodeSnapshots(json: unknown, source: string): Result<readonly ObservedHost[]> {
  const documents = hasSnapshots(json) ? json.snapshots : [json];
  if (documents.length === 0) {
    const next = 'Take snapshots anew: hpvmctl discover --host NAME --out FILE';
    return failure(errorDiagnostic('no-snapshot-in-file', `${source} holds the snapshot of no host`, next));
  }
  const decoded = documents.map((document) => decodeObservedHost(document, source));
  const diagnostics = decoded.flatMap((result) => result.diagnostics);
  if (decoded.some((result) => !result.ok)) return failure(...diagnostics);
  return success(
    decoded.flatMap((result) => (result.ok ? [result.value] : [])),
    diagnostics,
  );
}

async function loadSnapshotFile(files: FileReader, path: string): Promise<Result<readonly ObservedHost[]>> {
  const json = await readJsonFile(files, path);
  return json.ok ? decodeSnapshots(json.value, path) : json;
}

function hasSnapshots(json: unknown): json is { readonly snapshots: readonly unknown[] } {
  return typeof json === 'object' && json !== null && 'snapshots' in json && Array.isArray(json.snapshots);
}
