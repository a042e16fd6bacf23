import type { Diagnostic } from '../model/diagnostic';
import type { Operation, OperationLink } from './operation';
import type { Confidence } from './plan-document';
import type { PlanningContext } from './planning-context';

/** Where a fact stands. `page` is absent where the source has none. */
export interface Citation {
  readonly document: string;
  readonly section?: string;
  readonly page?: number;
}

/**
 * An order between operations: wherever both sides name the same key, `earlier` runs before `later`.
 * Joining by keys instead of comparing pairs keeps planning linear.
 */
export interface OrderClause {
  readonly earlier: (operation: Operation, context: PlanningContext) => readonly string[];
  readonly later: (operation: Operation, context: PlanningContext) => readonly string[];
  /** The harm or need, for a reviewer, in a few words that follow "because". */
  readonly why: (earlier: Operation, later: Operation) => string;
}

/** Something that several orders can prevent. */
export interface Alternatives {
  /** Each option is a set of orders that together prevent it; the preferred one first. */
  readonly options: readonly (readonly OperationLink[])[];
}

/** Command lines on the quick-start host that show a rule broken or kept. */
export interface RuleExample {
  readonly title: string;
  /** Brings the host into the situation first. */
  readonly given?: readonly string[];
  readonly commands: readonly string[];
}

/** One safety rule: its file name is its id. */
export interface SafetyRule {
  readonly id: string;
  /** The safe practice, imperative. */
  readonly title: string;
  /** The harm, in one sentence, in terms of what a user would see. */
  readonly why: string;
  readonly citations: readonly Citation[];
  readonly severity: 'error' | 'warning';
  /** Weakest mark among the facts the rule rests on. */
  readonly basis: Confidence;
  /** Operations the rule adds to a plan. */
  readonly supplies?: (operations: readonly Operation[], context: PlanningContext) => readonly Operation[];
  readonly precedes?: readonly OrderClause[];
  /** Harm that any one of several orders prevents: the first option is taken unless another one is kept anyway. */
  readonly prevents?: (operations: readonly Operation[], context: PlanningContext) => readonly Alternatives[];
  /** What the rule refuses or warns about. */
  readonly forbids?: (operations: readonly Operation[], context: PlanningContext) => readonly Diagnostic[];
  readonly examples: { readonly unsafe: readonly RuleExample[]; readonly safe: readonly RuleExample[] };
}

/** "Integrity VM 4.2.5 Release Notes, 7.2.18, p. 75". */
export function citationText(citation: Citation): string {
  const section = citation.section === undefined ? '' : `, ${citation.section}`;
  const page = citation.page === undefined ? '' : `, p. ${String(citation.page)}`;
  return `${citation.document}${section}${page}`;
}
