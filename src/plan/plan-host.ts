import { digestOf } from '../model/canonical-json';
import type { DesiredHost } from '../model/desired-host';
import { hasErrors, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import type { KindTable } from '../model/resource';
import type { Change } from '../diff/change';
import { diffHost } from '../diff/diff-host';
import { settleStandbys } from '../diff/standby-uplinks';
import { budgetProblems } from './budget';
import { protectionProblems } from './budget-protection';
import { contentDigest } from './content-digest';
import { compileEdges, type Edge } from './edges';
import { footprintOf } from './footprint';
import { managementPathOf } from './management-path';
import type { Lowered, Operation, OperationLink } from './operation';
import { lowerApaGroup } from './operations/apa-group';
import { lowerGuestNic } from './operations/guest-nic';
import { lowerTunables } from './operations/host-tunables';
import { lowerHostVlan } from './operations/host-vlan';
import { lowerLanInterface } from './operations/lan-interface';
import { lowerVswitch } from './operations/vswitch';
import { bootKey } from './operations/vswitch-power';
import { orderOperations } from './order';
import { orderDiagnostics } from './order-diagnostics';
import { withMeasuredDurations } from './measured-durations';
import { outagesOf } from './outage';
import { outageWindows } from './outage-windows';
import type { FootprintField, Plan } from './plan-document';
import { planningContext, type PlanningContext } from './planning-context';
import { planSteps } from './plan-steps';
import { recalledDestruction } from './recalled-destruction';
import { RULES } from './rules/registry.generated';
import { rulesDigest } from './rules-digest';
import type { SafetyRule } from './safety-rule';
import { serviceWindows, weightOnHost } from './service-windows';
import { withTemporaryMoves, type Untangled } from './temporary-moves';

const LOWER: KindTable<(change: Change, context: PlanningContext) => Lowered> = {
  lanInterface: lowerLanInterface,
  apaGroup: lowerApaGroup,
  hostVlan: lowerHostVlan,
  vswitch: lowerVswitch,
  guestNic: lowerGuestNic,
  tunables: lowerTunables,
};

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
  const rules = input.rules ?? RULES;
  const { changes, diagnostics: differences } = diffHost(input);
  const context = planningContext(settleStandbys(input.desired, input.observed).desired, input.observed, changes);
  const untangled = operationsFor(changes, rules, context);
  const { operations, edges } = untangled;
  const managementPath = managementPathOf(operations, context);
  const diagnostics: Diagnostic[] = [
    ...differences,
    ...rules.flatMap((rule) => rule.forbids?.(operations, context) ?? []),
    ...recalledDestruction(operations, input.acceptRecalled),
    ...pathWarning(managementPath),
    ...otherNameWarning(operations, context),
  ];
  const ordered = orderOperations(operations, edges, serviceWindows(operations, weightOnHost(context)));
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
  const plan: Plan = {
    formatVersion: '1',
    kind: 'hpvm-plan',
    host: input.desired.host,
    ...(input.desired.connection === undefined ? {} : { connection: input.desired.connection }),
    status: isBlocked ? 'blocked' : steps.length === 0 ? 'no-op' : 'ready',
    basis: basisOf(input, rules, footprintOf(operations, context)),
    changes: changes.map(({ address, action, fields, derivedBy }) => ({
      address,
      action,
      fields,
      ...(derivedBy === undefined ? {} : { derivedBy }),
    })),
    ...(steps.length === 0 ? {} : { snapshot: input.observed }),
    steps,
    outages: outagesOf(placed, windows),
    managementPath,
    certificate: null,
    diagnostics: uniqueDiagnostics(diagnostics),
  };
  return { ...plan, basis: { ...plan.basis, contentDigest: contentDigest(plan) } };
}

/** Operations of all changes and of the rules that add some, once each, with temporary moves where these help, and the reasoned order between them. */
function operationsFor(changes: readonly Change[], rules: readonly SafetyRule[], context: PlanningContext): Untangled {
  const lowered = changes.map((change) => LOWER[change.kind](change, context));
  const byKey = new Map<string, Operation>();
  for (const { operations } of lowered)
    for (const operation of operations) if (!byKey.has(operation.key)) byKey.set(operation.key, operation);
  const fromChanges = [...byKey.values()];
  for (const rule of rules) {
    for (const operation of rule.supplies?.(fromChanges, context) ?? []) {
      if (!byKey.has(operation.key)) byKey.set(operation.key, operation);
    }
  }
  const operations = withMeasuredDurations([...byKey.values()], context);
  const links = [...lowered.flatMap((part) => part.links), ...restartLinks(operations, byKey)];
  const compile = (all: readonly Operation[], between: readonly OperationLink[]): readonly Edge[] =>
    compileEdges(all, between, rules, context);
  return withTemporaryMoves({ operations, links }, compile, context);
}

/** A restart is a halt and then a boot, whoever asked for either. */
function restartLinks(
  operations: readonly Operation[],
  byKey: ReadonlyMap<string, Operation>,
): readonly OperationLink[] {
  return operations.flatMap(({ effect, key }) =>
    effect.type === 'vswitch-halt' && byKey.has(bootKey(effect.vswitch))
      ? [{ earlier: key, later: bootKey(effect.vswitch), why: 'a restart is a halt and then a boot' }]
      : [],
  );
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
  return [...new Map(diagnostics.map((item) => [`${item.code} ${item.address ?? ''} ${item.summary}`, item])).values()];
}
