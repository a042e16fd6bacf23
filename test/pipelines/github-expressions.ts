import type * as Expressions from '@actions/expressions';
import { bundledModule } from './bundled-module';

/** The contexts that an expression may read: `github`, `inputs`, `steps`... */
export type Contexts = Readonly<Record<string, unknown>>;

const { data, Evaluator, Lexer, Parser } = bundledModule('@actions/expressions') as typeof Expressions;

const STATUS_FUNCTION = /\b(?:success|failure|cancelled|always)\s*\(/;

/** A text with its expressions put in, as GitHub's own evaluator reads them. */
export function interpolated(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluated(expression, contexts, false).coerceString(),
  );
}

/** Whether a step or a job runs: without a function of the status only behind success. */
export function isToRun(condition: string | undefined, contexts: Contexts, hasFailed: boolean): boolean {
  const written = (condition ?? '').replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1');
  const whole = STATUS_FUNCTION.test(written) ? written : `success()${written === '' ? '' : ` && (${written})`}`;
  return evaluated(`!(!(${whole}))`, contexts, hasFailed).coerceString() === 'true';
}

function evaluated(expression: string, contexts: Contexts, hasFailed: boolean): Expressions.data.ExpressionData {
  const statuses = Object.entries({ success: !hasFailed, failure: hasFailed, cancelled: false, always: true });
  const functions = statuses.map(([name, is]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(is),
  }));
  const { tokens } = new Lexer(expression.trim()).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const values = JSON.parse(JSON.stringify(contexts), data.reviver) as Expressions.data.Dictionary;
  return new Evaluator(parsed, values, new Map(functions.map((each) => [each.name, each]))).evaluate();
}
