import { planSummary } from '../plan-summary';
import type { CitationOf } from '../step-lines';
import { hostSection } from './host-section';
import { html, ownMarkup, type Html } from './html';
import { PAGE_SCRIPT, PAGE_STYLE } from './page-assets.generated';
import { pageContext, type PageContext, type PagePlan } from './page-context';
import { proofSection } from './proof-section';
import { shownName } from './shown-text';
import { stepsSection } from './steps-section';
import { thingsSection } from './things-section';
import { timelineSection } from './timeline-section';
import { verdictSection } from './verdict-section';
import { wayBackSection } from './way-back-section';

/**
 * Plans as one HTML page that needs no network and loads nothing: the verdict, the host drawn before and after, the steps along
 * time with what is down meanwhile, every reason, and the way back. Nothing that a name or a host says can become markup, style
 * or script, and the page forbids itself whatever is not its own.
 */
export function planPage(plans: readonly PagePlan[], citationOf: CitationOf): string {
  const contexts = plans.map((plan, place) => pageContext(plan, `h${String(place + 1)}`, citationOf));
  const title = contexts.length === 1 ? (contexts[0]?.plan.host ?? '') : `${String(contexts.length)} hosts`;
  const policy = `default-src 'none'; style-src '${PAGE_STYLE.hash}'; script-src '${PAGE_SCRIPT.hash}'; base-uri 'none'; form-action 'none'`;
  return html`${ownMarkup('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${ownMarkup(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>Plan for ${shownName(title)}</title>
        ${ownMarkup(`<style>${PAGE_STYLE.text}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">To the plan</a>
        <header class="page-header">
          <h1>Plan for ${shownName(title)}</h1>
          ${toolbar(contexts)}
        </header>
        <main id="main" tabindex="-1">
          ${contexts.length > 1 ? hostsTable(contexts) : ''}${contexts.map(hostArticle)}
        </main>
        <div id="card" class="card" hidden></div>
        ${ownMarkup(`<script>${PAGE_SCRIPT.text}</script>`)}
      </body>
    </html> `.markup;
}

/** From so many places of guest NICs on, a page begins with what the plan touches. */
const MANY_PLACES = 60;

function toolbar(contexts: readonly PageContext[]): Html {
  const places = contexts.reduce((sum, { picture }) => sum + (picture?.after.guestNics.size ?? 0), 0);
  const isTouching = contexts.some(({ objects }) => objects.size > 0);
  const themes = [
    ['auto', 'Auto'],
    ['light', 'Light'],
    ['dark', 'Dark'],
  ].map(
    ([theme, label], place) =>
      html`<label
        ><input type="radio" name="theme" id="theme-${theme}" ${place === 0 ? html` checked` : ''} /> ${label}</label
      >`,
  );
  return html`<div class="toolbar" role="search">
    <label class="filter"
      >Filter
      <input
        type="search"
        id="filter"
        placeholder="guest, vswitch, VLAN 120, s07"
        autocomplete="off"
        spellcheck="false"
    /></label>
    <label
      ><input type="checkbox" id="only-touched" ${isTouching && places > MANY_PLACES ? html` checked` : ''} /> Only what
      the plan touches</label
    >
    <fieldset class="themes">
      <legend>Colours</legend>
      ${themes}
    </fieldset>
    <p id="filter-status" role="status"></p>
  </div>`;
}

function hostsTable(contexts: readonly PageContext[]): Html {
  const rows = contexts.map(
    ({ plan, prefix }) =>
      html`<tr data-item>
        <th scope="row"><a href="#${prefix}-heading">${shownName(plan.host)}</a></th>
        <td><span class="status ${plan.status}">${plan.status}</span></td>
        <td>${planSummary(plan).replace(/ above\.$/, '.')}</td>
      </tr>`,
  );
  return html`<nav aria-label="Hosts">
    <div class="scroll" tabindex="0" role="group" aria-label="Hosts">
      <table>
        <caption>
          Hosts
        </caption>
        <thead>
          <tr>
            <th scope="col">host</th>
            <th scope="col">status</th>
            <th scope="col">plan</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </nav>`;
}

function hostArticle(context: PageContext): Html {
  // The sections number the sources as they cite them, so that the list of sources comes last.
  const sections = [
    verdictSection,
    hostSection,
    timelineSection,
    stepsSection,
    thingsSection,
    wayBackSection,
    proofSection,
  ];
  return html`<article class="plan" id="${context.prefix}" aria-labelledby="${context.prefix}-heading">
    ${sections.map((section) => section(context))}
  </article>`;
}
