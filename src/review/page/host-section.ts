import { shortenedList } from '../shortened-list';
import { hostDrawing } from './host-drawing';
import { hostTable } from './host-table';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { pageSection } from './page-section';
import { shownText } from './shown-text';

/** The host before and after the plan, drawn, with the same as a table; or why nobody can draw it. */
export function hostSection(context: PageContext): Html {
  const { picture, prefix, whyUnobserved = 'This plan does not hold the host it was made for.' } = context;
  if (picture === undefined) return pageSection(context, 'host', 'The host', html`<p>${whyUnobserved}</p>`);
  const views = [
    ['both', 'Before and after'],
    ['before', 'Before'],
    ['after', 'After'],
  ].map(
    ([view, label], place) =>
      html`<label
        ><input type="radio" name="${prefix}-view" value="${view}" ${place === 0 ? html` checked` : ''} />
        ${label}</label
      >`,
  );
  const body = html`<fieldset class="views">
      <legend class="unseen">State of the host that is drawn</legend>
      ${views}
    </fieldset>
    <p class="legend" aria-hidden="true">
      <span class="chip new">+ new</span> <span class="chip changed">~ changed</span>
      <span class="chip gone">− removed</span> <span class="chip moved-away">↗ moves away</span>
      <span class="chip moved-here">↘ moves here</span> <span class="chip is-down">guest slot · port</span> interrupted
    </p>
    ${hostDrawing(context, picture)} ${gapsHtml(context)}
    <details class="alternative">
      <summary>The host as a table</summary>
      ${hostTable(context, picture)}
    </details>`;
  return pageSection(context, 'host', 'The host', body);
}

const MOST_GAPS_CHARACTERS = 400;

/** What could not be read of the host: unknown is not absent, in a drawing least of all. */
function gapsHtml({ picture }: PageContext): Html {
  const gaps = picture?.observed.coverage ?? [];
  if (gaps.length === 0) return html``;
  const subjects = shortenedList(
    gaps.map(({ subject }) => shownText(subject, 80)),
    MOST_GAPS_CHARACTERS,
  );
  return html`<p class="gap">
    <strong>Not everything could be read:</strong> ${subjects}. What is not drawn may still be there.
  </p>`;
}
