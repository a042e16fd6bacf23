import type { Doing, Task } from '../kernel/kernel';
import type { SimpleCommand } from '../syntax/syntax-tree';
import { expandText } from './expansion';
import type { Shell } from './shell';

/** Puts the values back that variables had before. */
export type Restore = () => void;

/** Assigns in the shell; what puts the old values back, or null when they are gone for good. */
export function assign(shell: Shell, { assignments }: SimpleCommand, isForGood: boolean): Doing<Restore | null> {
  if (assignments.length === 0) return null;
  if (!isForGood || assignments.some(({ value }) => !value.isQuick)) return assignLater(shell, assignments, isForGood);
  for (const { name, value } of assignments) {
    const text = expandText(shell, value);
    if (typeof text !== 'string') throw new Error('a quick word is expanded at once');
    shell.variables.set(name, text);
  }
  return null;
}

function* assignLater(
  shell: Shell,
  assignments: SimpleCommand['assignments'],
  isForGood: boolean,
): Task<Restore | null> {
  const before: (readonly [string, string | undefined])[] = [];
  for (const { name, value } of assignments) {
    before.push([name, shell.variables.get(name)]);
    const text = expandText(shell, value);
    shell.variables.set(name, typeof text === 'string' ? text : yield* text);
  }
  if (isForGood) return null;
  return () => {
    for (const [name, value] of before.reverse()) {
      if (value === undefined) shell.variables.delete(name);
      else shell.variables.set(name, value);
    }
  };
}

/** Values of the assignments before a program, for its environment. */
export function* assignedValues(shell: Shell, { assignments }: SimpleCommand): Task<Map<string, string>> {
  const values = new Map<string, string>();
  for (const { name, value } of assignments) {
    const text = expandText(shell, value);
    values.set(name, typeof text === 'string' ? text : yield* text);
  }
  return values;
}
