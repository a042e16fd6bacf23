import { digestOf } from '../model/canonical-json';
import type { DesiredHost } from '../model/desired-host';
import { hasErrors, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { budgetProblems } from './budget';
import { protectionProblems } from './budget-protection';
import { connectionWarnings } from './connection-warnings';
import { withDigest } from './content-digest';
import { footprintOf } from './footprint';
import { managementPathOf } from './management-path';
import { draftOf } from './draft';
import type { Operation } from './operation';
import { orderOperations } from './order';
import { orderDiagnostics } from './order-diagnostics';
import { outagesOf } from './outage';
import { outageWindows } from './outage-windows';
import type { FootprintField, Plan } from './plan-document';
import type { PlanningContext } from './planning-context';
import { planSteps } from './plan-steps';
import { plannedChanges } from './planned-changes';
import { recalledDestruction } from './recalled-destruction';
import { RULES } from './rules/registry.generated';
import { revertPlan } from './revert-plan';
import { rulesDigest } from './rules-digest';
import type { SafetyRule } from './safety-rule';
import { weightedWindows, weightOnHost } from './weighted-windows';

export interface PlanHostInput {
  readonly desired: DesiredHost;
  /** Digest of the desired document, as the document's own digest function gives it. */
  readonly desiredDigest: string;
  readonly observed: ObservedHost;
  /** True when a person approved destructive commands whose form is only recalled. */
  readonly acceptRecalled: boolean;
  /** Rules to plan with; absent: all. Leaving one out is for tests that show what it is good for. */
  readonly rules?: readonly SafetyRule[];
}

/**
 * Plans how to bring a host from what was observed to what is desired.
 *
 * Pure and deterministic: equal inputs give equal plans. Never throws for a bad situation: a plan that must not run
 * has status `blocked` and diagnostics that say why; one that has nothing to do is `no-op`.
 */
export function planHost(input: PlanHostInput): Plan {
  return withDigest(undigestedPlan(input));
}

/** The same plan before its content is digested, for a caller that adds the proof of it first. */
export function undigestedPlan(input: PlanHostInput): Plan {
  const rules = input.rules ?? RULES;
  const { changes, differences, context, untangled } = draftOf(input, rules);
  const { operations, edges } = untangled;
  const managementPath = managementPathOf(operations, context);
  const diagnostics: Diagnostic[] = [
    ...differences,
    ...rules.flatMap((rule) => rule.forbids?.(operations, context) ?? []),
    ...recalledDestruction(operations, input.acceptRecalled),
    ...pathWarning(managementPath),
    ...otherNameWarning(operations, context),
    ...connectionWarnings(input.desired.host, input.desired.connection),
  ];
  const ordered = orderOperations(operations, edges, weightedWindows(operations, weightOnHost(context)));
  diagnostics.push(...orderDiagnostics(ordered, untangled, context));
  const sequence = ordered.status === 'ordered' ? ordered.sequence : [];
  const { steps, placed } = planSteps(operations, edges, sequence);
  const windows = outageWindows(
    placed.map(({ operation }) => operation),
    context,
  );
  const priced = { steps, placed, windows };
  diagnostics.push(...budgetProblems(priced, context), ...protectionProblems(priced, context));
  const isBlocked = hasErrors(diagnostics);
  return {
    formatVersion: '1',
    kind: 'hpvm-plan',
    host: input.desired.host,
    ...(input.desired.connection === undefined ? {} : { connection: input.desired.connection }),
    status: isBlocked ? 'blocked' : steps.length === 0 ? 'no-op' : 'ready',
    basis: basisOf(input, rules, footprintOf(operations, context)),
    changes: plannedChanges(changes),
    ...(steps.length === 0 ? {} : { snapshot: input.observed }),
    steps,
    outages: outagesOf(placed, windows),
    revert: steps.length === 0 ? null : revertPlan(steps, placed, context),
    managementPath,
    certificate: null,
    diagnostics: uniqueDiagnostics(diagnostics),
  };
}

function basisOf(
  input: PlanHostInput,
  rules: readonly SafetyRule[],
  footprint: readonly FootprintField[],
): Plan['basis'] {
  return {
    desiredDigest: input.desiredDigest,
    footprintDigest: digestOf(footprint),
    rulesDigest: rulesDigest(rules),
    contentDigest: '',
    observedAt: input.observed.observedAt,
    footprint,
  };
}

function pathWarning(path: Plan['managementPath']): readonly Diagnostic[] {
  if (!path.touched) return [];
  return [
    warningDiagnostic(
      'management-path-touched',
      path.through.length === 0
        ? 'the path on which this host is managed is unknown, and the plan changes host interfaces'
        : `the plan changes ${path.through.join(', ')}, through which this host is managed`,
      'The connection may drop while the plan runs; the host carries on without it. Have console access ready.',
    ),
  ];
}

/** The host answers to another name than the document has: perhaps an alias, perhaps the wrong host. */
function otherNameWarning(operations: readonly Operation[], context: PlanningContext): readonly Diagnostic[] {
  const { nodeName } = context.observed.platform;
  const label = (name: string): string => (name.split('.')[0] ?? name).toLowerCase();
  if (operations.length === 0 || label(nodeName) === label(context.desired.host)) return [];
  return [
    warningDiagnostic(
      'other-host-name',
      `the host calls itself ${nodeName}, and the desired state is for ${context.desired.host}`,
      'Make sure that the address in the desired state, your ssh_config or --connect leads to the host you mean.',
    ),
  ];
}

function uniqueDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [
    ...new Map(
      diagnostics.map((item) => [`${item.severity} ${item.code} ${item.address ?? ''} ${item.summary}`, item]),
    ).values(),
  ];
}
