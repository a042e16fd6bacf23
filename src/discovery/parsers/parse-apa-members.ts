import { interfaceOfPpa } from '../../model/ppa';
import type { InterfaceName } from '../../model/names';

/** A port of an aggregate; `isDown` when its number carries an asterisk. */
export interface ApaMember {
  readonly name: InterfaceName;
  readonly isDown: boolean;
}

/**
 * Reads a membership: `0,1`, `9,21,22,14,13*` or `-` for none. The order printed is kept; it is not numeric.
 *
 * @see APA Administrator's Guide, 11i v3, March 2014, p. 44
 */
export function parseApaMembers(text: string): readonly ApaMember[] | undefined {
  if (text === '-') return [];
  if (!/^\d+\*?(,\d+\*?)*$/.test(text)) return undefined;
  const members = text.split(',').map((word) => {
    const name = interfaceOfPpa(Number(word.replace('*', '')));
    return name === undefined ? undefined : { name, isDown: word.endsWith('*') };
  });
  const known = members.filter((member) => member !== undefined);
  const areUnique = new Set(known.map((member) => member.name)).size === members.length;
  return areUnique ? known : undefined;
}
