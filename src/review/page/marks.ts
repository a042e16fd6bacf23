import type { PlanObject } from './plan-objects';
import type { Presence } from './presence';
import { secondsText } from '../seconds-text';
import { html, type Html } from './html';

/** How a thing is marked in the drawing: with a sign and words, never by colour alone. */
export type Mark = 'same' | 'new' | 'gone' | 'changed' | 'moved-away' | 'moved-here';

const SIGNS: Readonly<Record<Mark, { readonly sign: string; readonly word: string }>> = {
  same: { sign: '', word: '' },
  new: { sign: '+', word: 'new: ' },
  gone: { sign: '−', word: 'removed: ' },
  changed: { sign: '~', word: 'changed: ' },
  'moved-away': { sign: '↗', word: 'moves away: ' },
  'moved-here': { sign: '↘', word: 'moves here: ' },
};

/** The mark of something that stands where it stood, or is only there before or after. */
export function markOf(presence: Presence, object: PlanObject | undefined): Mark {
  if (presence === 'before') return 'gone';
  if (presence === 'after') return 'new';
  return object?.change === undefined ? 'same' : 'changed';
}

/** The sign of a mark, with the word for whoever does not see it. */
export function markSign(mark: Mark): Html {
  const { sign, word } = SIGNS[mark];
  if (sign === '') return html``;
  return html`<span class="sign" aria-hidden="true">${sign}</span><span class="unseen">${word}</span>`;
}

/** The bare sign, for a drawing. */
export function signOf(mark: Mark): string {
  return SIGNS[mark].sign;
}

/** The word of a mark, for the label of a drawing. */
export function wordOf(mark: Mark): string {
  return SIGNS[mark].word;
}

/** How long a thing is interrupted, as short as it can be said; undefined: not at all. */
export function downText(object: PlanObject | undefined): string | undefined {
  const outages = object?.outages ?? [];
  if (outages.length === 0) return undefined;
  if (outages.some(({ isPermanent }) => isPermanent === true)) return 'for good';
  return secondsText(outages.reduce((sum, { seconds }) => sum + seconds.expected, 0));
}
