import type { HostDrift, SweepHead, SweepPart, SweepResult } from '../fleet/sweep';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { parseJson } from '../model/parse-json';
import { failure, success, type Result } from '../model/result';
import { asWritten, exitCodeOf, readDriftDocument } from './drift-document';
import type { FileReader } from './ports';
import { parseJsonText, readInputFile } from './read-input-file';
import { sweepHeadSchema, sweepResultSchema } from './report-schemas';

/**
 * Loads what `hpvmctl drift` wrote as NDJSON or JSON. A file may hold several sweeps behind one another. Of a sweep that was killed the last line may be torn: it is left
 * out, with a warning, as is any line that is damaged; their hosts then have no result.
 */
export async function loadSweep(files: FileReader, path: string): Promise<Result<readonly SweepPart[]>> {
  const next = 'Correct the path. What drift finds is kept with "hpvmctl drift --format ndjson > FILE".';
  const text = await readInputFile(files, path, next);
  return text.ok ? decodeSweep(text.value, path) : text;
}

/** The same for a text; `source` names it. */
function decodeSweep(text: string, source: string): Result<readonly SweepPart[]> {
  const whole = parseJsonText(text, source);
  const document = whole.ok ? documentPart(whole.value, source) : undefined;
  if (document !== undefined) return success([document]);
  const parts: OpenPart[] = [];
  const damaged: Piece[] = [];
  const lostHeads: Piece[] = [];
  let maybeHead: Piece | undefined;
  for (const piece of piecesOf(text)) {
    const head = asWritten<SweepHead>(sweepHeadSchema, piece.value);
    const result = asWritten<SweepResult>(sweepResultSchema, piece.value);
    if (head !== undefined) parts.push({ ...head, source, results: [] });
    else if (result !== undefined) {
      // Of what was torn before another sweep began nothing is missing; these are the results of a sweep of which nobody knows whom it was about.
      if (maybeHead !== undefined || parts.length === 0) lostHeads.push(maybeHead ?? piece);
      currentPart(parts, source).results.push({ ...result, exitCode: exitCodeOf(result.report) });
    } else damaged.push(piece);
    if (head !== undefined || result !== undefined) maybeHead = undefined;
    else if (couldBeHead(piece)) maybeHead = piece;
  }
  if (parts.length === 0) {
    // Of one line that begins well it is known what is wrong with it.
    if (!whole.ok && /^\s*\{.*\s*$/.test(text)) return whole;
    return failure(
      errorDiagnostic(
        'malformed-report',
        `${source} holds no drift of hosts`,
        'Give what hpvmctl drift printed with --format ndjson or --json, as it was printed.',
      ),
    );
  }
  const said = [
    ...(damaged.length === 0 ? [] : [damagedLines(source, [...new Set(damaged.map(({ line }) => line))])]),
    ...(lostHeads.length === 0 ? [] : [headMissing(source, lostHeads[0]?.line ?? 1)]),
  ];
  return success(parts, said);
}

/** What a line holds, or a part of one: behind a line that was torn, or only lacks its end, another sweep may have been written. */
interface Piece {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** undefined: it is no JSON. */
  readonly value: unknown;
}

function piecesOf(text: string): readonly Piece[] {
  return text.split('\n').flatMap((written, index): readonly Piece[] => {
    if (written.trim() === '') return [];
    const whole = { line: index + 1, text: written, value: parsed(written) };
    if (whole.value !== undefined) return [whole];
    return written.split(LINE_START).map((part) => ({ line: index + 1, text: part, value: parsed(part) }));
  });
}

const LINE_START = /(?=\{"formatVersion":"1","kind":"hpvm-drift-(?:sweep|result)")/;

function couldBeHead({ text }: Piece): boolean {
  return text.startsWith('{') && !text.startsWith('{"formatVersion":"1","kind":"hpvm-drift-result"');
}

interface OpenPart extends SweepPart {
  readonly results: HostDrift[];
}

function currentPart(parts: OpenPart[], source: string): OpenPart {
  const last = parts.at(-1) ?? { source, startedAt: null, shard: null, hosts: [], results: [], diagnostics: [] };
  if (parts.length === 0) parts.push(last);
  return last;
}

function documentPart(json: unknown, source: string): SweepPart | undefined {
  const document = readDriftDocument(json);
  if (document === undefined) return undefined;
  const { shard = null, results, diagnostics } = document;
  return { source, startedAt: null, shard, hosts: [], results, diagnostics };
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function damagedLines(source: string, lines: readonly number[]): Diagnostic {
  const [first] = lines;
  return warningDiagnostic(
    'damaged-line',
    lines.length === 1
      ? `Line ${String(first)} of ${source} is damaged`
      : `${String(lines.length)} lines of ${source} are damaged, the first is line ${String(first)}`,
    'A sweep that was killed while it wrote leaves such a line. Its host counts as not finished.',
  );
}

/** Code of the error that says so; it does not matter to who knows the hosts. */
export const SWEEP_HEAD_MISSING = 'sweep-head-missing';

function headMissing(source: string, line: number): Diagnostic {
  return errorDiagnostic(
    SWEEP_HEAD_MISSING,
    `Results of ${source} have no first line of their sweep before them (line ${String(line)})`,
    'That line says who was to be looked at: nobody knows whether a host is missing. Give what hpvmctl drift printed with --format ndjson, as it was printed, or look at the hosts again.',
  );
}
