import { indexObservedHost } from '../diff/observed-index';
import { canonicalJson } from '../model/canonical-json';
import type { ObservedHost } from '../model/observed-host';
import { parseResourceAddress } from '../model/resource';
import type { MovedField } from './footprint';
import type { Plan } from './plan-document';
import { savedFieldsOf } from './saved-footprint';

/**
 * What a plan leaves besides what runs, and did not find like that: what its saving steps saved, and what the ownership record says of its
 * objects. Compared with the host as it was when the plan was made; for a host that the plan was taken back on. A command
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
    const [planned, found] = [savedFieldsOf(before, address), savedFieldsOf(now, address)];
    return canonicalJson(planned) === canonicalJson(found)
      ? []
      : [{ path: `saved.${address}`, planned, observed: found }];
  });
  const owned = new Set(plan.steps.flatMap(({ ownership }) => (ownership === undefined ? [] : [ownership.address])));
  const claims = [...owned].flatMap((address) => {
    const [planned, found] = [before.isOwned(address), now.isOwned(address)];
    return planned === found ? [] : [{ path: `ownership.${address}/isOurs`, planned, observed: found }];
  });
  return [...saved, ...claims];
}
