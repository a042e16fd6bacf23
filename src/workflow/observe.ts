import { decodeObservedHost } from '../discovery/decode-observed-host';
import { discoverHost } from '../discovery/discover-host';
import { errorDiagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { failure, success, type Result } from '../model/result';
import type { HostShell } from '../transport/host-shell';
import { targetForReading } from './host-target';
import type { FileReader, HostTarget, Ports } from './ports';
import { readJsonFile } from './read-input-file';
import { transportDiagnostic } from './transport-diagnostic';

/** One read of a whole host takes seconds; a host that needs longer than this is not answering. */
const DISCOVERY_TIMEOUT_MS = 120_000;

/**
 * Where observations come from: the hosts themselves, or snapshots that stand in for them. `over` is a connection to the host that is open already, for a look that need not
 * prove that one can log in.
 */
export type Observer = (target: HostTarget, over?: HostShell) => Promise<Result<ObservedHost>>;

/** Observes live hosts, each over a connection of its own that is closed afterwards, unless an open one may be used. */
export function liveObserver(ports: Pick<Ports, 'hosts' | 'surroundings'>): Observer {
  return async (target, over) => {
    const reading = targetForReading(target);
    // Who reads may be somebody else than who carries out.
    const open = target.connection.discovery === undefined ? over : undefined;
    let own: HostShell | undefined;
    try {
      const shell = open ?? (own = await ports.hosts.connect(reading));
      return await discoverHost(shell, {
        host: target.host,
        observedAt: ports.surroundings
          .now()
          .toISOString()
          .replace(/\.\d+Z$/, 'Z'),
        frameToken: ports.surroundings.randomToken(),
        timeoutMs: DISCOVERY_TIMEOUT_MS,
        ...(reading.connection.sudo === undefined ? {} : { sudo: reading.connection.sudo }),
      });
    } catch (error) {
      return failure(transportDiagnostic(error, target.host));
    } finally {
      await own?.close();
    }
  };
}

/** Observes nothing but the snapshots: a host without one is an error. */
export function snapshotObserver(snapshots: readonly ObservedHost[]): Observer {
  return async ({ host }) => {
    const found = snapshots.find((snapshot) => snapshot.host === host);
    if (found !== undefined) return success(found);
    const given = snapshots.map((snapshot) => snapshot.host).join(', ');
    return failure(
      errorDiagnostic(
        'no-snapshot-of-host',
        `None of the snapshots is of host ${host}`,
        `The snapshots are of: ${given}. Give --snapshot with a snapshot of ${host}, or narrow with --host.`,
        host,
      ),
    );
  };
}

/** Loads snapshot files as `hpvmctl discover` writes them: one host, or `{ "snapshots": [...] }` of several. */
export async function loadSnapshots(
  files: FileReader,
  paths: readonly string[],
): Promise<Result<readonly ObservedHost[]>> {
  const results = await Promise.all(paths.map((path) => loadSnapshotFile(files, path)));
  const diagnostics = results.flatMap((result) => result.diagnostics);
  if (results.some((result) => !result.ok)) return failure(...diagnostics);
  return success(
    results.flatMap((result) => (result.ok ? result.value : [])),
    diagnostics,
  );
}

/** Decodes one snapshot or several; `source` names them in diagnostics. */
export function decodeSnapshots(json: unknown, source: string): Result<readonly ObservedHost[]> {
  const documents = hasSnapshots(json) ? json.snapshots : [json];
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
