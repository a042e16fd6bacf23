import type { PlannedChange } from '../../plan/plan-document';
import { ACTION_SIGNS, fieldChangeText } from '../change-lines';
import { changesOverview, MOST_CHANGES_IN_FULL } from '../changes-overview';
import type { Extent } from '../steps-overview';
import type { MarkdownDialect } from './dialect';
import { NO_ROWS, type MarkdownRows } from './markdown-rows';

/** A table of changes, or of very many how many of each kind. `noteOf` says more about one, behind its fields. */
export function changesTable(
  changes: readonly PlannedChange[],
  extent: Extent,
  { prose, code, lineBreak }: MarkdownDialect,
  noteOf: (change: PlannedChange) => string | undefined = () => undefined,
): MarkdownRows {
  if (changes.length === 0) return NO_ROWS;
  if (extent === 'readable' && changes.length > MOST_CHANGES_IN_FULL) {
    const rows = changesOverview(changes).map((each) => ({
      text: `| ${[each.kind, each.create, each.update, each.delete].map(String).map(prose).join(' | ')} |`,
      count: each.create + each.update + each.delete,
    }));
    return { head: ['| kind | create | update | delete |', '|---|---|---|---|'], rows, foot: [] };
  }
  const rows = changes.map((change) => {
    const fields = change.fields.map((field) => prose(`${field.path}: ${fieldChangeText(change.action, field)}`));
    const because = change.derivedBy === undefined ? [] : [`required by ${code(change.derivedBy)}`];
    const note = noteOf(change);
    const cell = [...fields, ...because, ...(note === undefined ? [] : [prose(note)])].join(lineBreak);
    return { text: `| ${code(ACTION_SIGNS[change.action])} | ${code(change.address)} | ${cell} |`, count: 1 };
  });
  return { head: ['| | resource | change |', '|---|---|---|'], rows, foot: [] };
}
