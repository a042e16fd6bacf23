import { meaningOf, meaningText, type Meaning } from './meaning-of-code';
import { readStatement, type ReadStatement } from './read-statement';
import { sourceUnits, type SourceUnit } from './source-units';

/** A statement with what it means. */
export interface ReadUnit extends SourceUnit {
  readonly statement: ReadStatement;
  /** The same for statements that mean the same, however they are written. */
  readonly meaning: string;
  /** Of a statement that makes something: what, and what is said of it. */
  readonly made?: Meaning;
  /** The comments and the code, without what is blank around them. */
  readonly bare: string;
}

/** A text as statements with their meanings; undefined when it is not laid out as code. */
export function readSource(source: string): readonly ReadUnit[] | undefined {
  const units = sourceUnits(source);
  if (units === undefined) return undefined;
  const constantsOf = new Map<string, Map<string, string>>();
  return units.map((unit) => {
    const statement = readStatement(unit.tokens);
    const constants = constantsOf.get(unit.scope) ?? new Map<string, string>();
    constantsOf.set(unit.scope, constants);
    const bare = unit.text.trim();
    const inScope = (meaning: string): string => `${unit.scope}|${meaning}`;
    switch (statement.kind) {
      case 'import': {
        const kind = statement.isTypeOnly ? 'import type' : 'import';
        const names = [...statement.names].sort().join();
        return { ...unit, statement, bare, meaning: `${kind} ${names} from ${statement.module}` };
      }
      case 'value': {
        const made = meaningOf(statement.code, constants);
        keepConstants(statement, made, constants);
        // How a construct is called in code means nothing; the name of a member or of any other value does.
        const names = [...statement.constants].sort().join();
        if (statement.code.kind !== 'call')
          return { ...unit, statement, bare, meaning: inScope(`${names}=${meaningText(made)}`) };
        if (!statement.isTakenApart) return { ...unit, statement, bare, made, meaning: inScope(meaningText(made)) };
        const apart = { identity: `apart ${made.identity}`, properties: new Map([['members', names]]) };
        return { ...unit, statement, bare, made: apart, meaning: inScope(meaningText(apart)) };
      }
      case 'return': {
        const value = meaningText(meaningOf(statement.code, constants));
        const made = { identity: 'return', properties: new Map([['value', value]]) };
        return { ...unit, statement, bare, made, meaning: inScope(meaningText(made)) };
      }
      case 'other':
        return { ...unit, statement, bare, meaning: inScope(textOfTokens(unit)) };
    }
  });
}

/** What has properties is known by what it is, so that another property does not make another constant. */
function keepConstants(
  { constants: names, isTakenApart }: Extract<ReadStatement, { kind: 'value' }>,
  { identity }: Meaning,
  constants: Map<string, string>,
): void {
  for (const name of names) constants.set(name, isTakenApart ? `${identity}.${name}` : identity);
}

/** Tokens without what a formatter adds or takes away. */
function textOfTokens({ tokens }: SourceUnit): string {
  const CLOSING = [')', ']', '}', undefined];
  return tokens
    .filter(({ kind, text }, at) => {
      if (kind !== 'mark') return true;
      const next = tokens[at + 1];
      if (text === ';') return next !== undefined && next.text !== '}';
      return text !== ',' || !CLOSING.includes(next?.text);
    })
    .map(({ text }) => text)
    .join(' ');
}
