import { html, type Html } from './html';
import { scrollingTable } from './scrolling-table';
import { shownName } from './shown-text';

/** A host on a page with several. */
export interface HostRow {
  readonly host: string;
  /** First part of the ids that belong to it. */
  readonly prefix: string;
  readonly status: StatusChip;
  /** How it stands, in a sentence. */
  readonly text: string;
}

/** A word in a box, coloured by what it means: good, look at it, bad, or nothing to do. */
export interface StatusChip {
  readonly word: string;
  readonly tone: 'ready' | 'drift' | 'blocked' | 'no-op';
}

/** The word in its box. */
export function statusChip({ word, tone }: StatusChip): Html {
  return html`<span class="status ${tone}">${word}</span>`;
}

/** The hosts of a page, each with a way to it; nothing where there is one. */
export function hostsTable(rows: readonly HostRow[], heading: string): Html {
  if (rows.length < 2) return html``;
  const cells = rows.map(
    ({ host, prefix, status, text }) =>
      html`<tr data-item>
        <th scope="row"><a href="#${prefix}-heading">${shownName(host)}</a></th>
        <td>${statusChip(status)}</td>
        <td>${text}</td>
      </tr>`,
  );
  return html`<nav aria-label="Hosts">${scrollingTable('Hosts', ['host', 'status', heading], cells)}</nav>`;
}
