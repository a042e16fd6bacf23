import { errorDiagnostic, hasErrors, warningDiagnostic } from '../../model/diagnostic';
import { parseHostName } from '../../model/names';
import type { Plan } from '../../plan/plan-document';
import { targetOf } from '../../workflow/host-target';
import type { LoadedDesired } from '../../workflow/load-desired';
import { isWhollyKnown, textOf, type ObjectValue } from '../protocol/value';
import type { World } from '../world';
import { carryOut, type CarriedOut } from './apply-host-network';
import { lastingPart, readConfig, withoutSnapshot, type LocatedDiagnostic } from './host-network-config';
import { HOST_NETWORK_SCHEMA, NOTHING_PLANNED, NOTHING_STORED } from './host-network-schema';
import { importedState } from './imported-state';
import { commandText, planAttributes } from './plan-attributes';
import { acceptsRecalled, planFrom, planHostNetwork, planRemoval } from './plan-host-network';
import type { PrivateData } from './private-data';
import { readHostNetwork, type ReadState } from './read-host-network';
import type { AttributePath } from './desired-document';

/** A state (null: there is none) with what is kept beside it and what is told about it. */
export interface StateOutcome {
  readonly state: ObjectValue | null;
  readonly privateData: PrivateData;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** A plan of Terraform for one resource. */
export interface PlanOutcome extends StateOutcome {
  readonly requiresReplace: readonly AttributePath[];
}

/** Reads the host and tells how it differs from what was applied. What is kept stays byte for byte: else it were a change. */
export async function read(state: ObjectValue, { applied, isImported }: PrivateData, world: World): Promise<ReadState> {
  const host = whereabouts(state);
  const { loaded, diagnostics } = readConfig(host, world.connectionDefaults);
  if (loaded === undefined) return { state, diagnostics };
  const observed = await world.observe(targetOf(loaded.desired));
  if (!observed.ok) return { state, diagnostics: located(observed.diagnostics) };
  if (isImported === true) return { state: importedState(state, observed.value), diagnostics: [] };
  const now = await readHostNetwork({ ...state, ...applied, ...host }, observed.value, world.connectionDefaults);
  return { state: now.state, diagnostics: now.diagnostics };
}

/** Plans a creation or an update. */
export async function plan(
  config: ObjectValue,
  prior: ObjectValue | null,
  priorPrivate: PrivateData,
  world: World,
): Promise<PlanOutcome> {
  const made = await planHostNetwork({ config, prior, priorPrivate, world });
  const { planned, plannedPrivate, requiresReplace, diagnostics } = made;
  return { state: planned, privateData: plannedPrivate, requiresReplace, diagnostics };
}

/**
 * Plans what destroying does, and shows it as a warning: there is no state to show it in. The host may be looked at here,
 * for Terraform plans a removal only once.
 */
export async function planDestroy(prior: ObjectValue, world: World): Promise<PlanOutcome> {
  const outcome = { state: null, privateData: {}, requiresReplace: [] };
  const host = textOf(prior['host']) ?? 'the host';
  const told = (summary: string, detail: string): LocatedDiagnostic => ({
    diagnostic: warningDiagnostic('destroy', summary, detail),
    path: [],
  });
  if (prior['on_destroy'] === 'forget') {
    const summary = `Destroying forgets ${host} and leaves it as it is`;
    return { ...outcome, diagnostics: [told(summary, 'on_destroy is "forget": no command is run.')] };
  }
  const { made, diagnostics } = await removalNow(prior, world);
  if (made === undefined) return { ...outcome, diagnostics };
  const lines = made.plan.steps.map(commandText);
  const shown =
    lines.length === 0
      ? told(`Destroying changes nothing on ${host}`, 'This tool created nothing that is still there.')
      : told(`Destroying runs ${String(lines.length)} commands on ${host}`, lines.join('\n'));
  return { ...outcome, privateData: { plan: made.plan }, diagnostics: [shown, ...made.diagnostics] };
}

export interface ApplyInput {
  readonly config: ObjectValue;
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue;
  readonly plannedPrivate: PrivateData;
}

/**
 * Carries out what was planned. A creation that does not succeed leaves no state behind, so that the next plan creates again
 * (what was done is remembered on the host) instead of destroying first; an update leaves what the host shows.
 */
export async function apply(
  { config, prior, planned, plannedPrivate }: ApplyInput,
  world: World,
): Promise<StateOutcome> {
  const { loaded, diagnostics } = readConfig(withoutSnapshot(config), world.connectionDefaults);
  const { applied: before } = plannedPrivate;
  const unchanged = { state: prior, privateData: before === undefined ? {} : { applied: before } };
  if (loaded === undefined) return { ...unchanged, diagnostics };
  const found = await plannedOrNew(plannedPrivate.plan, loaded, acceptsRecalled(config, world), world);
  if (found.plan === undefined) return { ...unchanged, diagnostics: found.diagnostics };
  const done = await carryOut(found.plan, loaded, config, world);
  const told = [...found.diagnostics, ...done.diagnostics];
  const state = lastingPart(withKnown(planned, planAttributes(found.plan)));
  const applied = withoutPlan(state);
  if (done.report.exitCode === 0) return { state, privateData: { applied }, diagnostics: told };
  if (prior === null || isAsBefore(done)) return { ...unchanged, diagnostics: told };
  const observed = await world.observe(targetOf(loaded.desired));
  if (!observed.ok) return { ...unchanged, diagnostics: told };
  const shown = await readHostNetwork(state, observed.value, world.connectionDefaults);
  return { state: shown.state, privateData: { applied }, diagnostics: told };
}

/** Removes what this tool created, or forgets the host. What was shown is carried out, and nothing else. */
export async function destroy(prior: ObjectValue, { plan: shown }: PrivateData, world: World): Promise<StateOutcome> {
  const gone = { state: null, privateData: {} };
  if (prior['on_destroy'] === 'forget') return { ...gone, diagnostics: [] };
  const stays = { state: prior, privateData: { applied: withoutPlan(prior) } };
  const { made, diagnostics } = await removalNow(prior, world);
  if (made === undefined) return { ...stays, diagnostics };
  const done = await carryOut(shown ?? made.plan, made.loaded, prior, world);
  return { ...(done.report.exitCode === 0 ? gone : stays), diagnostics: done.diagnostics };
}

async function removalNow(
  prior: ObjectValue,
  world: World,
): Promise<{
  readonly made: Awaited<ReturnType<typeof planRemoval>>;
  readonly diagnostics: readonly LocatedDiagnostic[];
}> {
  const host = whereabouts(prior);
  const { loaded, diagnostics } = readConfig(host, world.connectionDefaults);
  if (loaded === undefined) return { made: undefined, diagnostics };
  const observed = await world.observe(targetOf(loaded.desired));
  if (!observed.ok) return { made: undefined, diagnostics: located(observed.diagnostics) };
  return { made: await planRemoval(prior, observed.value, world), diagnostics: [] };
}

/** A state for a host of this name, which the reading behind it fills. */
export function importHost(
  id: string,
): { readonly state: ObjectValue; readonly privateData: PrivateData } | LocatedDiagnostic {
  const host = parseHostName(id);
  if (host === undefined) {
    const detail =
      'Import by the name of the host, as its resource says it: terraform import hpvm_host_network.NAME vmhost1.';
    return {
      diagnostic: errorDiagnostic('import-id-invalid', `${JSON.stringify(id)} is not the name of a host`, detail),
      path: [],
    };
  }
  const nothing = Object.fromEntries(Object.keys(HOST_NETWORK_SCHEMA.attributes).map((name) => [name, null]));
  return { state: { ...nothing, ...NOTHING_PLANNED, host }, privateData: { isImported: true } };
}

/** The plan that was shown; one that could not be made then is made now. */
async function plannedOrNew(
  shown: Plan | undefined,
  loaded: LoadedDesired,
  acceptRecalled: boolean,
  world: World,
): Promise<{ readonly plan: Plan | undefined; readonly diagnostics: readonly LocatedDiagnostic[] }> {
  if (shown !== undefined) return { plan: shown, diagnostics: [] };
  const observed = await world.observe(targetOf(loaded.desired));
  if (!observed.ok) return { plan: undefined, diagnostics: located(observed.diagnostics) };
  const made = await planFrom(loaded, observed.value, acceptRecalled);
  const isRefused = hasErrors(made.diagnostics.map(({ diagnostic }) => diagnostic));
  return { plan: isRefused ? undefined : made.plan, diagnostics: made.diagnostics };
}

/** Nothing was begun, or all of it was taken back and the host was read again. */
function isAsBefore({ report }: CarriedOut): boolean {
  return report.execution === null || ['reverted', 'locked', 'refused', 'declined'].includes(report.verdict);
}

/** What was promised stays as it was promised; the rest is filled in. */
function withKnown(planned: ObjectValue, told: ObjectValue): ObjectValue {
  const filled = Object.entries(planned).map(([name, value]) => [
    name,
    isWhollyKnown(value) ? value : (told[name] ?? null),
  ]);
  return Object.fromEntries(filled) as ObjectValue;
}

function withoutPlan(state: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(state).filter(([name]) => !(name in NOTHING_PLANNED) && !(name in NOTHING_STORED)),
  );
}

function located(diagnostics: readonly LocatedDiagnostic['diagnostic'][]): readonly LocatedDiagnostic[] {
  return diagnostics.map((diagnostic) => ({ diagnostic, path: [] }));
}

/** Which host, and how it is reached: the connection may have changed since the last apply. */
function whereabouts(state: ObjectValue): ObjectValue {
  return { host: state['host'] ?? null, ssh: state['ssh'] ?? null };
}
