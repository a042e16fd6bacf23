import { changesBetween } from './changes-between';
import { fileEdits, type Replacement } from './file-edits';
import { inNamesOf } from './in-names-of';
import { readSource, type ReadUnit } from './read-source';

/** A file with the changes of its host in it. */
export interface WorkedIn {
  readonly text: string;
  /** True where people and the host changed the same statement: both stand there, between markers. */
  readonly hasConflicts: boolean;
}

/**
 * Works what changed between two texts of import into a file that people have edited, statement by statement: how they lay it out, what they call things, and
 * where they put them does not matter, and what the file says already is no change. Undefined where a text cannot be read as code, or people and
 * the host changed something that is no statement of import.
 */
export function workedIn(present: string, base: string, wanted: string): WorkedIn | undefined {
  const file = readSource(present);
  const [before, after] = [readSource(base), readSource(wanted)];
  if (file === undefined || before === undefined || after === undefined) return undefined;
  const segments = changesBetween(before, after);
  const edits = fileEdits(segments, file);
  if (edits === undefined) return undefined;
  const { places, replaced, inserted } = edits;
  const named = inNamesOf(file, after);
  const behind = new Map<ReadUnit | undefined, string[]>();
  let place: ReadUnit | undefined;
  for (const unit of after) {
    place = places.get(unit) ?? place;
    const isTakenAway = inserted.get(unit);
    if (isTakenAway === undefined) continue;
    const text = isTakenAway ? conflictText('', named(unit)) : named(unit);
    behind.set(place, [...(behind.get(place) ?? []), text]);
  }
  const spaced = new Map(
    segments.flatMap((segment) => {
      const own = segment.kind === 'same' ? places.get(segment.after) : undefined;
      return segment.kind === 'same' && own !== undefined ? [[own, segment] as const] : [];
    }),
  );
  const parts = [
    ...(behind.get(undefined) ?? []),
    ...file.flatMap((unit) => {
      const same = spaced.get(unit);
      const text = same === undefined ? unit.text : withSpaceOf(unit.text, same.before.text, same.after.text);
      const own = replaced.has(unit) ? replacementText(unit, replaced.get(unit), named) : text;
      return [own, ...(behind.get(unit) ?? [])];
    }),
  ];
  const hasConflicts =
    [...inserted.values()].some(Boolean) || [...replaced.values()].some((each) => each?.kind === 'conflict');
  return { text: joined(parts), hasConflicts };
}

/** Whether two texts mean the same, in whatever order; false where one cannot be read as code. */
export function meanTheSame(one: string, other: string): boolean {
  const [units, others] = [readSource(one), readSource(other)];
  if (units === undefined || others === undefined) return false;
  const meanings = (of: readonly ReadUnit[]): string => JSON.stringify(of.map(({ meaning }) => meaning).sort());
  return meanings(units) === meanings(others);
}

function replacementText(
  unit: ReadUnit,
  replacement: Replacement | undefined,
  named: (unit: ReadUnit) => string,
): string {
  switch (replacement?.kind) {
    case undefined:
      return '';
    case 'line':
      return replacement.text;
    case 'comments':
      return `${leadOf(replacement.after)}${unit.text.slice(leadOf(unit).length)}`;
    case 'unit': {
      const { before, after } = replacement;
      // Comments of people stay, unless the host has others to tell.
      const isSilent = before === undefined || leadOf(before).trim() === leadOf(after).trim();
      return `${leadOf(isSilent ? unit : after)}${named(after).slice(leadOf(after).length)}`;
    }
    case 'conflict':
      return conflictText(unit.text, replacement.after === null ? '' : named(replacement.after));
  }
}

function conflictText(own: string, host: string): string {
  const [, space = ''] = /^(\n*)/.exec(own === '' ? host : own) ?? [];
  const part = (text: string): string => text.replace(/^\n+/, '').replace(/(?<=[^\n])$/, '\n');
  return `${space}<<<<<<< file\n${part(own)}=======\n${part(host)}>>>>>>> host\n`;
}

/** Comments and empty lines before the code. */
function leadOf({ text, from, tokens }: ReadUnit): string {
  return text.slice(0, (tokens[0]?.start ?? from + text.length) - from);
}

/** An empty line that comes or goes because another statement begins the paragraph now. */
function withSpaceOf(own: string, before: string, after: string): string {
  const [had, has, is] = [before, after, own].map((text) => text.startsWith('\n'));
  if (had === has) return own;
  if (has === true) return is === true ? own : `\n${own}`;
  return own.replace(/^\n/, '');
}

/** Texts of statements behind one another, none on the last line of another that has come anew. */
function joined(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) {
    if (part !== '' && text !== '' && !text.endsWith('\n') && /^\s*\n|^ {2}/.test(part)) text += '\n';
    text += part;
  }
  return text;
}
