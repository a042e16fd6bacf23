import type { FieldChange } from '../diff/change';
import { isOnlySaved } from '../model/saved-field';
import { ACTION_SIGNS, type ListedChange } from './change-lines';
import { diagnosticsText } from './diagnostics-text';
import type { DriftReport } from './drift-report';
import { fieldValueText } from './field-value';
import { paletteFor, type TextStyle } from './palette';
import { countText } from './plan-summary';
import { printableText } from './printable-text';
import { wrapText } from './wrap-text';
import { joinSections } from './text-sections';

/** A drift report for a reader: per resource, what it is and what it should be. */
export function driftText(report: DriftReport, style: TextStyle): string {
  const sections = [
    report.changes.flatMap((change) => driftedChangeLines(change, style)),
    diagnosticsText(report.diagnostics, style),
    unmanagedLines(report, style),
    [driftSummary(report, style)],
  ];
  return joinSections(sections);
}

/** What differs in one field, in the words of somebody who looks at the host. */
export function driftedFieldText(action: ListedChange['action'], field: FieldChange): string {
  const is = fieldValueText(field.path, field.before);
  const should = fieldValueText(field.path, field.after);
  if (action === 'create') return `should be ${should}`;
  return action === 'delete' ? `is ${is}` : `is ${is}, should be ${should}`;
}

const MISSING_OR_EXTRA: Readonly<Record<ListedChange['action'], string>> = {
  create: 'is missing',
  update: '',
  delete: 'is no longer desired',
};

/** What differs on a resource as a whole; empty where its fields tell it. */
export function driftedWholeText(change: ListedChange): string {
  if (!isOnlySaved(change)) return MISSING_OR_EXTRA[change.action];
  return change.action === 'delete'
    ? 'is gone, but still saved: the next boot brings it back'
    : 'runs as desired, but is saved otherwise: the next boot changes it';
}

/** One resource that is not as it should be: what is, and what should be. */
export function driftedChangeLines(change: ListedChange, style: TextStyle): readonly string[] {
  const palette = paletteFor(style);
  const labelWidth = Math.max(0, ...change.fields.map((field) => field.path.length));
  const whole = driftedWholeText(change);
  return [
    `  ${palette.yellow(ACTION_SIGNS[change.action])} ${palette.bold(printableText(change.address))}${whole === '' ? '' : ` ${whole}`}`,
    ...change.fields.flatMap((field) => {
      const first = `      ${printableText(field.path).padEnd(labelWidth)}  `;
      const layout = { widthColumns: style.widthColumns, first, rest: ' '.repeat(first.length) };
      return wrapText(driftedFieldText(change.action, field), layout);
    }),
  ];
}

function unmanagedLines({ unmanaged }: DriftReport, { widthColumns }: TextStyle): readonly string[] {
  if (unmanaged.length === 0) return [];
  const text = `Not managed here: ${unmanaged.map(printableText).join(', ')}`;
  return wrapText(text, { widthColumns, first: '', rest: '  ' });
}

function driftSummary(report: DriftReport, style: TextStyle): string {
  const { bold, green, yellow, red } = paletteFor(style);
  const host = bold(printableText(report.host));
  if (report.status === 'in-sync') return `${host}: ${green('in sync')}`;
  if (report.status === 'unknown') return `${host}: ${red('unknown')}, because not everything could be read`;
  return `${host}: ${yellow('drift')} in ${countText(report.changes.length, 'resource')}`;
}
