import { shownText } from './shown-text';

/** A piece of HTML in which everything foreign is escaped already. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, nothing is left out, lists are joined. */
export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

/**
 * Builds HTML from a template in which every value is escaped, in elements and in quoted attributes alike. Text is made
 * printable and cut where it is longer than anybody reads.
 */
export function html(texts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = '';
  withoutIndent(texts).forEach((text, place) => {
    markup += text;
    if (place < values.length) markup += markupOf(values[place]);
  });
  return { markup };
}

const unindented = new WeakMap<TemplateStringsArray, readonly string[]>();

const BLOCK =
  '/?(?:article|dd|details|div|dl|dt|h[1-6]|header|li|main|ol|p|section|summary|svg|table|tbody|td|th|thead|tr|ul)';

/** White space at which nothing is shown: before and behind the tags of blocks. */
const UNSHOWN = new RegExp(`\\s*\\n\\s*(?=<${BLOCK}\\b)|(?<=<${BLOCK}(?: [^<>]*)?>)\\s*\\n\\s*`, 'g');

/** Templates are indented for who reads the code; a page repeats each of them a thousand times. */
function withoutIndent(texts: TemplateStringsArray): readonly string[] {
  const known = unindented.get(texts);
  if (known !== undefined) return known;
  const made = texts.map((text) => text.replace(UNSHOWN, '').replace(/\n\s*/g, '\n'));
  unindented.set(texts, made);
  return made;
}

/** Markup of our own that is no template: the style and the script of the page. */
export function ownMarkup(markup: string): Html {
  return { markup };
}

function markupOf(value: HtmlValue): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escaped(shownText(value));
  if (typeof value === 'number') return String(value);
  return isList(value) ? value.map(markupOf).join('') : value.markup;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function isList(value: HtmlValue): value is readonly HtmlValue[] {
  return Array.isArray(value);
}
