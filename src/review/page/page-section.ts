import { html, type Html } from './html';
import type { PageContext } from './page-context';

/** A part of the page about one host, with its heading; as a landmark it is named by both. */
export function pageSection({ prefix }: Pick<PageContext, 'prefix'>, name: string, title: string, body: Html): Html {
  const id = `${prefix}-${name}`;
  return html`<section id="${id}" class="${name}" aria-labelledby="${id}-heading ${prefix}-name">
    <h3 id="${id}-heading">${title}</h3>
    ${body}
  </section>`;
}
