import { printableText } from './printable-text';

/** Zero width space, as text that survives in the source: ends what GitHub would otherwise link. */
const BREAK = '&#8203;';

/**
 * Escapes text for the prose of a Markdown comment: it shows as written and cannot become a link, a mention, an issue
 * reference, an image, an emoji, a heading, a list, a table cell or HTML.
 */
export function markdownProse(text: string): string {
  const shown = printableText(text);
  const escaped = shown.replace(MEANINGFUL, (found) => {
    const entity = ENTITIES[found];
    if (entity !== undefined) return entity;
    return /[@#:%wh]/i.test(found) ? `${found}${BREAK}` : `\\${found}`;
  });
  return LINE_START.test(shown) ? `${BREAK}${escaped}` : escaped;
}

/** Everything that Markdown or GitHub would act upon within a line. */
const MEANINGFUL = /[&<>\\`*_[\]~|$!@#]|:(?=\/\/|[\w+-]+:)|www(?=\.)|\bGH(?=-\d)|%(?=[\w"])/gi;

/** What would begin a list, a heading's underline or a code block. */
const LINE_START = /^\s*(?:[-+=]|\d+[.)])|^ {4}/;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A name or command line as inline code, also inside a table cell. */
export function markdownCode(text: string): string {
  const safe = printableText(text);
  // A code span shows everything as written, but cannot hold back-quotes, and a pipe would end a table cell.
  if (safe.trim() !== '' && !/[`|]/.test(safe)) return `\`${safe}\``;
  return `<code>${htmlText(safe)}</code>`;
}

/** Text for the inside of an HTML element that Markdown passes through, such as `<summary>`. */
export function htmlText(text: string): string {
  return printableText(text).replace(/[^A-Za-z0-9 ,/]/g, (character) => `&#${String(character.codePointAt(0))};`);
}

/** Lines as a fenced code block whose fence is longer than any run of back-quotes inside. */
export function markdownCodeBlock(lines: readonly string[]): readonly string[] {
  const safe = lines.map(printableText);
  const longest = Math.max(2, ...safe.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...safe, fence];
}
