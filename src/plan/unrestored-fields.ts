import { indexObservedHost } from '../diff/observed-index';
import type { ObservedIndex } from '../diff/resource-difference';
import { canonicalJson, type JsonValue } from '../model/canonical-json';
import type { ObservedHost } from '../model/observed-host';
import { parseResourceAddress } from '../model/resource';
import type { MovedField } from './footprint';
import type { Plan } from './plan-document';
import { savedFieldsOf } from './saved-footprint';

/**
 * What a plan leaves besides what runs, and did not find like that: what its saving steps saved, what the ownership record says of its
 * objects, and guests that ran and do not run any more (without their vswitch they do not start with the host). Compared with the host as it was when the plan was made; for a host that the plan was taken back on. A command
 * that saves again saves what runs, which need not be what was saved before.
 */
export function unrestoredFields(plan: Plan, observed: ObservedHost): readonly MovedField[] {
  if (plan.snapshot === undefined) return [];
  const [before, now] = [indexObservedHost(plan.snapshot), indexObservedHost(observed)];
  const savings = plan.steps.filter(({ phase }) => phase === 'persist').map(({ address }) => address);
  const isSaved = (address: string): boolean =>
    ['lanInterface', 'apaGroup', 'hostVlan'].includes(parseResourceAddress(address)?.kind ?? '');
  // Saving one group saves them all.
  const groups = savings.some((address) => address.startsWith('apaGroup.'))
    ? [...before.apaGroup.keys(), ...now.apaGroup.keys()].map((name) => `apaGroup.${name}`)
    : [];
  const saved = [...new Set([...savings.filter(isSaved), ...groups])].flatMap((address) => {
    const [planned, found] = [savedOf(before, address), savedOf(now, address)];
    return canonicalJson(planned) === canonicalJson(found)
      ? []
      : [{ path: `saved.${address}`, planned, observed: found }];
  });
  const owned = new Set(plan.steps.flatMap(({ ownership }) => (ownership === undefined ? [] : [ownership.address])));
  const claims = [...owned].flatMap((address) => {
    const [planned, found] = [before.isOwned(address), now.isOwned(address)];
    return planned === found ? [] : [{ path: `ownership.${address}/isOurs`, planned, observed: found }];
  });
  const stopped = plan.snapshot.guests.flatMap(({ name, state }) => {
    const found = now.guest.get(name);
    return state !== 'on' || found === undefined || found.state === 'on'
      ? []
      : [{ path: `guest.${name}/state`, planned: state, observed: found.state }];
  });
  return [...saved, ...claims, ...stopped];
}

/**
 * Addresses whose saved settings some of these saving steps wrote, and of which nobody could read what was saved before: the files of most drivers
 * are not documented. Saving again what ran before need not bring that back.
 */
export function unknownSaves(plan: Plan, steps: ReadonlySet<string>): readonly string[] {
  if (plan.snapshot === undefined) return [];
  const before = indexObservedHost(plan.snapshot);
  const addresses = plan.steps
    .filter(({ phase, id }) => phase === 'persist' && steps.has(id))
    .map((step) => step.address);
  return [...new Set(addresses)].filter((address) => {
    const fields = savedFieldsOf(before, address);
    const isNic = parseResourceAddress(address)?.kind === 'lanInterface';
    return fields !== null && (fields['isKnown'] === false || (isNic && Object.values(fields).includes(null)));
  });
}

/** With the key, by which the ports of a group find it at the next boot. */
function savedOf(index: ObservedIndex, address: string): JsonValue {
  const fields = savedFieldsOf(index, address);
  const { kind, identity = '' } = parseResourceAddress(address) ?? {};
  if (kind !== 'apaGroup' || fields === null) return fields;
  return { ...fields, key: index.saved.apaGroup?.get(identity)?.key ?? null };
}
