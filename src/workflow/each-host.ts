/** How many hosts are read at once unless somebody says otherwise: gentle on a laptop, enough to hide round trips. */
export const HOSTS_AT_ONCE = 8;

/** Works on several hosts at once and returns the results in the order of the hosts. */
export async function eachHost<Item, Outcome>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<number, Outcome>();
  await sweepHosts(items, atOnce, work, (outcome, index) => void outcomes.set(index, outcome));
  return [...outcomes.entries()].sort(([left], [right]) => left - right).map(([, outcome]) => outcome);
}

/** Works on several hosts at once and hands each result over as soon as it is there; nothing of it is kept. */
export async function sweepHosts<Item, Outcome>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Outcome>,
  take: (outcome: Outcome, index: number) => void,
): Promise<void> {
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) take(await work(item), index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
