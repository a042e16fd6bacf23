import { html, type Html } from './html';

/** A table that scrolls by itself where the page is too narrow for it, also by keys, and that says what it shows. */
export function scrollingTable(caption: string, columns: readonly string[], rows: Html | readonly Html[]): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
