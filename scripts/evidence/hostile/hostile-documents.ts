import { decodeDesiredHost } from '../../../src/desired/decode-desired-host';
import { desiredDigest } from '../../../src/desired/desired-digest';
import type { Diagnostic } from '../../../src/model/diagnostic';
import { contentDigest } from '../../../src/plan/content-digest';
import { decodePlan } from '../../../src/plan/decode-plan';
import type { Plan, PlanStep } from '../../../src/plan/plan-document';
import { planHost } from '../../../src/plan/plan-host';
import { planSchema } from '../../../src/plan/plan-schema';
import { diagnosticsMarkdown } from '../../../src/review/diagnostics-markdown';
import { diagnosticsText } from '../../../src/review/diagnostics-text';
import { planMarkdown } from '../../../src/review/plan-markdown';
import { planText } from '../../../src/review/plan-text';
import { ruleCitations } from '../../../src/workflow/safety-rules';
import type { Random } from '../random';
import { count, type Tally } from '../tally';
import type { Bases } from './bases';
import { hostileValue } from './hostile-value';
import type { ReportJudge } from './judge-reports';
import { fieldName, leavesOf, textAt, withName, withText, type Leaf } from './leaf';
import type { StepBatch } from './step-batch';
import type { StubHost } from './stub-host';

/** What the cases of one kind share. */
export interface Surroundings {
  readonly bases: Bases;
  readonly host: StubHost;
  readonly random: Random;
  readonly tally: Tally;
  readonly batch: StepBatch;
  readonly judge: ReportJudge;
}

const STYLE = { colour: false, widthColumns: 100 };

/** One report in so many is rendered: parsing Markdown costs more than everything else together. */
const RENDERED_ONE_IN = 8;

/** One hostile value in one field of a desired-state document: refused, or planned and carried out. */
export function hostileDocument(surroundings: Surroundings): void {
  const { bases, random, tally, batch, judge } = surroundings;
  const { changed, field } = changedAt(random.pick(bases.documents), surroundings);
  count(tally, 'cases');
  count(tally, 'cases in desired documents');
  const decoded = decodeDesiredHost(changed, 'vmhost1.desired.json');
  if (!decoded.ok) {
    count(tally, 'refused');
    if (random.below(RENDERED_ONE_IN) === 0) judgeDiagnostics(judge, field, decoded.diagnostics);
    return;
  }
  count(tally, 'let through');
  const desired = decoded.value;
  const digest = desiredDigest(desired);
  const plan = planHost({ desired, desiredDigest: digest, observed: bases.observed, acceptRecalled: true });
  for (const step of plan.steps) {
    if (!batch.offer(plan, step)) count(tally, 'planned and refused', 1, `${field}: ${JSON.stringify(step.command)}`);
  }
  if (random.below(RENDERED_ONE_IN) === 0) judgePlan(judge, field, plan);
}

/** One hostile value in one field of a plan whose digest somebody has made good: refused, or carried out. */
export function hostilePlan(surroundings: Surroundings): void {
  const { bases, host, random, tally, batch, judge } = surroundings;
  const base = random.pick(bases.plans);
  // Most places of a plan with a snapshot are in the snapshot, of which nothing is carried out.
  const { snapshot: _, ...lean } = base;
  const { changed, harmless, field, isNamed } = changedAt<Plan>(random.chance(0.9) ? lean : base, surroundings);
  count(tally, 'cases');
  count(tally, 'cases in plans');
  const forged = (plan: Plan): Plan => ({ ...plan, basis: { ...plan.basis, contentDigest: digestOr(plan) } });
  const decoded = decodePlan(JSON.parse(JSON.stringify(forged(changed))), 'plan.json');
  if (!decoded.ok && random.below(RENDERED_ONE_IN) === 0) judgeDiagnostics(judge, field, decoded.diagnostics);
  // The gate before the shell holds by itself, whatever was decoded.
  // A property that has lost its name has taken the list with it.
  const steps = ((changed as Partial<Plan>).steps ?? []).filter((step) => isCompilable(step, host));
  const foreign = decoded.ok
    ? decoded.value.steps.find(({ command }) => !host.commands.includes(command[0] ?? ''))
    : undefined;
  if (foreign !== undefined) count(tally, 'escapes', 1, `let through: ${JSON.stringify(foreign.command)}`);
  const isOffered = steps.map((step) => batch.offer(base, step)).every((isTaken) => isTaken);
  count(tally, decoded.ok && isOffered ? 'let through' : 'refused');
  if (!decoded.ok || random.below(RENDERED_ONE_IN) !== 0) return;
  const twin = isNamed ? undefined : decodePlan(JSON.parse(JSON.stringify(forged(harmless))), 'plan.json');
  judgePlan(judge, field, decoded.value, twin?.ok === true ? twin.value : undefined);
}

/** A document with a hostile text, number or property name in one place, and with a harmless one there. */
function changedAt<T>(
  document: T,
  { random, host }: Surroundings,
): { readonly changed: T; readonly harmless: T; readonly field: string; readonly isNamed: boolean } {
  const leaf: Leaf = random.pick(leavesOf(document));
  const isNamed = random.chance(0.05) && typeof leaf.at(-1) === 'string';
  const value = hostileValue(random, host.trap, isNamed ? String(leaf.at(-1)) : textAt(document, leaf));
  const change = isNamed ? withName : withText;
  return {
    changed: change(document, leaf, value),
    harmless: change(document, leaf, 'harmless'),
    field: `${fieldName(leaf)} ${JSON.stringify(value.slice(0, 200))}`,
    isNamed,
  };
}

function digestOr(plan: Plan): string {
  try {
    return contentDigest(plan);
  } catch {
    return 'sha256:none';
  }
}

/** Has the shape of a step, and calls programs that are there; what has not only the decoder refuses. */
function isCompilable(step: PlanStep, host: StubHost): boolean {
  if (!planSchema.shape.steps.element.safeParse(JSON.parse(JSON.stringify(step))).success) return false;
  return [step.command, ...(step.readBack === undefined ? [] : [step.readBack.command])].every(([program = '']) =>
    host.commands.includes(program),
  );
}

export function judgeDiagnostics(judge: ReportJudge, field: string, diagnostics: readonly Diagnostic[]): void {
  judge.text(`diagnostics of ${field}`, diagnosticsText(diagnostics, STYLE).join('\n'));
  judge.markdown(`diagnostics of ${field}`, diagnosticsMarkdown(diagnostics).join('\n'));
}

export function judgePlan(judge: ReportJudge, field: string, plan: Plan, harmless?: Plan): void {
  judge.text(`plan with ${field}`, planText(plan, STYLE, ruleCitations()));
  judge.markdown(
    `plan with ${field}`,
    planMarkdown(plan, ruleCitations(), 'full'),
    harmless === undefined ? undefined : planMarkdown(harmless, ruleCitations(), 'full'),
  );
}
