import type { Action } from '../action';

const INTERFACE = /^lan\d+$/;
const DOTTED_QUAD = /^\d+(\.\d+){3}$/;

/** Reads `ifconfig lanN unplumb` and `ifconfig lanN inet A netmask M up` (ifconfig(1M), HP-UX 11i v3, Feb 2007). */
export function readIfconfig(words: readonly string[]): Action | undefined {
  const [name, verb, address, keyword, netmask, state] = words;
  if (!fits(name, INTERFACE)) return undefined;
  if (verb === 'unplumb' && words.length === 2) return { kind: 'unplumb', interface: name };
  if (verb !== 'inet' || keyword !== 'netmask' || state !== 'up' || words.length !== 6) return undefined;
  if (!fits(address, DOTTED_QUAD) || !fits(netmask, DOTTED_QUAD)) return undefined;
  return { kind: 'plumb', interface: name, address, netmask };
}

function fits(word: string | undefined, form: RegExp): word is string {
  return Boolean(word?.match(form));
}
