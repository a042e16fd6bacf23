import type { ChangeAction, FieldChange } from '../diff/change';
import { fieldValueText } from './field-value';
import { paletteFor, type Paint, type Palette, type TextStyle } from './palette';
import { printableText } from './printable-text';
import { wrapText } from './wrap-text';

/** One resource that differs, from a plan or from a drift report. */
export interface ListedChange {
  readonly address: string;
  readonly action: ChangeAction;
  readonly fields: readonly FieldChange[];
  readonly derivedBy?: string;
}

/** The sign that `terraform plan` taught everybody: `+` create, `~` update, `-` delete. */
export const ACTION_SIGNS: Readonly<Record<ChangeAction, string>> = { create: '+', update: '~', delete: '-' };

/**
 * The lines of a list of changes: one heading per resource, one line per field as `before -> after`.
 * A created resource shows only what it gets, a deleted one only what it had.
 */
export function changeLines(changes: readonly ListedChange[], style: TextStyle): readonly string[] {
  const palette = paletteFor(style);
  return changes.flatMap((change) => [headingOf(change, palette), ...fieldLines(change, style)]);
}

function headingOf(change: ListedChange, palette: Palette): string {
  const paint = paintOf(change.action, palette);
  const because =
    change.derivedBy === undefined ? '' : palette.dim(`  (required by ${printableText(change.derivedBy)})`);
  return `  ${paint(ACTION_SIGNS[change.action])} ${palette.bold(printableText(change.address))}${because}`;
}

function fieldLines(change: ListedChange, style: TextStyle): readonly string[] {
  const labelWidth = Math.max(0, ...change.fields.map((field) => field.path.length));
  return change.fields.flatMap((field) => {
    const label = `      ${printableText(field.path).padEnd(labelWidth)}  `;
    const layout = { widthColumns: style.widthColumns, first: label, rest: ' '.repeat(label.length) };
    return wrapText(fieldChangeText(change.action, field), layout);
  });
}

/** `before -> after` of one field, or the only one of the two that means something. */
export function fieldChangeText(action: ChangeAction, field: FieldChange): string {
  const before = fieldValueText(field.path, field.before);
  const after = fieldValueText(field.path, field.after);
  if (action === 'create') return after;
  return action === 'delete' ? before : `${before} -> ${after}`;
}

function paintOf(action: ChangeAction, palette: Palette): Paint {
  if (action === 'create') return palette.green;
  return action === 'update' ? palette.yellow : palette.red;
}
