import { printableText } from '../printable-text';
import { readableLength, type MarkdownDialect } from './dialect';

/** Zero width space: ends what would otherwise be a link, a mention, an entity or a list. */
const BREAK = '\u200b';

/** Everything that Markdown would act upon within a line and that a backslash takes the meaning from. */
const ESCAPED = /[\\`*_{}[\]|!]/g;

/** What a backslash does not help against everywhere. */
const BROKEN = /[&<>~$@#]|:(?=\/\/|[\w+-]+:)|www(?=\.)|\bGH(?=-\d)|%(?=[\w"])/gi;

const LINE_START = /^\s*(?:[-+=>]|\d+[.)])|^ {4}/;

/**
 * Markdown without any HTML. Bitbucket shows tags, comments and `<details>` as they are written
 * (https://confluence.atlassian.com/bitbucketserver/markdown-syntax-guide-776639995.html: "all HTML tags are escaped"; Cloud likewise, as
 * dependabot/dependabot-core#5481 and The-PR-Agent/pr-agent#3283 found). A link that nothing refers to is the one line that stays hidden there.
 */
export const PLAIN_DIALECT: MarkdownDialect = {
  prose,
  code: (text) => {
    const safe = printableText(readableLength(text));
    // A code span shows everything as written, but cannot hold back-quotes, and a pipe would end a table cell.
    return safe.trim() !== '' && !/[`|]/.test(safe) ? `\`${safe}\`` : prose(text);
  },
  lineBreak: '; ',
  indent: '- ',
  warningSign: 'Warning:',
  foldStart: (title) => `**${prose(title)}**`,
  foldEnd: '',
  marker: (key) => `[hpvmctl-review:${key}]: https://hpvmctl.invalid/review`,
};

function prose(text: string): string {
  const shown = printableText(readableLength(text));
  const escaped = shown.replace(ESCAPED, '\\$&').replace(BROKEN, `$&${BREAK}`);
  return LINE_START.test(shown) ? `${BREAK}${escaped}` : escaped;
}
