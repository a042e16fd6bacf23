import { TINY_WORLDS } from './exhaustive';
import { largeInstance, smallInstance, type Instance } from './random-instance';
import { unusualInstance } from './unusual-instance';

/** Combinations of all tiny worlds, the contradictory ones among them. */
export const TINY_COMBINATIONS = TINY_WORLDS.reduce((sum, world) => sum + world.combinations, 0);

/** A stride through the tiny worlds that meets every combination before any twice: prime, and no divisor of their number. */
const STRIDE = 7919;

/**
 * The nth instance of a seed. Of every twenty, ten come from the tiny worlds, seven are small, one is unusual and two are
 * large; after twice as many as the tiny worlds have combinations, those are used up, and small ones take their places.
 * Undefined where a combination contradicts itself.
 */
export function instanceAt(seed: number, index: number): Instance | undefined {
  const round = Math.floor(index / 20);
  const place = index % 20;
  if (place >= 18) return largeInstance(seed, round * 2 + (place - 18));
  if (place === 17) return unusualInstance(seed, round);
  if (place >= 10) return smallInstance(seed, round * 17 + (place - 10));
  const tiny = round * 10 + place;
  return tiny < TINY_COMBINATIONS
    ? tinyInstance((tiny * STRIDE) % TINY_COMBINATIONS)
    : smallInstance(seed, round * 17 + 7 + place);
}

/** True for one instance in so many, whatever its class. */
export function isOneIn(many: number, index: number): boolean {
  return (Math.imul(index + 1, 0x9e3779b1) >>> 8) % many === 0;
}

function tinyInstance(combination: number): Instance | undefined {
  let left = combination;
  for (const world of TINY_WORLDS) {
    if (left < world.combinations) return world.at(left);
    left -= world.combinations;
  }
  return undefined;
}
