import { diagnosticsMarkdown } from './diagnostics-markdown';
import type { DriftReport } from './drift-report';
import { driftedFieldText, driftedWholeText } from './drift-text';
import { markdownCode, markdownProse } from './markdown-escape';
import { countText } from './plan-summary';
import { joinSections } from './text-sections';

/** A drift report as a Markdown comment or chat message. */
export function driftMarkdown(report: DriftReport): string {
  const sections = [
    [`### ${markdownCode(report.host)}: ${markdownProse(summaryOf(report))}`],
    diagnosticsMarkdown(report.diagnostics),
    driftTable(report),
    report.unmanaged.length === 0 ? [] : [`Not managed here: ${report.unmanaged.map(markdownCode).join(', ')}`],
    [`Observed at ${markdownCode(report.observedAt)}, compared with ${markdownCode(report.desiredDigest)}.`],
  ];
  return joinSections(sections);
}

function driftTable(report: DriftReport): readonly string[] {
  if (report.changes.length === 0) return [];
  return [
    '| resource | difference |',
    '|---|---|',
    ...report.changes.map((change) => {
      const whole = driftedWholeText(change);
      const fields = change.fields.map((field) =>
        markdownProse(`${field.path} ${driftedFieldText(change.action, field)}`),
      );
      return `| ${markdownCode(change.address)} | ${[...(whole === '' ? [] : [whole]), ...fields].join('<br>')} |`;
    }),
  ];
}

function summaryOf(report: DriftReport): string {
  if (report.status === 'in-sync') return 'in sync';
  if (report.status === 'unknown') return 'unknown, because not everything could be read';
  return `drift in ${countText(report.changes.length, 'resource')}`;
}
