import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { formatOf, type ReviewOptions } from '../command-options';
import type { CliContext } from '../context';
import { saveFile } from '../save-file';
import { plansOf, renderPlans } from './plan';

/** Plans the described hosts and prints the plans as a pull-request comment. */
export async function runReview(
  context: CliContext,
  paths: readonly string[],
  options: ReviewOptions,
): Promise<ExitCode> {
  const results = await plansOf(context, paths, options);
  if (results === undefined) return 1;
  const text = renderPlans(context, results, formatOf(options));
  if (options.out === undefined) context.out(text);
  else if (!(await saveFile(context, options.out, text))) return 1;
  return largestExitCode(results);
}
