import { displayCommand } from '../../model/shell-word';
import type { RevertPlan } from '../../plan/plan-document';
import { outageRows } from '../outage-rows';
import { noReturn } from '../proof-texts';
import { shortenedList } from '../shortened-list';
import { behindReachText, commandCountText, switchBackTexts, takesBackText, wayBackText } from '../way-back-texts';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { pageSection } from './page-section';
import { scrollingTable } from './scrolling-table';
import { stepLink } from './step-link';

/** How far the plan is taken back, who is interrupted by that, what it does not reach, and its commands. */
export function wayBackSection(context: PageContext): Html {
  const { plan } = context;
  const found = noReturn(plan);
  if (found === undefined) return html``;
  const reach = wayBackText(plan);
  const behind = reach === undefined ? found.sentence : behindReachText(plan);
  const points = found.points.map(({ step, why }) => html`<li>${stepLink(step, context)} ${why}</li>`);
  const body = html`${reach === undefined ? '' : html`<p>${reach}</p>`}${outagesTable(context)}
  ${switchBackTexts(plan).map((text) => html`<p class="caution">${text}</p>`)}
  ${behind === undefined ? '' : html`<p>${behind}</p>`}
  ${
    points.length === 0
      ? ''
      : html`<ul class="points">
          ${points}
        </ul>`
  }
  ${found.others === 0 ? '' : html`<p>and ${found.others} more</p>`}
  ${plan.revert === null || plan.revert.steps.length === 0 ? '' : commandsHtml(plan.revert)}`;
  return pageSection(context, 'back', 'Way back', body);
}

const MOST_GUESTS_CHARACTERS = 400;

function outagesTable({ plan }: PageContext): Html {
  const rows = outageRows(plan.revert?.outages ?? []);
  if (rows.length === 0) return html``;
  const cells = rows.map(
    ({ what, isBelow, guests, fromStep, toStep, seconds }) =>
      html`<tr data-item>
        <th scope="row">${isBelow ? '– ' : ''}${what}</th>
        <td>${guests.length === 0 ? 'none' : shortenedList(guests, MOST_GUESTS_CHARACTERS, '; ')}</td>
        <td>${fromStep}</td>
        <td>${toStep}</td>
        <td>${seconds}</td>
      </tr>`,
  );
  const columns = ['what', 'running guests', 'from', 'to', 'min / expected / max s'];
  return scrollingTable('Interruptions by the way back', columns, cells);
}

const MOST_STEPS_CHARACTERS = 120;

function commandsHtml(revert: RevertPlan): Html {
  const items = revert.steps.map((step) => {
    const { id, takesBack, command, answers = [] } = step;
    const answer = answers.length === 0 ? '' : ` (answer ${answers.join(', ')})`;
    const what = takesBackText(step, shortenedList(takesBack, MOST_STEPS_CHARACTERS));
    return html`<li data-item>
      <b>${id}</b> <code>${displayCommand(command)}</code>${answer} <span class="quiet">${what}</span>
    </li>`;
  });
  return html`<details>
    <summary>The way back, command by command: ${commandCountText(revert)}</summary>
    <ol class="plain">
      ${items}
    </ol>
  </details>`;
}
