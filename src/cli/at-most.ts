/** Carries tasks out, never more than `count` at a time; the others wait in their order. A task must not wait for another one. */
export function atMost(count: number): <Outcome>(task: () => Promise<Outcome>) => Promise<Outcome> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
