import { htmlText, markdownCode, markdownProse } from '../markdown-escape';
import { readableLength, type MarkdownDialect } from './dialect';

/** Markdown that may hold some HTML, as on GitHub and GitLab. */
export const HTML_DIALECT: MarkdownDialect = {
  prose: (text) => markdownProse(readableLength(text)),
  code: (text) => markdownCode(readableLength(text)),
  lineBreak: '<br>',
  indent: '&nbsp;&nbsp;',
  warningSign: ':warning:',
  foldStart: (title) => `<details><summary>${htmlText(readableLength(title))}</summary>`,
  foldEnd: '</details>',
  marker: (key) => `<!-- hpvmctl-review:${key} -->`,
};
