import { compareText } from '../../model/canonical-json';
import { durationText } from '../../fleet/duration-text';
import { sweepHeadLine, sweepResultLine, type HostDrift } from '../../fleet/sweep';
import { keptMemo } from '../../transport/memo';
import { diagnosticsText } from '../../review/diagnostics-text';
import { printableText } from '../../review/printable-text';
import { hostsNotCompared } from '../../workflow/broken-document';
import { driftSettings } from '../../workflow/drift-settings';
import { seenOf, sweepDrift } from '../../workflow/drift-sweep';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { nearMisses } from '../../workflow/near-misses';
import { resumeSweep } from '../../workflow/resume-sweep';
import { formatOf, type DriftOptions } from '../command-options';
import type { CliContext } from '../context';
import { driftDocumentText, driftOutput, type DriftOfHosts } from '../drift-output';
import { driftNextStep } from '../drift-next-step';
import { hostFaults } from '../host-faults';
import { suggestingOptions } from '../host-options';
import { keepHistory } from '../keep-history';
import { misplacedOutput } from '../misplaced-output';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { canSaveFile, saveFile } from '../save-file';
import { writesApart } from '../separate-files';
import { sweepProgress } from '../sweep-progress';
import { selectSweep } from '../sweep-selection';
import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { displayCommand } from '../../model/shell-word';

/** Compares the described hosts with their documents and prints what differs. */
export async function runDrift(plain: CliContext, paths: readonly string[], options: DriftOptions): Promise<ExitCode> {
  const context = suggestingOptions(plain, options);
  const misplaced = misplacedOutput(context, { command: 'drift', kept: 'the report', options });
  if (misplaced !== undefined) {
    noteDiagnostics(context, [misplaced]);
    return 1;
  }
  const ports = portsOf(context, options, keptMemo());
  const isStreamed = formatOf(options) === 'ndjson';
  if (isStreamed && options.out !== undefined) {
    noteDiagnostics(context, [OUT_OF_A_STREAM]);
    return 1;
  }
  const misspelt = await misspeltMerge(ports, paths);
  if (misspelt !== undefined) {
    noteDiagnostics(context, [misspelt]);
    return 1;
  }
  if (!(await writesApart(context, paths, options))) return 1;
  const settings = await driftSettings(ports, options);
  noteDiagnostics(context, settings.diagnostics);
  if (!settings.ok) return 1;
  const selection = await selectSweep(context, ports, paths, options);
  noteDiagnostics(context, selection.diagnostics);
  if (!selection.ok) return 1;
  for (const file of [options.out, options.history])
    if (file !== undefined && !(await canSaveFile(context, file))) return 1;
  const resumed = await leftOf(context, ports, selection.value.documents, options);
  if (resumed === undefined) return 1;
  const { finished, left } = resumed;

  const shard = selection.value.shard?.shard;
  const { documents, broken } = selection.value;
  const unusable = hostsNotCompared(broken, documents);
  const told = new Set(unusable.flatMap(({ diagnostics }) => diagnostics));
  const wrong = selection.diagnostics.filter((each) => each.severity === 'error' && !told.has(each));
  if (isStreamed) {
    const asked = [
      ...left.map(({ host, digest }) => ({ host, desiredDigest: digest })),
      ...unusable.map(({ host }) => ({ host, desiredDigest: null })),
    ];
    const hosts = asked.sort((one, other) => compareText(one.host, other.host));
    context.out(
      sweepHeadLine({ startedAt: context.now().toISOString(), shard: shard ?? null, hosts, diagnostics: wrong }),
    );
    for (const each of unusable) context.out(sweepResultLine(each));
  }
  const results: HostDrift[] = isStreamed ? [] : [...finished, ...unusable];
  let exitCode = largestExitCode([...finished, ...unusable, { exitCode: wrong.length > 0 ? 1 : 0 }]);
  let isWholeFleet =
    shard === undefined && options.host === undefined && finished.length + unusable.length + wrong.length === 0;
  const progress = sweepProgress(context, left.length);
  const faults = hostFaults(context);
  const sweep = {
    documents: left,
    files: ports.files,
    observe: selection.value.observe,
    settings: settings.value,
    atOnce: options.concurrency,
    onFault: faults.onFault,
  };
  const seen = await sweepDrift(sweep, (result) => {
    exitCode = largestExitCode([{ exitCode }, result]);
    isWholeFleet &&= result.report !== null;
    if (isStreamed) progress.aside(() => context.out(sweepResultLine(result)));
    else results.push(result);
    progress.done(
      result.exitCode,
      diagnosticsText(result.diagnostics, context.noteStyle)
        .map((line) => `${line}\n`)
        .join(''),
    );
  }).finally(() => progress.end());
  faults.tell();
  noteDiagnostics(context, settings.value.ruleUse?.idle(isWholeFleet) ?? []);

  const drift: DriftOfHosts = {
    results: results.sort((one, other) => compareText(one.host, other.host)),
    shard,
    diagnostics: wrong,
  };
  if (!isStreamed) context.out(driftOutput(context, drift, formatOf(options)));
  if (formatOf(options) === 'text') context.note(driftNextStep(context, drift.results, paths, options));
  const { out, history } = options;
  const isSaved = [
    out === undefined || (await saveFile(context, out, driftDocumentText(drift), 'the drift report')),
    history === undefined || (await keepHistory(context, ports, history, [...finished.flatMap(seenOf), ...seen])),
  ].every(Boolean);
  return largestExitCode([{ exitCode }, { exitCode: isSaved ? 0 : 1 }]);
}

/** `drift merg a b`: not three documents that are missing. */
async function misspeltMerge(
  { files }: ReturnType<typeof portsOf>,
  [first, ...others]: readonly string[],
): Promise<Diagnostic | undefined> {
  if (first === undefined || nearMisses(first, ['merge']).length === 0) return undefined;
  if ((await files.kindOf(first)) !== 'missing') return undefined;
  const meant = displayCommand(['hpvmctl', 'drift', 'merge', ...others]);
  return errorDiagnostic('desired-not-found', `There is no file or folder ${first}`, `Did you mean ${meant}?`);
}

const OUT_OF_A_STREAM = errorDiagnostic(
  'out-of-a-stream',
  '--out was given with --format ndjson',
  'A file of --out is written whole, at the end; lines are printed as each host is done. Send them into a file: hpvmctl drift --format ndjson > FILE',
);

/** Whom an earlier sweep left to be looked at: everybody, unless --resume names it. */
async function leftOf(
  context: CliContext,
  ports: ReturnType<typeof portsOf>,
  documents: Parameters<typeof resumeSweep>[2],
  { resume }: DriftOptions,
): Promise<{ readonly finished: readonly HostDrift[]; readonly left: typeof documents } | undefined> {
  if (resume === undefined) return { finished: [], left: documents };
  const resumed = await resumeSweep(ports.files, resume, documents);
  noteDiagnostics(context, resumed.diagnostics);
  if (!resumed.ok) return undefined;
  const { finished, left, startedAt } = resumed.value;
  const seconds = startedAt === null ? NaN : (context.now().getTime() - Date.parse(startedAt)) / 1_000;
  const begun =
    seconds < 0
      ? `at ${printableText(startedAt ?? '')}, which is yet to come: a clock is wrong`
      : `${durationText(seconds)} ago`;
  const age = Number.isNaN(seconds) ? '' : `; it was begun ${begun}`;
  context.note(
    `${printableText(resume)} has the reports of ${String(finished.length)} hosts; ${String(left.length)} are left${age}\n`,
  );
  return resumed.value;
}
