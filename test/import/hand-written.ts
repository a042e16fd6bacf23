import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';
import type { Random } from '../../scripts/evidence/random';

/** What import writes as a person might have written it: in another layout, with other names, other ids, and without its comments. */
export async function handWritten(text: string, random: Random): Promise<string> {
  const bare = random.chance(0.5) ? text.replace(/^ *\/\/.*\n/gm, '') : text;
  // The function has a name that others know.
  const [, known] = /^export function (\w+)/m.exec(bare) ?? [];
  const constants = [...bare.matchAll(/^ {2}const (\w+) = /gm)].flatMap(([, name = '']) =>
    name === known ? [] : [name],
  );
  let named = bare;
  for (const name of constants.filter(() => random.chance(0.4)))
    named = named.replace(new RegExp(`(?<![\\w'".$-])${name}(?![\\w'"$-]|: )`, 'g'), `own_${name}`);
  const referred = random.chance(0.5)
    ? named.replace(/(\.from\w+Name\(host, )'([^']*)'/g, (_, head: string, id: string) => `${head}'my-${id}'`)
    : named;
  const laidOut = await format(referred, {
    parser: 'typescript',
    plugins: [estree, typescript],
    semi: random.chance(0.5),
    singleQuote: random.chance(0.5),
    trailingComma: random.pick(['all', 'none']),
    printWidth: random.pick([40, 80, 200]),
    useTabs: random.chance(0.3),
    bracketSpacing: random.chance(0.5),
  });
  return random.chance(0.2) ? laidOut.replaceAll('\n', '\r\n') : laidOut;
}
