import { compareText } from '../model/canonical-json';
import { errorDiagnostic, hasErrors, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { isOutdated, latestHeads } from './latest-heads';
import { shardText, type Shard } from './shard';
import type { HostDrift, SweepPart, SweptHost } from './sweep';

/** Several sweeps as one. */
export interface MergedSweep {
  /** Every host once, sorted; one that was to be looked at and was not is among them, as a failure. */
  readonly results: readonly HostDrift[];
  /** The same hosts, and what each was to be compared with. */
  readonly hosts: readonly SweptHost[];
  /** When the last of the sweeps began; null: nobody knows. */
  readonly startedAt: string | null;
  /** What is missing, or there twice. */
  readonly diagnostics: readonly Diagnostic[];
  /** As of one sweep over all the hosts, and 1 at least where something is missing. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * Joins parts. Of a host that is there more than once the result with a report counts, and of several reports the last observed one. A report against another document than
 * the latest sweep asked for does not count: what it says of the host may be right, and not what was asked.
 */
export function mergeSweeps(parts: readonly SweepPart[]): MergedSweep {
  const asked = latestHeads(parts);
  const found = new Map<string, HostDrift>();
  const seenIn = new Map<string, Set<SweepPart>>();
  const outdated = new Set<string>();
  for (const part of parts) {
    for (const result of part.results) {
      const { host, report } = result;
      if (report !== null && isOutdated(report, part, asked.get(host))) {
        outdated.add(host);
        continue;
      }
      const known = found.get(host);
      if (known === undefined || isBetter(result, known)) found.set(host, result);
      // A look that failed and was made again is no repetition.
      if (report !== null) seenIn.set(host, (seenIn.get(host) ?? new Set()).add(part));
    }
  }
  const expected = parts.flatMap(({ hosts }) => hosts.map(({ host }) => host));
  const unfinished = new Set([...expected, ...outdated].filter((host) => !found.has(host)));
  for (const host of unfinished) found.set(host, notFinished(host, outdated.has(host)));
  const results = [...found.values()].sort((left, right) => compareText(left.host, right.host));
  const hosts = results.map(({ host, report }) => ({
    host,
    desiredDigest: report?.desiredDigest ?? asked.get(host)?.desiredDigest ?? null,
  }));
  const startedAt = parts.reduce<string | null>(
    (last, part) => (part.startedAt !== null && (last === null || part.startedAt > last) ? part.startedAt : last),
    null,
  );
  const diagnostics = [
    ...parts.flatMap((part) => part.diagnostics),
    ...missingShards(parts),
    ...results.filter(({ host }) => unfinished.has(host)).flatMap((result) => result.diagnostics),
    ...repetitions(seenIn),
  ];
  const codes: readonly (0 | 1 | 2)[] = [hasErrors(diagnostics) ? 1 : 0, ...results.map(({ exitCode }) => exitCode)];
  return { results, hosts, startedAt, diagnostics, exitCode: codes.includes(2) ? 2 : codes.includes(1) ? 1 : 0 };
}

function isBetter(result: HostDrift, known: HostDrift): boolean {
  if (result.report === null || known.report === null) return known.report === null;
  return result.report.observedAt >= known.report.observedAt;
}

function notFinished(host: string, isChanged: boolean): HostDrift {
  const why = errorDiagnostic(
    'host-not-finished',
    isChanged ? `There is no result of ${host} since its document was changed` : `There is no result of ${host}`,
    'A sweep that was to look at it ended before. Go on with what it left: hpvmctl drift --format ndjson --resume FILE.',
    host,
  );
  return { host, exitCode: 1, report: null, diagnostics: [why] };
}

function missingShards(parts: readonly SweepPart[]): readonly Diagnostic[] {
  const shards = parts.flatMap(({ shard }) => (shard === null ? [] : [shard]));
  const totals = [...new Set(shards.map(({ total }) => total))].sort((left, right) => left - right);
  return totals.flatMap((total) => {
    const given = new Set(shards.filter((shard) => shard.total === total).map(({ index }) => index));
    const missing = Array.from({ length: total }, (_, at) => at + 1).filter((index) => !given.has(index));
    if (missing.length === 0) return [];
    const names = missing.map((index) => shardText({ index, total }));
    return [
      errorDiagnostic(
        'shard-missing',
        names.length === 1
          ? `Shard ${names.join('')} is missing`
          : `${listed(names)} are missing: shards of which no file tells`,
        'Nothing is known of their hosts. Give their files too, or run them again.',
      ),
    ];
  });
}

function repetitions(seenIn: ReadonlyMap<string, ReadonlySet<SweepPart>>): readonly Diagnostic[] {
  const shards = new Map<string, Set<string>>();
  const hosts: string[] = [];
  for (const [host, parts] of seenIn) {
    if (parts.size < 2) continue;
    const names = new Set([...parts].map(({ shard }) => nameOf(shard)));
    const [name] = names;
    if (name === undefined || name === '' || names.size > 1) hosts.push(host);
    else for (const { source } of parts) shards.set(name, (shards.get(name) ?? new Set()).add(source));
  }
  const newest = 'Of each host the report that was observed last counts.';
  return [
    ...[...shards].map(([name, sources]) =>
      warningDiagnostic(
        'shard-twice',
        `Shard ${name} is there more than once`,
        `In ${[...sources].join(', ')}. ${newest}`,
      ),
    ),
    ...(hosts.length === 0
      ? []
      : [
          warningDiagnostic(
            'host-twice',
            hosts.length === 1
              ? `${listed(hosts)} is there more than once`
              : `${listed(hosts)} are there more than once`,
            newest,
          ),
        ]),
  ];
}

function nameOf(shard: Shard | null): string {
  return shard === null ? '' : shardText(shard);
}

/** A few of many names: a message is read, and the report has them all. */
function listed(names: readonly string[]): string {
  const shown = [...names].sort(compareNumbered).slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${String(names.length - 10)} more` : shown;
}

const compareNumbered = new Intl.Collator('en', { numeric: true }).compare;
