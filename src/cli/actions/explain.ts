import { explanationText } from '../../review/explanation-text';
import { explain } from '../../workflow/explain';
import { loadPlans } from '../../workflow/load-plan';
import type { ExitCode } from '../../workflow/outcome';
import { formatOf, type FormatOptions } from '../command-options';
import type { CliContext } from '../context';
import { nodeFiles } from '../node-files';
import { noteDiagnostics } from '../note-diagnostics';
import { jsonFileText } from '../save-file';

/** Explains one thing, of the plans in a file or on its own. */
export async function runExplain(
  context: CliContext,
  what: string,
  file: string | undefined,
  options: FormatOptions,
): Promise<ExitCode> {
  const loaded = file === undefined ? undefined : await loadPlans(nodeFiles(context.workingFolder), file);
  noteDiagnostics(context, loaded?.diagnostics ?? []);
  if (loaded?.ok === false) return 1;
  const explained = explain(what, loaded?.value);
  noteDiagnostics(context, explained.diagnostics);
  if (!explained.ok) return 1;
  if (formatOf(options) === 'json')
    context.out(jsonFileText({ formatVersion: '1', kind: 'hpvm-explanation', explanations: explained.value }));
  else context.out(explained.value.map((each) => explanationText(each, context.outStyle)).join('\n'));
  return 0;
}
