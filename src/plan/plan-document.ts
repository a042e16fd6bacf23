import type { JsonValue } from '../model/canonical-json';
import type { ChangeAction, FieldChange } from '../diff/change';
import type { HostConnection } from '../model/desired-host';
import type { Diagnostic } from '../model/diagnostic';

/** Where a command form comes from. Recalled forms never carry a destructive step without approval. */
export type Confidence = 'documented' | 'observed' | 'recalled';

export type DurationBasis = 'documented' | 'measured' | 'assumed';

/** Seconds. */
export interface DurationRange {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

export interface PlannedChange {
  readonly address: string;
  readonly action: ChangeAction;
  readonly fields: readonly FieldChange[];
  readonly derivedBy?: string;
}

/** Why a step may only run after another. `rule` is a rule id, or `change` for the change's own sequence. */
export interface StepReason {
  readonly step: string;
  readonly rule: string;
  readonly why: string;
}

/** How the host shows that a step worked. Asked again for some seconds before the step counts as failed. */
export interface ReadBack {
  /** Read-only argv. */
  readonly command: readonly string[];
  /** Some line of its output begins with this text... */
  readonly lineStartsWith: string;
  /** ...and contains this one behind it. */
  readonly lineContains: string;
}

/** What the runner does about the ownership record once the step succeeded. */
export interface OwnershipEffect {
  readonly action: 'claim' | 'release';
  readonly address: string;
}

export interface PlanStep {
  /** `s01`, `s02`... in execution order. */
  readonly id: string;
  readonly title: string;
  readonly address: string;
  /** Exact argv; what a reviewer reads is what runs. */
  readonly command: readonly string[];
  /** Lines given on stdin to answer the command's prompts; absent: stdin is empty. */
  readonly answers?: readonly string[];
  readonly phase: 'running' | 'persist';
  /** Why the step is there at all: `change`, or the id of the rule that added it. */
  readonly purpose: { readonly rule: string; readonly why: string };
  readonly after: readonly StepReason[];
  readonly durationSeconds: DurationRange & { readonly basis: DurationBasis };
  /**
   * Commands that take this step back, in order; null when nothing does. To take back several steps, undo the running
   * ones from the last to the first, then the persisting ones: those save again what runs by then. A command that asks
   * (`hpvmnet -h`, `hpvmnet -d`) is answered `y`.
   */
  readonly undo: readonly (readonly string[])[] | null;
  readonly confidence: Confidence;
  /** Document, section and page of the command form. */
  readonly source: string;
  readonly ownership?: OwnershipEffect;
  /** Absent: the exit status decides. */
  readonly readBack?: ReadBack;
}

export interface Outage {
  /** The vswitch or guest NIC that is interrupted. */
  readonly address: string;
  /** Running guests that lose traffic on it, sorted. */
  readonly guests: readonly string[];
  readonly fromStep: string;
  /** Step that ends it; for an interruption that the plan does not end, the step that begins it. */
  readonly toStep: string;
  /** While it lasts within the plan. */
  readonly seconds: DurationRange;
  /** The plan does not end it: a vswitch that stays down, a guest NIC or address that goes. */
  readonly isPermanent?: true;
}

export interface FootprintField {
  readonly path: string;
  readonly value: JsonValue;
}

/** Ordered, reasoned plan for one host: `hpvmctl plan --out`, formatVersion "1". */
export interface Plan {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-plan';
  readonly host: string;
  /** How the desired document says the host is reached, so that a saved plan finds it; absent: ssh_config decides. */
  readonly connection?: HostConnection;
  readonly status: 'no-op' | 'ready' | 'blocked';
  readonly basis: {
    readonly desiredDigest: string;
    readonly footprintDigest: string;
    readonly rulesDigest: string;
    /** Digest of the whole plan but this field and the time of the observation. */
    readonly contentDigest: string;
    readonly observedAt: string;
    /** The observed fields the plan was made from; apply refuses when one has moved. */
    readonly footprint: readonly FootprintField[];
  };
  readonly changes: readonly PlannedChange[];
  readonly steps: readonly PlanStep[];
  readonly outages: readonly Outage[];
  readonly managementPath: { readonly touched: boolean; readonly through: readonly string[] };
  readonly certificate: {
    readonly checker: string;
    readonly statesChecked: number;
    readonly rules: readonly string[];
  } | null;
  readonly diagnostics: readonly Diagnostic[];
}
