import { html, type Html } from './html';
import type { PageContext } from './page-context';

/** The id of a step, leading to it; plain text for what is no step of the plan. */
export function stepLink(step: string, { stepAnchor }: PageContext): Html {
  const anchor = stepAnchor(step);
  return anchor === undefined ? html`${step}` : html`<a href="#${anchor}">${step}</a>`;
}

/** Ids of steps as links, with commas. */
export function stepLinks(steps: readonly string[], context: PageContext): Html {
  return html`${steps.map((step, place) => html`${place === 0 ? '' : ', '}${stepLink(step, context)}`)}`;
}
