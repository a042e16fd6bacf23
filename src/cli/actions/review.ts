import type { Diagnostic } from '../../model/diagnostic';
import { markdownProse } from '../../review/markdown-escape';
import { printableText } from '../../review/printable-text';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { extentOf, formatOf, type OutputFormat, type ReviewOptions } from '../command-options';
import type { CliContext } from '../context';
import { saveFile } from '../save-file';
import { plansOf, renderPlans } from './plan';

/** Plans the described hosts and prints the plans as a pull-request comment. */
export async function runReview(
  context: CliContext,
  paths: readonly string[],
  options: ReviewOptions,
): Promise<ExitCode> {
  const made = await plansOf(context, paths, { ...options, skipsBroken: true });
  if (made === undefined) return 1;
  const { results, skipped } = made;
  const text = `${renderPlans(context, results, formatOf(options), extentOf(options))}${skippedText(skipped, formatOf(options))}`;
  if (options.out === undefined) context.out(text);
  else if (!(await saveFile(context, options.out, text, 'the comment'))) return 1;
  return largestExitCode([...results, { exitCode: skipped.length > 0 ? 1 : 0 }]);
}

/** Whoever reads only the comment must not take it for the whole; in JSON the exit code and stderr say so. */
function skippedText(skipped: readonly Diagnostic[], format: OutputFormat): string {
  if (skipped.length === 0 || format === 'json') return '';
  if (format === 'text')
    return `\nNot reviewed:\n${skipped.map(({ summary }) => `  ${printableText(summary)}\n`).join('')}`;
  return `\n**Not reviewed:**\n\n${skipped.map(({ summary }) => `- ${markdownProse(summary)}\n`).join('')}`;
}
