import path from 'node:path';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { printableText } from '../review/printable-text';
import { formatOf, type FormatOptions, type OutputFormat } from './command-options';
import type { CliContext } from './context';

/** What a command is about to write, and by which words it is called. */
interface Output {
  /** The command with its words so far, as `plan`. */
  readonly command: string;
  /** What `--out` keeps, as `the plan`. */
  readonly kept: string;
  readonly options: FormatOptions & { readonly out?: string };
}

/** Formats by the ending that people give their files. */
const FORMATS_BY_ENDING: ReadonlyMap<string, OutputFormat> = new Map([
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.md', 'markdown'],
  ['.mmd', 'mermaid'],
  ['.xml', 'junit'],
  ['.prom', 'prometheus'],
]);

/**
 * What would be written where nobody looks for it, before any host is asked: JSON of `--out` into a file whose name promises another
 * format, or a page onto a terminal. Undefined: nothing.
 */
export function misplacedOutput(context: CliContext, { command, kept, options }: Output): Diagnostic | undefined {
  const format = formatOf(options);
  const { out } = options;
  const promised = out === undefined ? undefined : FORMATS_BY_ENDING.get(path.extname(out).toLowerCase());
  if (out !== undefined && promised !== undefined) {
    const next = `--out keeps ${kept}, as JSON: call it ${printableText(`${path.basename(out, path.extname(out))}.json`)}, or leave it out. What --format makes goes to stdout: hpvmctl ${command} --format ${promised} > ${printableText(out)}`;
    return errorDiagnostic('out-is-json', `${out} would hold ${kept} as JSON, and its name says ${promised}`, next);
  }
  if (format === 'html' && context.isOutTerminal)
    return errorDiagnostic(
      'page-on-terminal',
      'A page is for a browser, and this is a terminal',
      `Send it into a file: hpvmctl ${command} --format html > page.html`,
    );
  return undefined;
}
