import { settleStandbys } from '../diff/standby-uplinks';
import type { Change } from '../diff/change';
import { diffHost } from '../diff/diff-host';
import type { DesiredHost } from '../model/desired-host';
import type { Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import type { KindTable } from '../model/resource';
import { compileEdges, type Edge } from './edges';
import { withMeasuredDurations } from './measured-durations';
import type { Lowered, Operation, OperationLink } from './operation';
import { lowerApaGroup } from './operations/apa-group';
import { lowerGuestNic } from './operations/guest-nic';
import { lowerTunables } from './operations/host-tunables';
import { lowerHostVlan } from './operations/host-vlan';
import { lowerLanInterface } from './operations/lan-interface';
import { lowerVswitch } from './operations/vswitch';
import { bootKey } from './operations/vswitch-power';
import { planningContext, type PlanningContext } from './planning-context';
import { withReadBacks } from './read-backs';
import type { SafetyRule } from './safety-rule';
import { withTemporaryMoves, type Untangled } from './temporary-moves';

const LOWER: KindTable<(change: Change, context: PlanningContext) => Lowered> = {
  lanInterface: lowerLanInterface,
  apaGroup: lowerApaGroup,
  hostVlan: lowerHostVlan,
  vswitch: lowerVswitch,
  guestNic: lowerGuestNic,
  tunables: lowerTunables,
};

/** What a plan is made of, before anything is put in order. */
export interface Draft {
  readonly changes: readonly Change[];
  /** What speaks against the comparison itself. */
  readonly differences: readonly Diagnostic[];
  readonly context: PlanningContext;
  readonly untangled: Untangled;
}

/** Compares, lowers every change to operations, lets rules add theirs, and compiles the order that they demand. */
export function draftOf(
  input: { readonly desired: DesiredHost; readonly observed: ObservedHost },
  rules: readonly SafetyRule[],
): Draft {
  const { changes, diagnostics } = diffHost(input);
  const { desired } = settleStandbys(input.desired, input.observed);
  const context = planningContext(desired, input.observed, changes);
  return { changes, differences: diagnostics, context, untangled: operationsFor(changes, rules, context) };
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
  const operations = [...byKey.values()];
  const links = [...lowered.flatMap((part) => part.links), ...restartLinks(operations, byKey)];
  const compile = (all: readonly Operation[], between: readonly OperationLink[]): readonly Edge[] =>
    compileEdges(all, between, rules, context);
  const untangled = withTemporaryMoves({ operations, links }, compile, context);
  const timed = withMeasuredDurations(untangled.operations, context);
  return { ...untangled, operations: withReadBacks(timed, context) };
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
