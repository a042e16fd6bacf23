import type { JsonValue } from '../model/canonical-json';
import type { ChangeAction, FieldChange } from '../diff/change';
import type { HostConnection } from '../model/desired-host';
import type { Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';

/** Where a command form comes from. A destructive step of recalled form needs approval (decisions 0007 and 0025). */
export type Confidence = 'documented' | 'observed' | 'recalled';

export type DurationBasis = 'documented' | 'measured' | 'assumed';

/** Seconds. */
export interface DurationRange {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

/** How long a step takes, and how that is known. */
export interface StepDuration extends DurationRange {
  readonly basis: DurationBasis;
  /** Kind of operation under which the host keeps how long this took; absent: it is not kept. */
  readonly of?: string;
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

/**
 * How the host shows that a step worked. Asked again for some seconds before the step counts as failed. A number at an
 * end of a text is a whole one: `lan9` is not found in `lan90`. The value of a record, `#current#on`, is found in any case of
 * letters and with blanks around it.
 */
export interface ReadBack {
  /** Read-only argv. Only what it prints when it ends with 0 is believed. */
  readonly command: readonly string[];
  /** Some line of its output begins with this text; empty: with whatever... */
  readonly lineStartsWith: string;
  /** ...and contains this one behind it. */
  readonly lineContains: string;
  /** The step worked when no line does so. */
  readonly isAbsent?: true;
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
  /** The order of the plan, and no more: without any one of these, some order reaches a bad state (see the certificate). */
  readonly after: readonly StepReason[];
  /** Further requirements that `after` already meets through other steps; absent: none. */
  readonly implied?: readonly StepReason[];
  readonly durationSeconds: StepDuration;
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
  /** The vswitch, guest NIC or group (with the VM host's address) that is interrupted. */
  readonly address: string;
  /** Running guests that lose traffic on it, sorted. */
  readonly guests: readonly string[];
  readonly fromStep: string;
  /** Step that ends it; for an interruption that the plan does not end, the step that begins it. */
  readonly toStep: string;
  /** While it lasts within the plan, from the start of `fromStep` to the end of `toStep`. */
  readonly seconds: DurationRange;
  /** Weakest basis among the durations that make it up. */
  readonly basis: DurationBasis;
  /** For a guest NIC: what interrupts it, when that is not its own change (`vswitch.vmlan900`). */
  readonly cause?: string;
  /** The plan does not end it: a vswitch that stays down, a guest NIC or address that goes. */
  readonly isPermanent?: true;
}

/**
 * When a command of a way back is due.
 *
 * - `now`: only while the host has not rebooted since; a boot has done it already.
 * - `always`: behind a reboot as well: it takes back what HP-UX keeps over a boot before anything is saved (vswitches, guest NICs,
 *   port VLANs, files).
 * - `after-reboot`: only behind a reboot. A boot may bring vswitches up (inferred: see decision 0017), so that one has to be halted that
 *   the plan had not booted yet.
 */
export type RevertDue = 'now' | 'always' | 'after-reboot';

/**
 * One command that takes something back. Whoever takes a beginning of the plan back carries out, in the order of the
 * list, the commands of which at least one of the steps in `takesBack` was begun.
 */
export interface RevertStep {
  /** `r01`, `r02`... in execution order. */
  readonly id: string;
  /** Steps of the plan, in their order: the command is due when any of them has, or may have, taken effect. */
  readonly takesBack: readonly string[];
  readonly title: string;
  /** Exact argv. */
  readonly command: readonly string[];
  /** Lines given on stdin to answer the command's prompts; absent: stdin is empty. */
  readonly answers?: readonly string[];
  /** Absent: the exit status decides. */
  readonly readBack?: ReadBack;
  /** Noted also where a reboot has taken the steps back already, so that the command is not due. */
  readonly ownership?: OwnershipEffect;
  readonly phase: 'running' | 'persist';
  readonly due: RevertDue;
  /**
   * The halt of the same vswitch, earlier in the list, that this boot follows: it is due only where that halt was run, and not where
   * the host showed the vswitch down already.
   */
  readonly onlyBehind?: string;
  readonly durationSeconds: StepDuration;
  /** Where the form of the command comes from; absent: a plan of an earlier version does not say. */
  readonly confidence?: Confidence;
}

/** Switch ports that are in another trunk, or in none, when a plan is taken back: no command on the host does that. */
export interface SwitchPortsBack {
  /** Steps of the plan that change the groups: due when any of them was begun. */
  readonly takesBack: readonly string[];
  /** NICs whose switch ports these are. */
  readonly ports: readonly string[];
  /** The group that they were in before the plan, which the way back puts them in again; null: in none. */
  readonly before: { readonly group: string; readonly mode: string } | null;
  /** The one that the plan puts them in, so that the switch may have been set for it; null: in none. */
  readonly planned: { readonly group: string; readonly mode: string } | null;
}

/** How the plan is taken back, from any of its beginnings. */
export interface RevertPlan {
  /** First step that nothing takes back: from it on the way back does not reach, so that it waits for a confirmation; null: none. */
  readonly guardedUntil: string | null;
  /** In execution order. */
  readonly steps: readonly RevertStep[];
  /** What a person has to put back on the switch; absent: nothing. */
  readonly switchPorts?: readonly SwitchPortsBack[];
  /** Who is interrupted by taking back all that it reaches, with the ids of `steps`. */
  readonly outages: readonly Outage[];
}

/** What happens when one edge of the order is taken away: the bad state that is then reached. */
export interface EdgeWitness {
  /** The edge: step `later` waits for step `earlier`. */
  readonly earlier: string;
  readonly later: string;
  /** Steps that have run, in their order, as far as they matter. */
  readonly after: readonly string[];
  /** The step that then does harm; null: the harm is what the plan ends with. */
  readonly step: string | null;
  /** Clause of the checker that sees it. */
  readonly clause: string;
  readonly harm: string;
}

/**
 * Proof of a plan by the independent checker. It covers the way back, too: in the order of the plan, no beginning that it
 * reaches is taken back through harm, and every one (of a plan of more than 200 steps a sample of 64 and the whole) ends
 * in the configuration before the plan, at once and behind a reboot.
 */
export interface Certificate {
  /** Name and version of the checker. */
  readonly checker: string;
  /** States visited, over all orders that the plan allows, projected per clause. */
  readonly statesChecked: number;
  /** Clauses that were checked, sorted. */
  readonly rules: readonly string[];
  /** One for every edge, sorted by `later`, then `earlier`. */
  readonly witnesses: readonly EdgeWitness[];
  /** Steps that the undo commands cannot take back; every state before the first of them is recoverable. */
  readonly pointsOfNoReturn: readonly { readonly step: string; readonly why: string }[];
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
  /** The host as it was when the plan was made: what the checker starts from. Absent where no step is planned. */
  readonly snapshot?: ObservedHost;
  readonly steps: readonly PlanStep[];
  readonly outages: readonly Outage[];
  /** Null: there are no steps, or already the first one cannot be taken back. */
  readonly revert: RevertPlan | null;
  readonly managementPath: {
    readonly touched: boolean;
    readonly through: readonly string[];
    /** The address we come in on is taken off its interface: the host is reached at `connection.after` from then on. */
    readonly moves?: true;
  };
  /** Null: the plan has no steps, or it was not proven (then it is not ready). */
  readonly certificate: Certificate | null;
  readonly diagnostics: readonly Diagnostic[];
}
