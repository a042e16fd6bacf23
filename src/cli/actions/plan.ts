import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { Plan } from '../../plan/plan-document';
import { planMarkdown } from '../../review/plan-markdown';
import { planText } from '../../review/plan-text';
import { printableText } from '../../review/printable-text';
import { planMermaid } from '../../review/mermaid/plan-mermaid';
import { planPage } from '../../review/page/plan-page';
import type { Extent } from '../../review/steps-overview';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { detailedExitCode, planHosts, type HostPlan } from '../../workflow/plan';
import { signatureFileOf } from '../../workflow/load-signed-plans';
import type { Ports } from '../../workflow/ports';
import { ruleCitations } from '../../workflow/safety-rules';
import { extentOf, formatOf, type OutputFormat, type PlanOptions } from '../command-options';
import type { CliContext } from '../context';
import { selectHosts } from '../host-selection';
import { suggestingOptions } from '../host-options';
import { misplacedOutput } from '../misplaced-output';
import { noteDiagnostics } from '../note-diagnostics';
import { planSigner } from '../plan-signer';
import { portsOf } from '../ports-of-cli';
import { failureWords, planWords } from '../result-words';
import { resultsList } from '../results-list';
import { jsonFileText, saveFile } from '../save-file';
import { writesApart } from '../separate-files';

/** Plans the described hosts, prints the plans, and keeps them when asked to. */
export async function runPlan(plain: CliContext, paths: readonly string[], options: PlanOptions): Promise<ExitCode> {
  const context = suggestingOptions(plain, options);
  const misplaced = misplacedOutput(context, { command: 'plan', kept: 'the plan', options });
  if (misplaced !== undefined) {
    noteDiagnostics(context, [misplaced]);
    return 1;
  }
  if (!(await writesApart(context, paths, options))) return 1;
  const results = await plansOf(context, paths, options);
  if (results === undefined) return 1;
  const format = formatOf(options);
  const outcomes =
    options.detailedExitcode === true
      ? results.map((result) => ({ ...result, exitCode: detailedExitCode(result) }))
      : results;
  context.out(renderPlans(context, results, format, extentOf(options), options.out));
  if (format === 'text')
    context.out(
      resultsList(
        outcomes.map(({ host, exitCode, made, diagnostics }) => ({
          host,
          exitCode,
          result: made === undefined ? failureWords(exitCode, diagnostics) : planWords(made.plan),
        })),
      ),
    );
  if (options.out !== undefined && !(await savePlans(context, options.out, results, options.sign))) return 1;
  return largestExitCode(outcomes);
}

/** Plans the described hosts and shows what stood in the way; undefined when it could not even begin. */
async function plansOf(
  context: CliContext,
  paths: readonly string[],
  options: PlanOptions,
): Promise<readonly HostPlan[] | undefined> {
  const ports = portsOf(context, options);
  const selection = await selectHosts(context, ports, paths, options);
  noteDiagnostics(context, selection.diagnostics);
  if (!selection.ok) return undefined;
  const unsignable = await signingProblem(ports, options, selection.value.documents.length);
  if (unsignable !== undefined) {
    noteDiagnostics(context, [unsignable]);
    return undefined;
  }
  const results = await planHosts({ ...selection.value, acceptRecalled: options.acceptRecalled === true });
  for (const result of results) noteDiagnostics(context, result.diagnostics);
  return results;
}

/** What would keep a plan from being signed, before any host is looked at. */
async function signingProblem(
  ports: Ports,
  { sign, out }: Pick<PlanOptions, 'sign' | 'out'>,
  hostCount: number,
): Promise<Diagnostic | undefined> {
  if (sign === undefined) return undefined;
  if (out === undefined)
    return errorDiagnostic(
      'nothing-to-sign',
      '--sign was given without --out',
      'A signature is one of the bytes of a file. Say with --out where the plan goes; the signature goes beside it.',
    );
  if (hostCount !== 1)
    return errorDiagnostic(
      'sign-one-host',
      `--sign was given for ${String(hostCount)} hosts`,
      'A signature says that somebody looked at one plan. Narrow to one host with --host, and sign each.',
    );
  const kind = await ports.files.kindOf(sign);
  if (kind === 'file') return undefined;
  return errorDiagnostic(
    'signing-key-not-found',
    kind === 'folder' ? `${sign} is a folder, not a key` : `There is no key file ${sign}`,
    'Give a private key, or a public key whose private one the agent holds. A key is made with "ssh-keygen -t ed25519 -f FILE".',
  );
}

/** The plans in one format; hosts without a plan appear only in JSON of several hosts. `planFile`: what they are written to. */
export function renderPlans(
  context: CliContext,
  results: readonly HostPlan[],
  format: OutputFormat,
  extent: Extent,
  planFile?: string,
): string {
  const plans = results.flatMap(({ made }) => (made === undefined ? [] : [made.plan]));
  if (format === 'json') return plans.length === 0 ? '' : jsonFileText(planDocument(results));
  if (format === 'html')
    return planPage(
      results.flatMap(({ made }) => (made === undefined ? [] : [made])),
      ruleCitations(),
    );
  if (format === 'mermaid')
    return results
      .flatMap(({ made }) => (made === undefined ? [] : [made]))
      .map(planMermaid)
      .join('\n');
  const style = planFile === undefined ? context.outStyle : { ...context.outStyle, planFile };
  const render: (plan: Plan) => string =
    format === 'markdown'
      ? (plan) => planMarkdown(plan, ruleCitations(), extent, planFile)
      : (plan) => planText(plan, style, ruleCitations(), extent);
  return plans.map(render).join('\n');
}

function planDocument(results: readonly HostPlan[]): unknown {
  const plans = results.flatMap(({ made }) => (made === undefined ? [] : [made.plan]));
  if (results.length === 1) return plans[0];
  const failures = results
    .filter(({ made }) => made === undefined)
    .map(({ host, exitCode, diagnostics }) => ({ host, exitCode, diagnostics }));
  return failures.length === 0 ? { plans } : { plans, failures };
}

async function savePlans(
  context: CliContext,
  file: string,
  results: readonly HostPlan[],
  key: string | undefined,
): Promise<boolean> {
  if (results.some(({ made }) => made === undefined)) {
    context.note(`${printableText(file)} was not written, because not every host could be planned.\n`);
    return true;
  }
  const text = jsonFileText(planDocument(results));
  if (key === undefined) return saveFile(context, file, text, 'the plan');
  const signature = await planSigner(context, key).sign(text);
  noteDiagnostics(context, signature.diagnostics);
  if (!signature.ok || !(await saveFile(context, file, text, 'the plan'))) return false;
  return saveFile(context, signatureFileOf(file), signature.value, 'its signature');
}
