import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { displayShellWord } from '../../model/shell-word';
import { PLATFORMS } from '../../review/comment/platform';
import { reviewComment } from '../../review/comment/review-comment';
import type { ReviewedHost } from '../../review/comment/reviewed-host';
import { reviewSummary } from '../../review/comment/review-summary';
import { printableText } from '../../review/printable-text';
import { loadAllDesired } from '../../workflow/load-desired';
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
  const base = options.base === undefined ? undefined : await baseOf(context, ports, options);
  if (options.base !== undefined && base === undefined) return 1;
  const { documents, broken, observe } = selection.value;
  const request = { documents, broken, observe, acceptRecalled: options.acceptRecalled === true };
  const planned = await reviewHosts({ ...request, ...(base === undefined ? {} : { base }) });
  const review = {
    ...planned,
    hosts: planned.hosts.map((each) => withSnapshotAdvice(withAgeWarnings(each, context, options), options)),
  };
  for (const each of review.hosts)
    if (each.kind === 'planned') noteDiagnostics(context, each.warnings);
    else if (each.path === undefined) noteDiagnostics(context, each.diagnostics);
  const text = render(context, review, options);
  if (options.out === undefined) context.out(text);
  else if (!(await saveFile(context, options.out, text, 'the comment'))) return 1;
  if (options.summary !== undefined) {
    const summary = jsonFileText(reviewSummary(review, desiredDigestOf(documents)));
    if (!(await saveFile(context, options.summary, summary, 'the summary'))) return 1;
  }
  return largestExitCode([...review.results, { exitCode: broken.length > 0 ? 1 : 0 }]);
}

/**
 * The desired state before the request. A host that is new in the request is in none of its documents, so no host is asked for. What cannot be
 * read of it describes nothing: else no request could repair it, or add the first host. Undefined where nothing is at its place.
 */
async function baseOf(
  context: CliContext,
  ports: Ports,
  { base = [], baseDigest, host: hosts = [] }: ReviewOptions,
): Promise<NonNullable<ReviewHostsRequest['base']> | undefined> {
  const loaded = await loadAllDesired(ports.files, { paths: base, hosts: [], skipsBroken: true });
  const missing = loaded.diagnostics.filter(({ code }) => code === 'desired-not-found');
  if (missing.length > 0) {
    noteDiagnostics(context, missing.map(ofBase));
    return undefined;
  }
  const problems = loaded.diagnostics.map((each): Diagnostic => ({ ...ofBase(each), severity: 'warning' }));
  noteDiagnostics(context, problems.length === 0 ? [] : [...problems, BASE_NOT_READ]);
  const described = loaded.ok ? loaded.value.documents : [];
  const documents = described.filter(({ desired }) => hosts.length === 0 || hosts.includes(desired.host));
  return { documents, ...(baseDigest === undefined ? {} : { expectedDigest: baseDigest }) };
}

const BASE_NOT_READ = warningDiagnostic(
  'base-not-read',
  'Not all of the base could be read',
  'Of a host that it does not describe everything counts as changed by this request.',
);

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

function render(context: CliContext, { hosts, base, results }: HostsReview, options: ReviewOptions): string {
  const format = formatOf(options);
  const extent = extentOf(options);
  if (format === 'json') return renderPlans(context, results, format, extent);
  if (format === 'text') return `${renderPlans(context, results, format, extent)}${notReviewedText(hosts)}`;
  const { dialect, mostBytes } = PLATFORMS[options.platform];
  return reviewComment({
    hosts,
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
function notReviewedText(hosts: readonly ReviewedHost[]): string {
  const lines = hosts.flatMap((each) => {
    if (each.kind === 'planned') return [];
    const { host, path, diagnostics } = each;
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ summary }) => `    ${summary}`);
    return [`  ${host}${path === undefined || path === host ? '' : ` (${path})`}`, ...errors];
  });
  return lines.length === 0 ? '' : `\nNot reviewed:\n${lines.map((line) => `${printableText(line)}\n`).join('')}`;
}
