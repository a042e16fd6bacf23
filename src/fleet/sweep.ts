import type { Diagnostic } from '../model/diagnostic';
import { printableJson } from '../model/printable-json';
import type { DriftReport } from '../review/drift-report';
import type { Shard } from './shard';

/** What became of one host of a sweep. */
export interface HostDrift {
  readonly host: string;
  /** Of this host alone: 0 in sync, 2 drift, 1 it could not be read or compared. */
  readonly exitCode: 0 | 1 | 2;
  /** null: there is none, and the diagnostics say why. */
  readonly report: DriftReport | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A host that is to be looked at. */
export interface SweptHost {
  readonly host: string;
  /** Of the document that it is to be compared with; null: nobody knows. */
  readonly desiredDigest: string | null;
}

/** First line of a sweep in NDJSON (`hpvmctl drift --format ndjson`), formatVersion "1": whom it is about to look at. */
export interface SweepHead {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-drift-sweep';
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** null: the whole fleet. */
  readonly shard: Shard | null;
  /** Who is to be looked at, sorted. A host that has no result behind this line was not finished. */
  readonly hosts: readonly SweptHost[];
  /** What was found before the first host was looked at: documents that cannot be used. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Each further line: what became of one host, as soon as it is known. */
export interface SweepResult extends HostDrift {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-drift-result';
}

/** The first line of a sweep, with its end. */
export function sweepHeadLine(head: Omit<SweepHead, 'formatVersion' | 'kind'>): string {
  const line: SweepHead = { formatVersion: '1', kind: 'hpvm-drift-sweep', ...head };
  return `${printableJson(line)}\n`;
}

/** The line of one host, with its end. */
export function sweepResultLine({ host, exitCode, report, diagnostics }: HostDrift): string {
  const line: SweepResult = { formatVersion: '1', kind: 'hpvm-drift-result', host, exitCode, report, diagnostics };
  return `${printableJson(line)}\n`;
}

/** What is known of one sweep, or of one part of it, from a file. */
export interface SweepPart {
  /** The file. */
  readonly source: string;
  /** null: the whole fleet, or nobody knows. */
  readonly shard: Shard | null;
  /** When it began, ISO 8601, UTC; null: nobody knows. */
  readonly startedAt: string | null;
  /** Who was to be looked at. */
  readonly hosts: readonly SweptHost[];
  readonly results: readonly HostDrift[];
  readonly diagnostics: readonly Diagnostic[];
}
