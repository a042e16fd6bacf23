/** A small deterministic source of choices: the same seed and stream give the same sequence on every machine. */
export interface Random {
  /** A whole number from 0 to `below - 1`. */
  readonly below: (below: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** A number from `min` up to `max`. */
  readonly between: (min: number, max: number) => number;
  /** One element. @throws Error when the list is empty */
  readonly pick: <T>(list: readonly T[]) => T;
  /** A copy in another order, every order alike. */
  readonly shuffled: <T>(list: readonly T[]) => T[];
}

/**
 * Generator "sfc32" (C. Doty-Humphrey, PractRand), started from two numbers and run in: each instance has its own
 * stream, so that any of a million can be made again alone.
 */
export function randomFrom(seed: number, stream: number): Random {
  let a = seed >>> 0;
  let b = stream >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  const unit = (): number => next() / 2 ** 32;
  const below = (limit: number): number => Math.floor(unit() * limit);
  const shuffled = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let place = copy.length - 1; place > 0; place -= 1) {
      const other = below(place + 1);
      const held = copy[place] as T;
      copy[place] = copy[other] as T;
      copy[other] = held;
    }
    return copy;
  };
  return {
    below,
    chance: (probability) => unit() < probability,
    between: (min, max) => min + unit() * (max - min),
    pick: (list) => {
      if (list.length === 0) throw new Error('nothing to pick from');
      return list[below(list.length)] as (typeof list)[number];
    },
    shuffled,
  };
}
