import { digestOf } from '../model/canonical-json';
import { attemptsOf, type Try } from './attempts-of';
import type { JournalRecord } from './journal';

/** What an entry tells besides its place in the chain. */
export type AuditFact =
  | {
      readonly event: 'begin';
      readonly owner: string;
      readonly planDigest: string;
      /** As `ssh-keygen -l` prints it; null where no host key was checked. */
      readonly hostKeyFingerprint: string | null;
      readonly runId: string;
    }
  | {
      /** `step`: a command of the plan; `undo`: one that takes something back. */
      readonly event: 'step' | 'undo';
      readonly id: string;
      /** Exact argv. */
      readonly command: readonly string[];
      /** null: its end was not recorded. */
      readonly exitStatus: number | null;
      /** What the host showed of its effect. */
      readonly effect: 'unasked' | 'shown' | 'missing' | 'unseen';
      /** Of what it printed, as far as it travelled here (16 KiB a stream). */
      readonly outputDigest: string;
      /** Whole seconds by the host's clock. */
      readonly seconds: number | null;
    }
  /** The host showed what the command of this id was to bring about when it was to be taken back: it was not run. */
  | { readonly event: 'undo-needless'; readonly id: string }
  /** `rebooted`: the host was booted, and the boot script went on. */
  | { readonly event: 'confirmed' | 'rebooted' }
  | { readonly event: 'end'; readonly outcome: string };

/** One line of the audit of a run. */
export type AuditEntry = AuditFact & {
  /** Counts up from 1. */
  readonly sequence: number;
  /** Host clock, ISO 8601, UTC, seconds; null when it is not known. */
  readonly at: string | null;
  /** Digest of the entry before; of the first, empty. */
  readonly previous: string;
  /** SHA-256 of the canonical JSON of this entry without this field. */
  readonly digest: string;
};

export interface AuditedRun {
  readonly owner: string;
  readonly planDigest: string;
  readonly runId: string;
  readonly hostKeyFingerprint: string | null;
  /** Commands by the id of their step. */
  readonly commands: ReadonlyMap<string, readonly string[]>;
  /** In the order of the host. */
  readonly records: readonly JournalRecord[];
  readonly outcome: string;
}

/** The audit of a run: who did what to the host, in the order in which the host did it, each entry chained to the one before. */
export function auditOf(run: AuditedRun): readonly AuditEntry[] {
  const facts: { at: string | null; fact: AuditFact }[] = [
    {
      at: run.records[0]?.at ?? null,
      fact: {
        event: 'begin',
        owner: run.owner,
        planDigest: run.planDigest,
        hostKeyFingerprint: run.hostKeyFingerprint,
        runId: run.runId,
      },
    },
  ];
  const tries = triesByIntent(run.records);
  for (const record of run.records) {
    const { at } = record;
    if (record.kind === 'woke') facts.push({ at, fact: { event: 'rebooted' } });
    if (record.kind === 'confirmed') facts.push({ at, fact: { event: 'confirmed' } });
    if (record.kind === 'undo-needless') facts.push({ at, fact: { event: 'undo-needless', id: record.stepId } });
    const tried = tries.get(record);
    if (tried !== undefined) facts.push({ at, fact: factOf(tried, at, run.commands.get(tried.id) ?? []) });
  }
  facts.push({ at: run.records.at(-1)?.at ?? null, fact: { event: 'end', outcome: run.outcome } });
  return chained(facts);
}

/** The first entry that does not fit the chain, as its sequence number; undefined when all do. */
export function brokenLink(entries: readonly AuditEntry[]): number | undefined {
  let previous = '';
  for (const [index, entry] of entries.entries()) {
    const { digest, ...rest } = entry;
    if (rest.sequence !== index + 1 || rest.previous !== previous || digestOf(rest) !== digest) return index + 1;
    previous = digest;
  }
  return undefined;
}

function chained(facts: readonly { readonly at: string | null; readonly fact: AuditFact }[]): readonly AuditEntry[] {
  let previous = '';
  return facts.map(({ at, fact }, index) => {
    const rest = { sequence: index + 1, at, ...fact, previous };
    previous = digestOf(rest);
    return { ...rest, digest: previous };
  });
}

function triesByIntent(records: readonly JournalRecord[]): ReadonlyMap<JournalRecord, Try> {
  return new Map(
    attemptsOf(records).flatMap((attempt) =>
      attempt.kind === 'needless' || attempt.intent === undefined ? [] : [[attempt.intent, attempt] as const],
    ),
  );
}

function factOf({ kind, id, outcome, outputs }: Try, at: string | null, command: readonly string[]): AuditFact {
  return {
    event: kind,
    id,
    command,
    exitStatus: outcome?.exitStatus ?? null,
    effect: outcome?.effect ?? 'unasked',
    outputDigest: digestOf(outputs.map(({ stream, text }) => `${stream}\n${text}`)),
    seconds: secondsBetween(at, outcome?.at ?? null),
  };
}

function secondsBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}
