import type { Diagnostic } from '../../model/diagnostic';
import { displayShellWord } from '../../model/shell-word';
import { failure, success, type Result } from '../../model/result';
import { PLATFORMS } from '../../review/comment/platform';
import { reviewComment } from '../../review/comment/review-comment';
import type { ReviewedHost } from '../../review/comment/reviewed-host';
import { reviewSummary } from '../../review/comment/review-summary';
import { printableText } from '../../review/printable-text';
import { loadDesired } from '../../workflow/load-desired';
import { isUnreachable, largestExitCode, type ExitCode } from '../../workflow/outcome';
import type { Ports } from '../../workflow/ports';
import { desiredDigestOf, reviewHosts, type HostsReview, type ReviewHostsRequest } from '../../workflow/review';
import { ruleCitations } from '../../workflow/safety-rules';
import { snapshotAgeWarnings } from '../../workflow/snapshot-age';
import { extentOf, formatOf, type ReviewOptions } from '../command-options';
import type { CliContext } from '../context';
import { selectHosts } from '../host-selection';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { jsonFileText, saveFile } from '../save-file';
import { writesApart } from '../separate-files';
import { renderPlans } from './plan';

/** Plans the described hosts and prints the plans as a pull-request comment. */
export async function runReview(
  context: CliContext,
  paths: readonly string[],
  options: ReviewOptions,
): Promise<ExitCode> {
  if (!(await writesApart(context, paths, options))) return 1;
  const ports = portsOf(context, options);
  const selection = await selectHosts(context, ports, paths, { ...options, skipsBroken: true });
  noteDiagnostics(context, selection.diagnostics);
  if (!selection.ok) return 1;
  const base = await baseOf(ports, options);
  noteDiagnostics(context, base.diagnostics);
  if (!base.ok) return 1;
  const { documents, observe } = selection.value;
  const request = { documents, observe, acceptRecalled: options.acceptRecalled === true };
  const planned = await reviewHosts({ ...request, ...(base.value === undefined ? {} : { base: base.value }) });
  const review = {
    ...planned,
    hosts: planned.hosts.map((each) => withSnapshotAdvice(withAgeWarnings(each, context, options), options)),
  };
  for (const each of review.hosts) noteDiagnostics(context, each.kind === 'planned' ? each.warnings : each.diagnostics);
  const skipped = selection.diagnostics.filter(({ severity }) => severity === 'error');
  const text = render(context, review, skipped, options);
  if (options.out === undefined) context.out(text);
  else if (!(await saveFile(context, options.out, text, 'the comment'))) return 1;
  if (options.summary !== undefined) {
    const summary = jsonFileText(reviewSummary(review, skipped, desiredDigestOf(documents)));
    if (!(await saveFile(context, options.summary, summary, 'the summary'))) return 1;
  }
  return largestExitCode([...review.results, { exitCode: skipped.length > 0 ? 1 : 0 }]);
}

/** The desired state before the request. A host that is new in the request is in none of its documents, so no host is asked for. */
async function baseOf(
  ports: Ports,
  { base, baseDigest, host: hosts = [] }: ReviewOptions,
): Promise<Result<ReviewHostsRequest['base'] | undefined>> {
  if (base === undefined) return success(undefined);
  const loaded = await loadDesired(ports.files, { paths: base, hosts: [], skipsBroken: true });
  if (!loaded.ok) return failure(...loaded.diagnostics.map(ofBase));
  const documents = loaded.value.filter(({ desired }) => hosts.length === 0 || hosts.includes(desired.host));
  const expected = baseDigest === undefined ? {} : { expectedDigest: baseDigest };
  return success({ documents, ...expected }, loaded.diagnostics);
}

/** What to do about a base that is not there: whoever reviews a request did not forget to run a program. */
function ofBase(diagnostic: Diagnostic): Diagnostic {
  if (!['desired-not-found', 'no-desired-files'].includes(diagnostic.code)) return diagnostic;
  const detail =
    'It was named with --base: synthesize the target branch there, or leave --base out, and nothing is compared with it.';
  return { ...diagnostic, detail };
}

/** A review can do without a way to the host, which the failure to reach it does not say. */
function withSnapshotAdvice(reviewed: ReviewedHost, { snapshot }: ReviewOptions): ReviewedHost {
  if (reviewed.kind === 'planned' || snapshot !== undefined || !isUnreachable(reviewed.diagnostics)) return reviewed;
  const advice = `A review needs no way to the host: where there is one, "hpvmctl discover --host ${displayShellWord(reviewed.host)} --out FILE" keeps a snapshot, and review takes it with --snapshot FILE.`;
  const diagnostics = reviewed.diagnostics.map((each) => ({ ...each, detail: `${each.detail}\n${advice}` }));
  return { ...reviewed, diagnostics };
}

/** Only a snapshot can be old. */
function withAgeWarnings(reviewed: ReviewedHost, context: CliContext, options: ReviewOptions): ReviewedHost {
  if (reviewed.kind === 'unplanned' || options.snapshot === undefined) return reviewed;
  const old = snapshotAgeWarnings(reviewed.observed, context.now(), options.maxSnapshotAge);
  return { ...reviewed, warnings: [...old, ...reviewed.warnings] };
}

function render(
  context: CliContext,
  { hosts, base, results }: HostsReview,
  skipped: readonly Diagnostic[],
  options: ReviewOptions,
): string {
  const format = formatOf(options);
  const extent = extentOf(options);
  if (format === 'json') return renderPlans(context, results, format, extent);
  if (format === 'text') return `${renderPlans(context, results, format, extent)}${skippedText(skipped)}`;
  const { dialect, mostBytes } = PLATFORMS[options.platform];
  return reviewComment({
    hosts,
    skipped,
    ...(base === undefined ? {} : { base }),
    key: options.key,
    dialect,
    extent,
    mostBytes: options.maxLength ?? mostBytes,
    ...(options.detailsUrl === undefined ? {} : { detailsUrl: options.detailsUrl }),
    citationOf: ruleCitations(),
  });
}

/** Whoever reads only the text must not take it for the whole; in JSON the exit code and stderr say so. */
function skippedText(skipped: readonly Diagnostic[]): string {
  if (skipped.length === 0) return '';
  return `\nNot reviewed:\n${skipped.map(({ summary }) => `  ${printableText(summary)}\n`).join('')}`;
}
