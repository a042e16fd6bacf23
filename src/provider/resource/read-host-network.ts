import type { Change } from '../../diff/change';
import { warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { parseResourceAddress } from '../../model/resource';
import { fieldChangeText } from '../../review/change-lines';
import { printableText } from '../../review/printable-text';
import { driftOfHost, NO_DRIFT_SETTINGS } from '../../workflow/drift';
import { snapshotObserver } from '../../workflow/observe';
import { isObjectValue, type ObjectValue, type Value } from '../protocol/value';
import { readConfig, withoutSnapshot, type LocatedDiagnostic } from './host-network-config';
import { KIND_MAPPINGS, type FieldMapping } from './kinds';

/** A state as the host shows it. */
export interface ReadState {
  readonly state: ObjectValue;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/**
 * The state of a resource whose host looks like this: what was applied, with every managed field that differs as it is on the
 * host. What was applied and is gone has no key any more; what this tool created and nobody declares has one. Equal
 * values keep the spelling of the configuration; what could not be read keeps its value.
 *
 * @param applied - the attributes to compare with
 */
export async function readHostNetwork(
  applied: ObjectValue,
  observed: ObservedHost,
  connectionDefaults: ObjectValue,
): Promise<ReadState> {
  const { loaded, diagnostics } = readConfig(withoutSnapshot(applied), connectionDefaults);
  if (loaded === undefined) {
    const detail = diagnostics.map(({ diagnostic }) => diagnostic.summary).join('\n');
    const summary = `The state of ${observed.host} is none that can be desired, so drift cannot be told`;
    return {
      state: applied,
      diagnostics: [{ diagnostic: warningDiagnostic('state-unreadable', summary, detail), path: [] }],
    };
  }
  const drift = await driftOfHost(loaded, snapshotObserver([observed]), NO_DRIFT_SETTINGS);
  if (drift.report === null) throw new Error('comparing with a snapshot of the same host gave no report');
  const { changes, items, diagnostics: found } = drift.report;
  // What no plan brings back is told and keeps its value: as drift it would ask for an apply that cannot end it.
  const gone = items.filter(({ class: kind, action }) => kind === 'missing' && action === null);
  return {
    state: { ...changes.reduce(withChange, applied), drift: changes.map(driftText) },
    diagnostics: [
      ...gone.map(({ address, note = '' }) =>
        warningDiagnostic('missing', `${address} is not on the host`, note, address),
      ),
      ...found.filter(({ severity }) => severity === 'error'),
    ].map((diagnostic) => ({ diagnostic: { ...diagnostic, severity: 'warning' as const }, path: [] })),
  };
}

/** The state with one difference in it, where the state shows it at all. */
function withChange(state: ObjectValue, change: Change): ObjectValue {
  const parsed = parseResourceAddress(change.address);
  if (parsed === undefined || change.derivedBy !== undefined) return state;
  const { attribute, key, fields } = KIND_MAPPINGS[parsed.kind];
  const map = state[attribute];
  if (!isObjectValue(map)) return state;
  if (key === undefined) return { ...state, [attribute]: withFields(map, change, fields) };
  const { identity } = parsed;
  const own = map[identity];
  if (change.action === 'create')
    return { ...state, [attribute]: Object.fromEntries(Object.entries(map).filter(([name]) => name !== identity)) };
  return { ...state, [attribute]: { ...map, [identity]: withFields(isObjectValue(own) ? own : {}, change, fields) } };
}

/** An object with the fields that differ as they are on the host; of one that nobody declared, all that are told. */
function withFields(value: ObjectValue, change: Change, fields: readonly FieldMapping[]): ObjectValue {
  const changed = fields.flatMap(({ attribute, property, toAttribute }): readonly (readonly [string, Value])[] => {
    const field = change.fields.find(({ path }) => path === property);
    if (field === undefined) return [];
    return [[attribute, toAttribute === undefined ? field.before : toAttribute(field.before)]];
  });
  return { ...value, ...Object.fromEntries(changed) };
}

function driftText({ address, action, fields, derivedBy }: Change): string {
  const because = derivedBy === undefined ? '' : ` (required by ${derivedBy})`;
  const what = {
    create: 'is not on the host',
    delete: 'is on the host, was created by this tool, and is not declared',
    update: fields.map((field) => `${field.path} ${fieldChangeText('update', field)}`).join(', '),
  }[action];
  return printableText(`${address}: ${what}${because}`);
}
