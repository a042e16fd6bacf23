import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { check } from 'prettier/standalone';

/** True when Prettier, with the settings of this repository, would change nothing. */
export async function isFormatted(text: string): Promise<boolean> {
  return check(text, { parser: 'typescript', plugins: [estree, typescript], singleQuote: true, printWidth: 120 });
}
