import { canonicalJson } from '../../model/canonical-json';
import { errorDiagnostic, hasErrors, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { failure, success, type Result } from '../../model/result';
import type { Plan } from '../../plan/plan-document';
import { decodeSnapshots, snapshotObserver } from '../../workflow/observe';
import type { LoadedDesired } from '../../workflow/load-desired';
import { noWayBack } from '../../workflow/no-way-back';
import { planHosts } from '../../workflow/plan';
import { isObjectValue, isWhollyKnown, textOf, type ObjectValue, type Value } from '../protocol/value';
import { pathOfAddress } from '../diagnostics';
import type { World } from '../world';
import type { AttributePath } from './desired-document';
import { lastingPart, readConfig, withoutSnapshot, type LocatedDiagnostic } from './host-network-config';
import { KIND_MAPPINGS } from './kinds';
import { NOT_YET_PLANNED, NOTHING_PLANNED } from './host-network-schema';
import { planAttributes } from './plan-attributes';
import type { PrivateData } from './private-data';

export interface PlanInput {
  readonly config: ObjectValue;
  /** Null: it is created. */
  readonly prior: ObjectValue | null;
  readonly priorPrivate: PrivateData;
  readonly world: Pick<World, 'connectionDefaults' | 'acceptsRecalled'>;
}

export interface PlannedResource {
  readonly planned: ObjectValue;
  readonly plannedPrivate: PrivateData;
  readonly requiresReplace: readonly AttributePath[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/**
 * Plans a host from what Terraform holds: the configuration with the snapshot in it, and the state it has read. Looks at
 * nothing else, because Terraform plans twice, and both plans must be the same. Without a snapshot the commands are known
 * after apply.
 */
export async function planHostNetwork(input: PlanInput): Promise<PlannedResource> {
  const { config, prior, priorPrivate } = input;
  const wanted = lastingPart(config);
  const requiresReplace = prior !== null && wanted['host'] !== prior['host'] ? [[{ attribute: 'host' }]] : [];
  const later = { plannedPrivate: { ...priorPrivate }, requiresReplace };
  if (!isWhollyKnown(config)) return { planned: { ...wanted, ...NOT_YET_PLANNED }, ...later, diagnostics: [] };

  const { loaded, diagnostics } = readConfig(withoutSnapshot(config), input.world.connectionDefaults);
  const observed = observedOf(config);
  const found = [...diagnostics, ...located(observed.ok ? [] : observed.diagnostics, 'snapshot')];
  const unplanned = { planned: { ...wanted, ...NOT_YET_PLANNED }, ...later, diagnostics: found };
  if (loaded === undefined || !observed.ok || hasErrors(found.map((each) => each.diagnostic))) return unplanned;
  if (observed.value === undefined)
    return prior !== null && isInForce(wanted, prior)
      ? { ...unplanned, planned: { ...wanted, ...NOTHING_PLANNED } }
      : unplanned;

  const made = await planFrom(loaded, observed.value, acceptsRecalled(config, input.world));
  const leaving = prior === null ? [] : leavingState(prior, wanted, made.plan);
  return {
    planned: { ...wanted, ...planAttributes(made.plan) },
    plannedPrivate: { ...priorPrivate, plan: made.plan },
    requiresReplace,
    diagnostics: [...found, ...made.diagnostics, ...unguarded(made.plan, config), ...leaving],
  };
}

/** Plans what destroying does: what this tool created goes, in a safe order. Undefined: the state does not say which host. */
export async function planRemoval(
  prior: ObjectValue,
  observed: ObservedHost,
  world: PlanInput['world'],
): Promise<
  | { readonly plan: Plan; readonly loaded: LoadedDesired; readonly diagnostics: readonly LocatedDiagnostic[] }
  | undefined
> {
  const empty = Object.fromEntries(
    Object.values(KIND_MAPPINGS).map(({ attribute, key }) => [
      attribute,
      key === undefined || attribute === 'interfaces' ? null : {},
    ]),
  );
  const { loaded } = readConfig({ ...prior, ...empty }, world.connectionDefaults);
  if (loaded === undefined) return undefined;
  const made = await planFrom(loaded, observed, acceptsRecalled(prior, world));
  return { ...made, loaded, diagnostics: [...made.diagnostics, ...unguarded(made.plan, prior)] };
}

/** The plan for one host, with what stands in the way of it. */
export async function planFrom(
  loaded: LoadedDesired,
  observed: ObservedHost,
  acceptRecalled: boolean,
): Promise<{ readonly plan: Plan; readonly diagnostics: readonly LocatedDiagnostic[] }> {
  const [planned] = await planHosts({ documents: [loaded], observe: snapshotObserver([observed]), acceptRecalled });
  if (planned?.made === undefined) throw new Error('planning from a snapshot of the same host gave no plan');
  const { plan } = planned.made;
  const diagnostics = plan.diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map((diagnostic) => ({ diagnostic, path: pathOfAddress(diagnostic.address) }));
  return { plan, diagnostics };
}

/** What would keep the run from being begun is told by the plan. Runs are guarded unless the resource says otherwise. */
function unguarded(plan: Plan, { revert }: ObjectValue): readonly LocatedDiagnostic[] {
  const refusal = revert === false ? undefined : noWayBack(plan);
  return refusal === undefined ? [] : [{ diagnostic: refusal, path: [{ attribute: 'revert' }] }];
}

/** Whether a host approves destructive commands whose form is only recalled. */
export function acceptsRecalled(config: ObjectValue, world: Pick<World, 'acceptsRecalled'>): boolean {
  const own = config['accept_recalled'];
  return typeof own === 'boolean' ? own : world.acceptsRecalled;
}

/** What the plan starts from; undefined without a snapshot. */
function observedOf(config: ObjectValue): Result<ObservedHost | undefined> {
  const { snapshot = null, host } = config;
  if (typeof snapshot !== 'string') return success(undefined);
  const decoded = decodeSnapshots(jsonOf(snapshot), 'the snapshot');
  if (!decoded.ok) return decoded;
  const [observed] = decoded.value;
  if (observed?.host === host) return success(observed);
  return failure(
    errorDiagnostic(
      'snapshot-of-another-host',
      `The snapshot is of ${observed?.host ?? 'no host'}, and this resource is ${textOf(host) ?? 'another'}`,
      'Pass the snapshot of the data source that reads the same host.',
    ),
  );
}

/** The state says what the configuration says, and the reading found nothing else: there is nothing to do. */
function isInForce(wanted: ObjectValue, prior: ObjectValue): boolean {
  const bare = (value: ObjectValue): string => canonicalJson({ ...value, ...NOTHING_PLANNED });
  return bare(wanted) === bare(prior) && Array.isArray(prior['drift']) && prior['drift'].length === 0;
}

/** Null, which is no snapshot, where the text is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function located(diagnostics: Result<unknown>['diagnostics'], attribute: string): readonly LocatedDiagnostic[] {
  return diagnostics.map((diagnostic) => ({ diagnostic, path: [{ attribute }] }));
}

/** Keys that leave the state while their objects stay on the host: said, so that nobody takes the `-` for a removal. */
function leavingState(prior: ObjectValue, planned: ObjectValue, plan: Plan): readonly LocatedDiagnostic[] {
  const removed = new Set(plan.changes.filter(({ action }) => action === 'delete').map(({ address }) => address));
  const staying = Object.entries(KIND_MAPPINGS).flatMap(([kind, { attribute, key }]) => {
    if (key === undefined || attribute === 'interfaces') return [];
    const kept = mapOf(planned[attribute]);
    const gone = Object.keys(mapOf(prior[attribute])).filter((name) => kept[name] === undefined);
    return gone.map((name) => `${kind}.${name}`).filter((address) => !removed.has(address));
  });
  if (staying.length === 0 || plan.status === 'blocked') return [];
  const summary = `${plan.host}: ${String(staying.length)} objects leave the configuration and stay on the host`;
  const detail = `${staying.join(', ')}: shown with "-" above because the state forgets them. The host keeps them: this tool did not create them, or their kind is not managed any more.`;
  return [{ diagnostic: warningDiagnostic('stays-on-host', summary, detail), path: [] }];
}

function mapOf(value: Value | undefined): ObjectValue {
  return isObjectValue(value) ? value : {};
}
