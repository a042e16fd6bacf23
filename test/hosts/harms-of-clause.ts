import { isHarm, type Clause, type Projection } from '../../src/check/clause';
import { readCommand } from '../../src/check/read-command';
import { situationOf, type CheckedStep, type Situation } from '../../src/check/situation';
import { walk } from '../../src/check/walk';
import type { ObservedHost } from '../../src/model/observed-host';
import { quickStartHost } from './quick-start-host';

const FOLDERS: Readonly<Record<string, string>> = {
  hpvmnet: '/opt/hpvm/bin/',
  hpvmmodify: '/opt/hpvm/bin/',
  nwmgr: '/usr/sbin/',
  ifconfig: '/usr/sbin/',
  ch_rc: '/usr/sbin/',
};

/** The quick-start host, or one with these changes, and command lines without folders: `hpvmnet -b -S vmlan4`. */
export function situationWith(commands: readonly string[], changes: Partial<ObservedHost> = {}): Situation {
  return situationOf(quickStartHost(changes), commands.map(stepOf));
}

/**
 * Harms that a clause sees when these commands run one after the other, each with the number of the command that does
 * it, from 1, or `at the end`. Sorted; nothing when the clause has no word against them.
 */
export function harmsInSequence(
  clause: Clause,
  commands: readonly string[],
  changes: Partial<ObservedHost> = {},
): readonly string[] {
  const found = clause
    .projections(situationWith(commands, changes))
    .flatMap((each) => harmOf(each, (earlier, later) => earlier < later));
  return [...new Set(found)].sort();
}

/** The same when the commands may run in any order. */
export function harmsInAnyOrder(
  clause: Clause,
  commands: readonly string[],
  changes: Partial<ObservedHost> = {},
): readonly string[] {
  const found = clause.projections(situationWith(commands, changes)).flatMap((each) => harmOf(each, () => false));
  return [...new Set(found)].sort();
}

/** A command line without its folder, as the checker reads it; fails for a line that the checker cannot read. */
export function stepOf(command: string, place = 0): CheckedStep {
  const [program = '', ...words] = command.split(' ');
  const action = readCommand([`${FOLDERS[program] ?? ''}${program}`, ...words]);
  if (action === undefined) throw new Error(`the checker cannot read "${command}"`);
  return { place, id: `s${String(place + 1).padStart(2, '0')}`, action };
}

function harmOf(projection: Projection, isBefore: (earlier: number, later: number) => boolean): readonly string[] {
  // A clause may not forget what it has not seen: whatever it remembers must be a plain, comparable value.
  if (isHarm(projection.start)) throw new Error('a projection cannot start with a harm');
  const { violation } = walk(projection, isBefore);
  if (violation === undefined) return [];
  return [`${violation.step === null ? 'at the end' : String(violation.step + 1)}: ${violation.harm}`];
}
