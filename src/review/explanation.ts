import type {
  DurationBasis,
  DurationRange,
  Outage,
  PlannedChange,
  PlanStep,
  RevertStep,
  SwitchPortsBack,
} from '../plan/plan-document';
import type { SafetyRule } from '../plan/safety-rule';

/** What `hpvmctl explain` says of one thing. */
export type Explanation =
  StepExplanation | RevertStepExplanation | EdgeExplanation | ResourceExplanation | RuleExplanation | ClauseExplanation;

/** A rule of the planner or a clause of the checker with everything it rests on. */
export interface NamedSource {
  readonly id: string;
  /** The safe practice; absent for a clause of the checker. */
  readonly title?: string;
  readonly citations: readonly string[];
}

/** A step by its number and title. */
export interface NamedStep {
  readonly id: string;
  readonly title: string;
}

/** The bad state that is reached when an edge is taken away. */
export interface Harm {
  /** Steps that have run, in their order, as far as they matter. */
  readonly after: readonly NamedStep[];
  /** The step that then does harm; null: the harm is what the plan ends with. */
  readonly step: NamedStep | null;
  readonly clause: string;
  readonly harm: string;
}

/** Why a step waits for another. */
export interface ExplainedReason {
  readonly earlier: NamedStep;
  /** Rule id, or `change` for the sequence of the change itself. */
  readonly rule: string;
  readonly why: string;
  /** True when the order needs it as an edge; false when other edges bring it about. */
  readonly isEdge: boolean;
  /** What happens without the edge, as the certificate proves it; null: nobody has shown it. */
  readonly without: Harm | null;
}

/** What every explanation of a plan's part has. */
interface InPlan {
  readonly host: string;
  readonly planStatus: 'no-op' | 'ready' | 'blocked';
  readonly sources: readonly NamedSource[];
}

export interface StepExplanation extends InPlan {
  readonly kind: 'step';
  readonly step: PlanStep;
  /** The change of the step's resource that the plan carries out; null when a rule alone asked for the step. */
  readonly change: PlannedChange | null;
  readonly reasons: readonly ExplainedReason[];
  /** Steps that wait for it directly. */
  readonly awaitedBy: readonly NamedStep[];
  /** Interruptions that it begins, ends or stands in. */
  readonly outages: readonly Outage[];
  /** Why nothing leads back from here; null when the certificate does not say so. */
  readonly noReturn: string | null;
}

export interface RevertStepExplanation extends InPlan {
  readonly kind: 'revert-step';
  readonly step: RevertStep;
  /** Steps of the plan that it takes back. */
  readonly takesBack: readonly NamedStep[];
  /** Its neighbours on the way back; null: there is none. */
  readonly before: NamedStep | null;
  readonly behind: NamedStep | null;
  /** Interruptions of the way back that it begins, ends or stands in. */
  readonly outages: readonly Outage[];
  /** What a person has to take back on the switch beside it. */
  readonly switchPorts: readonly SwitchPortsBack[];
}

export interface EdgeExplanation extends InPlan {
  readonly kind: 'edge';
  readonly earlier: NamedStep;
  readonly later: NamedStep;
  /** Whether the order has the edge, brings it about through others, or leaves the two steps free. */
  readonly relation: 'edge' | 'through-others' | 'free';
  /** A shortest way from the earlier to the later step over edges, both included; empty when they are free. */
  readonly way: readonly NamedStep[];
  readonly reasons: readonly ExplainedReason[];
}

export interface ResourceExplanation extends InPlan {
  readonly kind: 'resource';
  readonly address: string;
  readonly change: PlannedChange | null;
  readonly steps: readonly (NamedStep & {
    /** `change`, or the rule that asked for the step. */
    readonly rule: string;
    readonly why: string;
    readonly durationSeconds: DurationRange & { readonly basis: DurationBasis };
  })[];
  /** Its own interruptions and those that it causes. */
  readonly outages: readonly Outage[];
  /** Those of the guests in `outages` of which all NICs are down at once in this plan, sorted; null: the plan does not hold its host. */
  readonly cutOffGuests: readonly string[] | null;
  /** What the plan warns of or refuses about it: severity, code and summary. */
  readonly notes: readonly { readonly severity: string; readonly code: string; readonly summary: string }[];
}

export interface RuleExplanation {
  readonly kind: 'rule';
  readonly rule: Pick<SafetyRule, 'id' | 'title' | 'why' | 'severity' | 'basis' | 'citations' | 'examples'>;
  /** Where the rule is at work in each plan that was given; absent without a plan. */
  readonly plans?: readonly RuleAtWork[];
}

/** Where a rule is at work in one plan. */
export interface RuleAtWork {
  readonly host: string;
  /** Steps that are there because of it. */
  readonly asksFor: readonly (NamedStep & { readonly why: string })[];
  /** Pairs of steps that it orders. */
  readonly orders: readonly {
    readonly earlier: NamedStep;
    readonly later: NamedStep;
    readonly why: string;
    readonly isEdge: boolean;
  }[];
  /** Changes that it requires. */
  readonly requires: readonly string[];
  /** What it refuses or warns of. */
  readonly notes: readonly { readonly severity: string; readonly summary: string }[];
}

export interface ClauseExplanation {
  readonly kind: 'clause';
  readonly id: string;
  /** Document, section and page; null where a clause compares the plan with its own words. */
  readonly source: string | null;
  /** What such a clause asks for; absent where the source says it. */
  readonly meaning?: string;
  /** Edges that the certificate of each plan shows to be needed by it; absent without a plan. */
  readonly plans?: readonly {
    readonly host: string;
    readonly shown: readonly { readonly edge: string; readonly harm: string }[];
  }[];
}
