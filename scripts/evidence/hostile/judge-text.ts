import MarkdownIt from 'markdown-it';

/**
 * What a terminal or a browser would obey, or not show at all, by Unicode's own properties: apart from the list that the
 * renderers use.
 */
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u;

/** The first character of a text that should not be there; line ends may. */
export function obeyedIn(text: string): string | undefined {
  const found = OBEYED.exec(text.replaceAll('\n', ''))?.[0];
  return found === undefined ? undefined : `U+${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** As GitHub reads it: HTML passes, addresses become links; names of hosts alone do not. */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false });

/** Tags that our Markdown has on purpose. */
const OWN_TAGS = new Set([
  '<details>',
  '</details>',
  '<summary>',
  '</summary>',
  '<br>',
  '<code>',
  '</code>',
  '<b>',
  '</b>',
]);

type Token = ReturnType<MarkdownIt['parse']>[number];

/** Everything in a Markdown text but its words: in the order in which it stands there. */
export function structureOf(markdown: string): readonly string[] {
  const found: string[] = [];
  const walk = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if (token.type === 'html_block' || token.type === 'html_inline')
        found.push(...(token.content.match(/<[^>]*>?/g) ?? []).filter((tag) => !/^<\/?code>$/.test(tag)));
      else if (!['text', 'code_inline', 'softbreak', 'inline'].includes(token.type))
        found.push(`${token.type} ${token.tag}`);
      if (token.children !== null) walk(token.children);
    }
  };
  walk(reader.parse(markdown, {}));
  return found;
}

/** What no report of ours has: links, images, foreign HTML, and what GitHub would take for a mention or an issue. */
export function markupIn(markdown: string): string | undefined {
  const foreign = structureOf(markdown).find(
    (each) => /^(link_open|image)/.test(each) || (each.startsWith('<') && !OWN_TAGS.has(each)),
  );
  if (foreign !== undefined) return foreign;
  const words: string[] = [];
  const walk = (tokens: readonly Token[]): void => {
    // GitHub makes nothing of what stands in an element for code.
    let isCode = false;
    for (const token of tokens) {
      if (token.type === 'html_inline' && /^<\/?code>$/.test(token.content)) isCode = token.content === '<code>';
      if (token.type === 'text' && !isCode) words.push(token.content);
      if (token.children !== null) walk(token.children);
    }
  };
  walk(reader.parse(markdown, {}));
  return words.find((text) => /(^|[^\w])(@[a-z\d]|#\d|www\.\w)/i.test(text));
}
