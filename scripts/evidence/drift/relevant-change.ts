import type { DriftActor, DriftClass } from '../../../src/drift/drift-item';
import type { JsonValue } from '../../../src/model/canonical-json';
import { writeSavedFiles } from '../../../src/simulator/saved-files/saved-files';
import type { NetworkConfiguration, SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import type { Random } from '../random';
import type { DeclaredHost } from './declared-host';

/** What a report has to say of a change, known to who made it. */
export interface Expected {
  readonly class: DriftClass;
  readonly address: string;
  /** Field and what the host has now; absent: the item as a whole. */
  readonly field?: { readonly path: string; readonly now: JsonValue };
  /** False: it is told, and no drift. */
  readonly isDrift: boolean;
  /** Who did it by right. */
  readonly actor?: DriftActor;
}

/** A host behind a change. */
export interface ChangedHost {
  readonly state: SimulatedHostState;
  readonly expected: Expected;
}

/** A change of one thing that a document declares. */
export interface RelevantChange {
  /** Kind and field, as `vswitch.uplink`; or what happens to the whole, as `vswitch missing`. */
  readonly name: string;
  /** Undefined where the host has nothing to change in this way. */
  readonly change: (host: DeclaredHost, random: Random) => ChangedHost | undefined;
}

/** The host with another running network. */
export function withRunning(state: SimulatedHostState, running: Partial<NetworkConfiguration>): SimulatedHostState {
  return { ...state, running: { ...state.running, ...running } };
}

/** The host with another saved network, and the files that say so. */
export function withSaved(state: SimulatedHostState, saved: Partial<NetworkConfiguration>): SimulatedHostState {
  const after = { ...state, saved: { ...state.saved, ...saved } };
  return { ...after, files: writeSavedFiles(state, after) };
}

/** One of those that fit; undefined when none does. */
export function anyOf<T>(random: Random, list: readonly T[]): T | undefined {
  return list.length === 0 ? undefined : random.pick(list);
}

/** A list with one element, found by its name, made into another; without it when that is undefined. */
export function replaced<T extends { readonly name: string }>(
  list: readonly T[],
  name: string,
  change: (each: T) => T | undefined,
): readonly T[] {
  return list.flatMap((each) => {
    if (each.name !== name) return [each];
    const changed = change(each);
    return changed === undefined ? [] : [changed];
  });
}

/** Item of something that is there and otherwise than declared. */
export function changed(address: string, path: string, now: JsonValue): Expected {
  return { class: 'managed-changed', address, field: { path, now }, isDrift: true };
}

/** Item of something that runs as declared and is saved otherwise. */
export function savedOtherwise(address: string, path: string, now: JsonValue): Expected {
  return { class: 'running-differs-from-saved', address, field: { path: `saved.${path}`, now }, isDrift: true };
}

/** Item of something that is declared and not there. */
export function missing(address: string): Expected {
  return { class: 'missing', address, isDrift: true };
}
