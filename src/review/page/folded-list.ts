import { html, type Html } from './html';

/** From so many entries on, a list is folded. */
const MOST_UNFOLDED = 400;

/** Entries in one fold. */
const FOLD = 200;

/** What a long list shows of each entry where it is folded. */
export interface FoldedEntry {
  readonly name: string;
  readonly markup: Html;
}

/**
 * A list that stays quick to look at: what is folded costs a browser nothing until it is opened. The filter and links open
 * what they lead to.
 */
export function foldedList(entries: readonly FoldedEntry[], listOf: (items: readonly Html[]) => Html): Html {
  if (entries.length <= MOST_UNFOLDED) return listOf(entries.map(({ markup }) => markup));
  const folds = Array.from({ length: Math.ceil(entries.length / FOLD) }, (_, place) =>
    entries.slice(place * FOLD, (place + 1) * FOLD),
  );
  return html`${folds.map(
    (fold) =>
      html`<details class="fold" data-fold>
        <summary>${fold[0]?.name} to ${fold.at(-1)?.name}</summary>
        ${listOf(fold.map(({ markup }) => markup))}
      </details>`,
  )}`;
}
