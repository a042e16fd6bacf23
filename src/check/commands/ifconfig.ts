import type { Action } from '../action';

/** Reads `ifconfig lanN unplumb` and `ifconfig lanN inet A netmask M up` (ifconfig(1M), HP-UX 11i v3, Feb 2007). */
export function readIfconfig(words: readonly string[]): Action | undefined {
  const [name, verb, address, keyword, netmask, state] = words;
  if (name === undefined) return undefined;
  if (verb === 'unplumb' && words.length === 2) return { kind: 'unplumb', interface: name };
  if (verb !== 'inet' || keyword !== 'netmask' || state !== 'up' || words.length !== 6) return undefined;
  if (address === undefined || netmask === undefined) return undefined;
  return { kind: 'plumb', interface: name, address, netmask };
}
