/** How many hosts are read at once unless somebody says otherwise: gentle on a laptop, enough to hide round trips. */
export const HOSTS_AT_ONCE = 8;

/** Works on several hosts at once and returns the results in the order of the hosts. */
export async function eachHost<Item, Outcome>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<number, Outcome>();
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) outcomes.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return [...outcomes.entries()].sort(([left], [right]) => left - right).map(([, outcome]) => outcome);
}
