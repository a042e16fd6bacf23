import { z } from 'zod';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { parseJson } from '../model/parse-json';
import { failure, success, type Result } from '../model/result';
import type { DriftItem } from './drift-item';

/** File of `hpvmctl drift --history`, formatVersion "1": since when each item has been seen without a break. */
export const historySchema = z.strictObject({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-drift-history'),
  /** By host, then by class and address of the item: ISO 8601, UTC. */
  hosts: z.record(z.string(), z.record(z.string(), z.iso.datetime())),
});

export type DriftHistory = z.infer<typeof historySchema>;

export const NO_HISTORY: DriftHistory = { formatVersion: '1', kind: 'hpvm-drift-history', hosts: {} };

/** Reads a history. Fails with `history-invalid`: a file that is damaged is not overwritten. */
export function readHistory(text: string, file: string): Result<DriftHistory> {
  try {
    const read = historySchema.safeParse(parseJson(text));
    if (read.success) return success(read.data);
    const [issue] = read.error.issues;
    return failure(invalid(file, `/${(issue?.path ?? []).map(String).join('/')}: ${issue?.message ?? ''}`));
  } catch (error) {
    return failure(invalid(file, error instanceof Error ? error.message : String(error)));
  }
}

/** The items of a host with the time since when each is seen. */
export function withSince(
  history: DriftHistory,
  host: string,
  items: readonly DriftItem[],
  observedAt: string,
): readonly DriftItem[] {
  const known = hostOf(history, host);
  return items.map((item) => ({ ...item, since: known.get(keyOf(item)) ?? observedAt }));
}

/** What was seen of a host at one time. */
export interface SeenHost {
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly observedAt: string;
  readonly items: readonly DriftItem[];
}

/** The history behind a look at some hosts. What is gone from a host is forgotten; a host that could not be read stays as it was. */
export function historyAfter(history: DriftHistory, seen: readonly SeenHost[]): DriftHistory {
  const hosts = new Map(Object.entries(history.hosts));
  for (const { host, observedAt, items } of seen) {
    const known = hostOf(history, host);
    const unreadable = items.some((item) => item.class === 'not-readable');
    // What could not be read may be as it was: nothing is forgotten for it.
    const entries = new Map(unreadable ? known : []);
    for (const item of items) entries.set(keyOf(item), known.get(keyOf(item)) ?? observedAt);
    hosts.set(host, Object.fromEntries([...entries].sort()));
  }
  return { ...NO_HISTORY, hosts: Object.fromEntries([...hosts].sort()) };
}

function hostOf({ hosts }: DriftHistory, host: string): ReadonlyMap<string, string> {
  return new Map(Object.hasOwn(hosts, host) ? Object.entries(hosts[host] ?? {}) : []);
}

function keyOf(item: DriftItem): string {
  return `${item.class} ${item.address}`;
}

function invalid(file: string, problem: string): Diagnostic {
  return errorDiagnostic(
    'history-invalid',
    `The drift history ${file} cannot be read`,
    `${problem}\nIt was left as it is. Mend it, or name another file; without it nobody knows since when hosts differ.`,
  );
}
