import { errorDiagnostic, hasErrors, type Diagnostic } from '../../model/diagnostic';
import { planMarkdown } from '../../review/plan-markdown';
import { applyPage } from '../../review/page/apply-page';
import { planMermaid } from '../../review/mermaid/plan-mermaid';
import { planPage } from '../../review/page/plan-page';
import { planText } from '../../review/plan-text';
import { reportText } from '../../review/report-text';
import type { TextStyle } from '../../review/palette';
import type { Extent } from '../../review/steps-overview';
import { snapshotText } from '../../review/snapshot-text';
import { markdownCodeBlock } from '../../review/markdown-escape';
import { loadDocument, type LoadedDocument } from '../../workflow/load-document';
import { planOnPage } from '../../workflow/plan-on-page';
import type { DriftDocument } from '../../workflow/drift-document';
import type { ExitCode } from '../../workflow/outcome';
import { ruleCitations } from '../../workflow/safety-rules';
import { extentOf, formatOf, type OutputFormat, type ShowOptions } from '../command-options';
import type { CliContext } from '../context';
import { driftOutput, problemsOf } from '../drift-output';
import { nodeFiles } from '../node-files';
import { misplacedOutput } from '../misplaced-output';
import { noteDiagnostics } from '../note-diagnostics';
import { replayRun } from '../replay-run';
import { jsonFileText } from '../save-file';

/** Renders a file that hpvmctl wrote. */
export async function runShow(context: CliContext, file: string, options: ShowOptions): Promise<ExitCode> {
  const misplaced = misplacedOutput(context, { command: 'show FILE', kept: 'it', options });
  if (misplaced !== undefined) {
    noteDiagnostics(context, [misplaced]);
    return 1;
  }
  const loaded = await loadDocument(nodeFiles(context.workingFolder), file);
  noteDiagnostics(context, loaded.diagnostics);
  if (!loaded.ok) return 1;
  const format = formatOf(options);
  if (loaded.value.kind === 'drift') return showDrift(context, loaded.value.drift, format);
  const extent = extentOf(options);
  if (format === 'json') context.out(jsonFileText(asJson(loaded.value)));
  else if (format === 'html') {
    const page = asPage(loaded.value);
    if (page === undefined) {
      noteDiagnostics(context, [NOT_A_PAGE]);
      return 1;
    }
    context.out(page);
  } else if (format === 'mermaid') {
    if (loaded.value.kind !== 'plans') {
      noteDiagnostics(context, [NO_DIAGRAM]);
      return 1;
    }
    context.out(loaded.value.plans.map(planOnPage).map(planMermaid).join('\n'));
  } else
    context.out(
      format === 'markdown'
        ? asMarkdown(context, loaded.value, extent, file)
        : asText(context, loaded.value, extent, file),
    );
  if (loaded.value.kind !== 'apply-reports') return 0;
  const found: Diagnostic[] = [];
  for (const report of loaded.value.reports) found.push(...(await replayRun(report)));
  noteDiagnostics(context, found);
  return hasErrors(found) ? 1 : 0;
}

/** Drift as it was printed when it was found; why hosts were not compared is told on stderr, as then. */
function showDrift(context: CliContext, drift: DriftDocument, format: OutputFormat): ExitCode {
  if (format === 'mermaid') {
    noteDiagnostics(context, [NO_DIAGRAM]);
    return 1;
  }
  const failures = drift.results.flatMap(({ report, diagnostics }) => (report === null ? diagnostics : []));
  noteDiagnostics(context, [...failures, ...problemsOf(drift)]);
  context.out(driftOutput(context, drift, format));
  return 0;
}

const NO_DIAGRAM = errorDiagnostic(
  'no-diagram',
  'Only plans are drawn as Mermaid diagrams',
  'Take another --format: text, markdown or json.',
);

const NOT_A_PAGE = errorDiagnostic(
  'no-page',
  'A snapshot has no page of its own',
  'Take another --format: text, markdown or json. A plan made with it draws the host.',
);

/** What is not rendered as it was when it was made. */
type ShownDocument = Exclude<LoadedDocument, { readonly kind: 'drift' }>;

/** Undefined for what no page is made of. */
function asPage(document: ShownDocument): string | undefined {
  switch (document.kind) {
    case 'plans':
      return planPage(document.plans.map(planOnPage), ruleCitations());
    case 'snapshots':
      return undefined;
    case 'apply-reports':
      return applyPage(
        document.reports.map((report) => ({
          report,
          planned: report.plan === undefined ? undefined : planOnPage(report.plan),
        })),
        ruleCitations(),
      );
  }
}

function asText(context: CliContext, document: ShownDocument, extent: Extent, file: string): string {
  const style: TextStyle = { ...context.outStyle, planFile: file };
  switch (document.kind) {
    case 'plans':
      return document.plans.map((plan) => planText(plan, style, ruleCitations(), extent)).join('\n');
    case 'snapshots':
      return document.snapshots.map((snapshot) => snapshotText(snapshot, style)).join('\n');
    case 'apply-reports':
      return document.reports.map((report) => reportText(report, style)).join('\n');
  }
}

function asMarkdown(context: CliContext, document: ShownDocument, extent: Extent, file: string): string {
  if (document.kind === 'plans')
    return document.plans.map((plan) => planMarkdown(plan, ruleCitations(), extent, file)).join('\n');
  const text = asText({ ...context, outStyle: { ...context.outStyle, colour: false } }, document, extent, file);
  return `${markdownCodeBlock(text.trimEnd().split('\n')).join('\n')}\n`;
}

function asJson(document: ShownDocument): unknown {
  switch (document.kind) {
    case 'plans':
      return document.plans.length === 1 ? document.plans[0] : { plans: document.plans };
    case 'snapshots':
      return document.snapshots.length === 1 ? document.snapshots[0] : { snapshots: document.snapshots };
    case 'apply-reports':
      return document.reports.length === 1 ? document.reports[0] : { reports: document.reports };
  }
}
