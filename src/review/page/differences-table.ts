import type { FieldChange } from '../../diff/change';
import { driftedFieldText, driftedSign, driftedWholeText, type DriftedChange } from '../drift-text';
import { foldedList } from './folded-list';
import { html, type Html } from './html';
import { scrollingTable } from './scrolling-table';
import { shownName } from './shown-text';

/** Something that is not as it should be, as a row. */
export interface Difference extends DriftedChange {
  /** What there is to say beyond the fields. */
  readonly note?: string;
  /** ISO 8601, UTC. */
  readonly since?: string;
}

/** What is, and what should be, a row for each resource. */
export function differencesTable(caption: string, differences: readonly Difference[]): Html {
  const hasSince = differences.some(({ since }) => since !== undefined);
  const entries = differences.map((difference) => ({
    name: shownName(difference.address),
    markup: differenceRow(difference, hasSince),
  }));
  return foldedList(entries, (rows) =>
    scrollingTable(caption, ['resource', 'what differs', ...(hasSince ? ['seen since'] : [])], rows),
  );
}

function differenceRow(difference: Difference, hasSince: boolean): Html {
  const { address, action, fields, note, since } = difference;
  const whole = driftedWholeText(difference);
  return html`<tr data-item>
    <th scope="row">
      <span class="sign ${action ?? 'delete'}" aria-hidden="true">${driftedSign(difference)}</span>
      ${shownName(address)}
    </th>
    <td>
      ${whole === '' ? '' : html`<p>${whole}</p>`}${fields.map((field) => fieldLine(action, field))}${note === undefined || (whole !== '' && action !== null) ? '' : html`<p class="quiet">${note}</p>`}
    </td>
    ${hasSince ? html`<td>${since ?? ''}</td>` : ''}
  </tr>`;
}

function fieldLine(action: Difference['action'], field: FieldChange): Html {
  return html`<p><b>${field.path}</b> ${driftedFieldText(action, field)}</p>`;
}
