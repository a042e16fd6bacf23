import { importLines } from '../typescript/import-lines';
import { constructIds } from '../typescript/names';
import { quoted } from '../typescript/quoted-text';

/** What the main file needs to know of a host. */
export interface MainEntry {
  readonly host: string;
  readonly file: string;
  readonly functionName: string;
}

/** The program that synthesizes all hosts, one stack each: a change to one is planned and applied apart from the others. */
export function mainFileText(entries: readonly MainEntry[]): string {
  const ids = constructIds([]);
  return [
    '// The hosts that hpvmctl import has written, one stack each. Synthesize with cdktf, or run this file.\n',
    importLines(new Set(['App', 'LocalBackend', 'TerraformStack']), 'cdktf'),
    '\n',
    ...entries.map(({ file, functionName }) => importLines(new Set([functionName]), `./${file}`)),
    '\nconst app = new App();\n',
    ...entries.map(({ host, functionName }) => `${functionName}(stackOf(${quoted(ids.take(host))}));\n`),
    'app.synth();\n\n',
    'function stackOf(name: string): TerraformStack {\n',
    '  const stack = new TerraformStack(app, name);\n',
    '  // Relative, so that the output is the same on every machine.\n',
    "  new LocalBackend(stack, { path: 'terraform.tfstate' });\n",
    '  return stack;\n}\n',
  ].join('');
}
