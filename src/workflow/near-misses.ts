import { suggestName } from '../desired/suggest-name';

const MOST = 3;

/** Names that somebody may have meant: the one that is spelt alike, else at most three that share most of the words. */
export function nearMisses(what: string, known: readonly string[]): readonly string[] {
  const spelt = suggestName(what, known);
  if (spelt !== undefined) return [spelt];
  const words = wordsOf(what).filter((word) => word.length >= 3);
  return known
    .map((name) => ({ name, shared: sharedWords(words, wordsOf(name)) }))
    .filter(({ shared }) => shared > 0 && shared * 2 >= words.length)
    .sort((left, right) => right.shared - left.shared)
    .map(({ name }) => name)
    .slice(0, MOST);
}

/** "Did you mean ...?", or nothing when nothing is near. */
export function didYouMean(names: readonly string[]): readonly string[] {
  const last = names.at(-1);
  if (last === undefined) return [];
  const others = names.slice(0, -1).join(', ');
  return [`Did you mean ${others === '' ? '' : `${others} or `}${last}?`];
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** How many words begin a word of the other name. */
function sharedWords(words: readonly string[], others: readonly string[]): number {
  return words.filter((word) => others.some((other) => other.startsWith(word))).length;
}
