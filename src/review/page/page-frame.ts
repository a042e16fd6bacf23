import { html, ownMarkup, type Html } from './html';
import { PAGE_SCRIPT, PAGE_STYLE } from './page-assets.generated';
import { shownName } from './shown-text';

/** What one page has of its own. */
export interface PageParts {
  /** What it is about, for its title and heading: `Plan for vmhost1`. */
  readonly title: string;
  /** Words of the link that leads past the controls. */
  readonly skip: string;
  /** What somebody may look for with the filter. */
  readonly placeholder: string;
  /** Controls besides the filter and the colours. */
  readonly controls?: Html;
  readonly main: readonly Html[];
}

/**
 * One HTML page that needs no network and loads nothing. Nothing that a name or a host says can become markup, style or script, and the
 * page forbids itself whatever is not its own.
 */
export function pageFrame({ title, skip, placeholder, controls, main }: PageParts): string {
  const policy = `default-src 'none'; style-src '${PAGE_STYLE.hash}'; script-src '${PAGE_SCRIPT.hash}'; base-uri 'none'; form-action 'none'`;
  return html`${ownMarkup('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${ownMarkup(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${ownMarkup(`<style>${PAGE_STYLE.text}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">${skip}</a>
        <header class="page-header">
          <h1>${title}</h1>
          ${toolbar(placeholder, controls)}
        </header>
        <main id="main" tabindex="-1">${main}</main>
        <div id="card" class="card" hidden></div>
        ${ownMarkup(`<script>${PAGE_SCRIPT.text}</script>`)}
      </body>
    </html> `.markup;
}

/** The name of the one host that a page is about, or how many there are. */
export function hostsTitle(hosts: readonly string[]): string {
  const [first = ''] = hosts;
  return hosts.length === 1 ? shownName(first) : `${String(hosts.length)} hosts`;
}

function toolbar(placeholder: string, controls: Html | undefined): Html {
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
      >Filter <input type="search" id="filter" placeholder="${placeholder}" autocomplete="off" spellcheck="false"
    /></label>
    ${controls}
    <fieldset class="themes">
      <legend>Colours</legend>
      ${themes}
    </fieldset>
    <p id="filter-status" role="status"></p>
  </div>`;
}
