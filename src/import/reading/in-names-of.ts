import type { ReadUnit } from './read-source';

/** Gives the text of a statement of import with its constants called as a file calls them. */
export function inNamesOf(file: readonly ReadUnit[], written: readonly ReadUnit[]): (unit: ReadUnit) => string {
  const own = new Map(constantsOf(file).map(({ scope, name, meaning }) => [`${scope}|${meaning}`, name]));
  const meanings = new Map(constantsOf(written).map(({ scope, name, meaning }) => [`${scope}|${name}`, meaning]));
  return ({ text, from, tokens, statement, scope }) => {
    // The names of members are those of what is taken apart.
    if (statement.kind === 'value' ? statement.isTakenApart : statement.kind !== 'return') return text;
    let named = '';
    let done = 0;
    for (const [at, { kind, text: word, start, end }] of tokens.entries()) {
      const isName = kind === 'word' && tokens[at - 1]?.text !== '.' && tokens[at + 1]?.text !== ':';
      const name = isName ? own.get(`${scope}|${meanings.get(`${scope}|${word}`) ?? ''}`) : undefined;
      if (name === undefined) continue;
      // Import gives back `{ name }`: a member of that name, whatever its value is called.
      const isMember =
        statement.kind === 'return' && MEMBER.test(`${tokens[at - 1]?.text ?? ''}${tokens[at + 1]?.text ?? ''}`);
      named += `${text.slice(done, start - from)}${isMember && name !== word ? `${word}: ` : ''}${name}`;
      done = end - from;
    }
    return `${named}${text.slice(done)}`;
  };
}

const MEMBER = /^[{,][,}]$/;

interface Constant {
  readonly scope: string;
  readonly name: string;
  readonly meaning: string;
}

function constantsOf(units: readonly ReadUnit[]): readonly Constant[] {
  return units.flatMap(({ statement, made, scope }): readonly Constant[] => {
    if (statement.kind !== 'value' || made === undefined) return [];
    const { identity } = made;
    return statement.constants.map((name) => ({
      scope,
      name,
      meaning: statement.isTakenApart ? `${identity}.${name}` : identity,
    }));
  });
}
