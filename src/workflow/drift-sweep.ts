import type { SeenHost } from '../drift/drift-history';
import type { HostDrift } from '../fleet/sweep';
import { driftOfHost, type DriftSettings } from './drift';
import { sweepHosts } from './each-host';
import { loadIndexed, type IndexedDesired } from './index-desired';
import type { Observer } from './observe';
import type { FileReader } from './ports';

/** A fleet to compare, and how. */
export interface DriftSweep {
  readonly documents: readonly IndexedDesired[];
  readonly files: FileReader;
  readonly observe: Observer;
  readonly settings: DriftSettings;
  /** Hosts that are read at the same time. */
  readonly atOnce: number;
  /** The result of a host at which our own code failed; the others are compared all the same. */
  readonly onFault: (host: string, error: unknown) => HostDrift;
}

/**
 * Compares every host with its document, and hands each result over as soon as it is there. A document is loaded when its host has its turn, and of a result only what
 * `take` keeps stays in memory, so that it does not matter how many there are. One host that fails or hangs keeps no other from its result.
 *
 * @returns what was seen, where a history is kept: it alone grows with what drifts
 */
export async function sweepDrift(
  { documents, files, observe, settings, atOnce, onFault }: DriftSweep,
  take: (drift: HostDrift, index: number) => void,
): Promise<readonly SeenHost[]> {
  const seen: SeenHost[] = [];
  const compare = async (document: IndexedDesired): Promise<HostDrift> => {
    const loaded = await loadIndexed(files, document);
    if (loaded.ok) return driftOfHost(loaded.value, observe, settings);
    return { host: document.host, exitCode: 1, report: null, diagnostics: loaded.diagnostics };
  };
  const look = (document: IndexedDesired): Promise<HostDrift> =>
    compare(document).catch((error: unknown) => onFault(document.host, error));
  await sweepHosts(documents, atOnce, look, (drift, index) => {
    if (settings.history !== undefined) seen.push(...seenOf(drift));
    take(drift, index);
  });
  return seen;
}

/** What a history keeps of a result; nothing of a host that was not read. */
export function seenOf({ report }: HostDrift): readonly SeenHost[] {
  return report === null ? [] : [{ host: report.host, observedAt: report.observedAt, items: report.items }];
}
