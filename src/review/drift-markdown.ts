import { diagnosticsMarkdown } from './diagnostics-markdown';
import type { DriftReport } from './drift-report';
import {
  driftedFieldText,
  driftedNote,
  driftedWholeText,
  driftingItems,
  ignoredTexts,
  movedTexts,
  pendingTexts,
  unmanagedAddresses,
} from './drift-text';
import { markdownCode, markdownProse } from './markdown-escape';
import { countText } from './plan-summary';
import { joinSections } from './text-sections';

/** A drift report as a Markdown comment or chat message. */
export function driftMarkdown(report: DriftReport): string {
  const sections = [
    [`### ${markdownCode(report.host)}: ${markdownProse(summaryOf(report))}`],
    diagnosticsMarkdown(report.diagnostics),
    driftTable(report),
    listOf('Waiting', pendingTexts(report)),
    listOf('No drift', movedTexts(report)),
    unmanagedAddresses(report).length === 0
      ? []
      : [`Not managed here: ${unmanagedAddresses(report).map(markdownCode).join(', ')}`],
    listOf('Ignored', ignoredTexts(report)),
    [`Observed at ${markdownCode(report.observedAt)}, compared with ${markdownCode(report.desiredDigest)}.`],
  ];
  return joinSections(sections);
}

function driftTable(report: DriftReport): readonly string[] {
  const items = driftingItems(report);
  if (items.length === 0) return [];
  const hasSince = items.some(({ since }) => since !== undefined);
  return [
    hasSince ? '| resource | difference | since |' : '| resource | difference |',
    hasSince ? '|---|---|---|' : '|---|---|',
    ...items.map((change) => {
      const whole = driftedWholeText(change);
      const fields = change.fields.map((field) =>
        markdownProse(`${field.path} ${driftedFieldText(change.action, field)}`),
      );
      const note = driftedNote(change);
      const since = hasSince ? ` ${markdownCode(change.since ?? '')} |` : '';
      return `| ${markdownCode(change.address)} | ${[...(whole === '' ? [] : [whole]), ...fields, ...(note === undefined ? [] : [markdownProse(note)])].join('<br>')} |${since}`;
    }),
  ];
}

function listOf(title: string, texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [] : [`${title}:`, '', ...texts.map((text) => `- ${markdownProse(text)}`)];
}

function summaryOf(report: DriftReport): string {
  if (report.status === 'in-sync') return 'in sync';
  if (report.status === 'unknown') return 'unknown, because not everything could be read';
  return `drift in ${countText(driftingItems(report).length, 'resource')}`;
}
