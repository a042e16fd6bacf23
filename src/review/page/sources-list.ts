import type { NumberedSources } from '../numbered-sources';
import { html, type Html } from './html';

/** The sources that a page has cited so far, by number; nothing where there are none. */
export function sourcesList(sources: NumberedSources): Html {
  const items = sources.list().map(({ number, citation }) => html`<li value="${number}">${citation}</li>`);
  return items.length === 0
    ? html``
    : html`<ol class="sources">
        ${items}
      </ol>`;
}
