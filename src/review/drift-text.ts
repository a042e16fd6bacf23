import type { FieldChange } from '../diff/change';
import { isOnlySaved } from '../model/saved-field';
import { ACTION_SIGNS, type ListedChange } from './change-lines';
import { diagnosticsText } from './diagnostics-text';
import type { DriftActor, DriftItem, IgnoredBy } from '../drift/drift-item';
import type { DriftReport } from './drift-report';
import { fieldValueText } from './field-value';
import { paletteFor, type TextStyle } from './palette';
import { countText } from './plan-summary';
import { printableText } from './printable-text';
import { wrapText } from './wrap-text';
import { joinSections } from './text-sections';

/** A drift report for a reader: the host, and per resource what it is and what it should be. */
export function driftText(report: DriftReport, style: TextStyle): string {
  const sections = [
    // The host comes first: of several, what stands below a name is taken for its own.
    [
      driftSummary(report, style),
      ...driftingItems(report).flatMap((item) => [
        ...driftedChangeLines(item, style),
        ...noteLines(item, style),
        ...sinceLines(item, style),
      ]),
    ],
    diagnosticsText(report.diagnostics, style),
    pendingLines(report, style),
    movedLines(report, style),
    unmanagedLines(report, style),
    ignoredLines(report, style),
  ];
  return joinSections(sections);
}

/** The items that are drift: a plan would do something about them, or they are gone for good; and no rule lets them stay. */
export function driftingItems({ items }: DriftReport): readonly DriftItem[] {
  return items.filter(isDrifting);
}

/** Whether an item is drift. */
export function isDrifting({ class: kind, action, ignoredBy }: DriftItem): boolean {
  return (action !== null || kind === 'missing') && ignoredBy === undefined;
}

/** What differs: with a change that a plan would make, or (null) gone, and nothing that a plan brings back. */
export interface DriftedChange extends Omit<ListedChange, 'action'> {
  readonly action: ListedChange['action'] | null;
}

/** Sign of what differs, as in a plan; `!` where a plan does nothing about it. */
export function driftedSign({ action }: DriftedChange): string {
  return action === null ? '!' : ACTION_SIGNS[action];
}

/** The items that a rule lets stay, each in a line. */
export function ignoredTexts({ items }: DriftReport): readonly string[] {
  return items.flatMap(({ address, ignoredBy }) =>
    ignoredBy === undefined ? [] : [`${address}: ${ignoredText(ignoredBy)}`],
  );
}

/** Why something is let stay: each rule with its owner and its last day. */
export function ignoredText({ others = [], ...first }: IgnoredBy): string {
  return [first, ...others].map(({ reason, owner, expires }) => `${reason} (${owner}, until ${expires})`).join('; ');
}

/** Addresses of what is neither declared nor ours, and that no rule is about. */
export function unmanagedAddresses({ items }: DriftReport): readonly string[] {
  return items.flatMap((item) =>
    item.class === 'unmanaged-extra' && item.ignoredBy === undefined ? [item.address] : [],
  );
}

/** What waits for a restart or a start and is no drift by itself, each in a line. */
export function pendingTexts({ items }: DriftReport): readonly string[] {
  return items.flatMap((item) =>
    item.class === 'pending-reboot' && item.action === null && item.ignoredBy === undefined
      ? [`${item.address}: ${item.note ?? ''}`]
      : [],
  );
}

/** What others did by right, each in a line with who it was. */
export function movedTexts({ items }: DriftReport): readonly string[] {
  return items.flatMap(({ address, actor, note = '', since, ignoredBy }) =>
    actor === undefined || ignoredBy !== undefined
      ? []
      : [`${address}, by ${ACTOR_WORDS[actor]}: ${note}${since === undefined ? '' : ` (seen since ${since})`}`],
  );
}

const ACTOR_WORDS: Readonly<Record<DriftActor, string>> = {
  vswitchmgr: 'vswitchmgr',
  'failover-group': 'its failover group',
};

/** What there is to say of a drifting item that its fields do not tell; undefined: nothing. */
export function driftedNote(item: DriftItem): string | undefined {
  return driftedWholeText(item) === '' || item.action === null ? item.note : undefined;
}

/** What differs in one field, in the words of somebody who looks at the host. */
export function driftedFieldText(action: DriftedChange['action'], field: FieldChange): string {
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
export function driftedWholeText(change: DriftedChange): string {
  if (change.action === null) return 'is missing';
  if (!isOnlySaved(change)) return MISSING_OR_EXTRA[change.action];
  return change.action === 'delete'
    ? 'is gone, but still saved: the next boot brings it back'
    : 'runs as desired, but is saved otherwise: the next boot changes it';
}

/** One resource that is not as it should be: what is, and what should be. */
export function driftedChangeLines(change: DriftedChange, style: TextStyle): readonly string[] {
  const palette = paletteFor(style);
  const labelWidth = Math.max(0, ...change.fields.map((field) => field.path.length));
  const whole = driftedWholeText(change);
  return [
    `  ${palette.yellow(driftedSign(change))} ${palette.bold(printableText(change.address))}${whole === '' ? '' : ` ${whole}`}`,
    ...change.fields.flatMap((field) => {
      const first = `      ${printableText(field.path).padEnd(labelWidth)}  `;
      const layout = { widthColumns: style.widthColumns, first, rest: ' '.repeat(first.length) };
      return wrapText(driftedFieldText(change.action, field), layout);
    }),
  ];
}

function noteLines(item: DriftItem, { widthColumns }: TextStyle): readonly string[] {
  const note = driftedNote(item);
  return note === undefined ? [] : wrapText(printableText(note), { widthColumns, first: '      ', rest: '      ' });
}

function sinceLines({ since }: DriftItem, { widthColumns }: TextStyle): readonly string[] {
  return since === undefined
    ? []
    : wrapText(`seen since ${printableText(since)}`, { widthColumns, first: '      ', rest: '      ' });
}

function pendingLines(report: DriftReport, { widthColumns }: TextStyle): readonly string[] {
  return pendingTexts(report).flatMap((text) =>
    wrapText(`Waiting: ${printableText(text)}`, { widthColumns, first: '', rest: '  ' }),
  );
}

function movedLines(report: DriftReport, { widthColumns }: TextStyle): readonly string[] {
  return movedTexts(report).flatMap((text) =>
    wrapText(`No drift: ${printableText(text)}`, { widthColumns, first: '', rest: '  ' }),
  );
}

function ignoredLines(report: DriftReport, { widthColumns }: TextStyle): readonly string[] {
  return ignoredTexts(report).flatMap((text) =>
    wrapText(`Ignored: ${printableText(text)}`, { widthColumns, first: '', rest: '  ' }),
  );
}

function unmanagedLines(report: DriftReport, { widthColumns }: TextStyle): readonly string[] {
  const unmanaged = unmanagedAddresses(report);
  if (unmanaged.length === 0) return [];
  const text = `Not managed here: ${unmanaged.map(printableText).join(', ')}`;
  return wrapText(text, { widthColumns, first: '', rest: '  ' });
}

function driftSummary(report: DriftReport, style: TextStyle): string {
  const { bold, green, yellow, red } = paletteFor(style);
  const host = bold(printableText(report.host));
  if (report.status === 'in-sync') return `${host}: ${green('in sync')}`;
  if (report.status === 'unknown') return `${host}: ${red('unknown')}, because not everything could be read`;
  return `${host}: ${yellow('drift')} in ${countText(driftingItems(report).length, 'resource')}`;
}
