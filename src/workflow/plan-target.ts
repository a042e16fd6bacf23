import type { Change } from '../diff/change';
import { CAPTURED_FIELDS } from '../diff/stale-vswitch';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { parseResourceAddress, type KindTable, type ResourceAddress } from '../model/resource';
import { failure, success, type Result } from '../model/result';
import { runningField } from '../model/saved-field';
import type { Plan, PlannedChange } from '../plan/plan-document';

/** What a plan is to make of its host. */
export interface PlanTarget {
  /** The resources it creates and updates, with the fields it changes. */
  readonly desired: DesiredHost;
  readonly deletions: readonly Change[];
}

/**
 * What a plan makes of its host, as a desired-state value: what a saved plan can be verified with when the document it
 * was made from is not at hand. A plan is a file that anybody may have edited, so its changes pass through the same
 * decoder as a document; one that no document could have asked for fails with `invalid-plan`.
 */
export function planTarget(plan: Plan): Result<PlanTarget> {
  const document: Record<string, unknown> = { formatVersion: '1', kind: 'hpvm-desired-host', host: plan.host };
  const deletions: Change[] = [];
  const seen = new Set<string>();
  for (const change of plan.changes) {
    const parsed = parseResourceAddress(change.address);
    if (parsed === undefined) return invalidPlan(plan, `${change.address} is no resource address.`);
    if (seen.has(change.address)) return invalidPlan(plan, `${change.address} stands there twice.`);
    seen.add(change.address);
    const { kind, identity } = parsed;
    if (change.action === 'delete') {
      deletions.push({ ...change, address: change.address as ResourceAddress, kind });
    } else if (kind === 'tunables') {
      document[LISTS[kind]] = fieldsAfter(change);
    } else {
      const list = (document[LISTS[kind]] ??= []) as unknown[];
      list.push({ ...fieldsAfter(change), ...(kind === 'guestNic' ? guestNicIdentity(identity) : { name: identity }) });
    }
  }
  const decoded = decodeDesiredHost(document, `the plan for ${plan.host}`);
  if (decoded.ok) return success({ desired: decoded.value, deletions });
  return invalidPlan(plan, decoded.diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n'));
}

/** Addresses of everything that exists on a host and that a plan could have deleted. */
export function existingAddresses(observed: ObservedHost): ReadonlySet<string> {
  return new Set([
    ...observed.vswitches.map((each) => `vswitch.${each.name}`),
    ...observed.guestNics.map((each) => `guestNic.${each.guest}:${each.slot}`),
    ...observed.hostVlans.map((each) => `hostVlan.${each.name}`),
    ...observed.apaGroups.filter((each) => each.mode !== 'Not_Enabled').map((each) => `apaGroup.${each.name}`),
  ]);
}

/** Where the documents keep each kind. */
const LISTS: KindTable<keyof DesiredHost> = {
  lanInterface: 'lanInterfaces',
  apaGroup: 'apaGroups',
  hostVlan: 'hostVlans',
  vswitch: 'vswitches',
  guestNic: 'guestNics',
  tunables: 'tunables',
};

function guestNicIdentity(identity: string): Readonly<Record<string, string>> {
  const colon = identity.indexOf(':');
  return { guest: identity.slice(0, Math.max(0, colon)), slot: identity.slice(colon + 1) };
}

function fieldsAfter(change: PlannedChange): Readonly<Record<string, unknown>> {
  // A guest-only vswitch and an untagged port are null on purpose; any other null means that there is no such value.
  const canBeNull = new Set(['uplink', 'vlanId']);
  // What is to be saved is what is to run: documents say it once. Where both change, they say the same.
  return Object.fromEntries(
    change.fields
      .filter(({ path, after }) => !CAPTURED_FIELDS.has(path) && (after !== null || canBeNull.has(runningField(path))))
      .map(({ path, after }) => [runningField(path), after]),
  );
}

function invalidPlan(plan: Plan, problem: string): Result<PlanTarget> {
  return failure(
    errorDiagnostic(
      'invalid-plan',
      `The plan for ${plan.host} changes what no desired state can ask for`,
      `${problem}\nNothing was run. The file was damaged or edited; make the plan again with "hpvmctl plan --out FILE".`,
      plan.host,
    ),
  );
}
