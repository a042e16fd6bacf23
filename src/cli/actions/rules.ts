import { errorDiagnostic } from '../../model/diagnostic';
import { rulesText, type DescribedRule } from '../../review/rules-text';
import type { ExitCode } from '../../workflow/outcome';
import { didYouMean, nearMisses } from '../../workflow/near-misses';
import { safetyRules } from '../../workflow/safety-rules';
import { formatOf, type FormatOptions } from '../command-options';
import type { CliContext } from '../context';
import { noteDiagnostics } from '../note-diagnostics';
import { jsonFileText } from '../save-file';

/** Prints the safety rules, or one of them. */
export function runRules(context: CliContext, id: string | undefined, options: FormatOptions): ExitCode {
  const rules = safetyRules();
  const wanted = id === undefined ? rules : rules.filter((rule) => rule.id === id);
  if (wanted.length === 0) {
    const known = rules.map((rule) => rule.id).join('\n  ');
    noteDiagnostics(context, [
      errorDiagnostic(
        'unknown-rule',
        `There is no rule ${id ?? ''}`,
        [...hintsFor(id ?? ''), `The rules are:\n  ${known}`].join('\n'),
      ),
    ]);
    return 1;
  }
  context.out(
    formatOf(options) === 'json' ? jsonFileText({ rules: wanted.map(asJson) }) : rulesText(wanted, context.outStyle),
  );
  return 0;
}

function hintsFor(id: string): readonly string[] {
  return didYouMean(
    nearMisses(
      id,
      safetyRules().map((rule) => rule.id),
    ),
  );
}

/** What a rule says, without the functions that carry it out. */
function asJson({ id, title, why, severity, basis, citations }: DescribedRule): DescribedRule {
  return { id, title, why, severity, basis, citations };
}
