import { TINY_WORLDS } from './exhaustive';
import { largeInstance, smallInstance, type Instance } from './random-instance';

/** Combinations of all tiny worlds, the contradictory ones among them. */
const TINY = TINY_WORLDS.reduce((sum, world) => sum + world.combinations, 0);

/** A stride through the tiny worlds that meets every combination before any twice: prime, and no divisor of their number. */
const STRIDE = 7919;

/**
 * The nth instance of a seed. Of every twenty, eleven come from the tiny worlds, seven are small and two are large; after
 * 20/11 as many as the tiny worlds have combinations, those are used up, and small ones take their places.
 * Undefined where a combination contradicts itself.
 */
export function instanceAt(seed: number, index: number): Instance | undefined {
  const round = Math.floor(index / 20);
  const place = index % 20;
  if (place >= 18) return largeInstance(seed, round * 2 + (place - 18));
  if (place >= 11) return smallInstance(seed, round * 18 + (place - 11));
  const tiny = round * 11 + place;
  return tiny < TINY ? tinyInstance((tiny * STRIDE) % TINY) : smallInstance(seed, round * 18 + 7 + place);
}

function tinyInstance(combination: number): Instance | undefined {
  let left = combination;
  for (const world of TINY_WORLDS) {
    if (left < world.combinations) return world.at(left);
    left -= world.combinations;
  }
  return undefined;
}
