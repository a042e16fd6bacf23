import { compareText } from '../model/canonical-json';

/** Up to so many names are listed. */
const MOST_NAMES = 10;

/**
 * Says which names there are to who gave another one: of many only those next to it in the alphabet, and how many there are in all. Who asks for
 * thousands of names gets thousands of answers, so each is short and quickly found.
 */
export function someNames(names: Iterable<string>): (wanted: string) => string {
  const all = [...new Set(names)].sort(compareText);
  if (all.length === 0) return () => 'none';
  if (all.length <= MOST_NAMES) return () => all.join(', ');
  return (wanted) => {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (compareText(all[middle] ?? '', wanted) < 0) low = middle + 1;
      else high = middle;
    }
    const near = all.slice(Math.max(0, low - 2), low + 2);
    return `${near.join(', ')} and ${String(all.length - near.length)} more`;
  };
}
