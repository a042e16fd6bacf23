import { displayCommand } from '../../model/shell-word';
import { proofTexts, noReturn } from '../proof-texts';
import { behindReachText, switchBackTexts, wayBackText } from '../way-back-texts';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { stepLink, stepLinks } from './step-link';

/** How the plan is taken back, what was proven, the sources of its rules, and what it was made from. */
export function moreSection(context: PageContext): Html {
  const { plan, prefix, sources } = context;
  const { basis } = plan;
  return html`${wayBackHtml(context)}
    <section id="${prefix}-proof" aria-labelledby="${prefix}-proof-heading">
      <h3 id="${prefix}-proof-heading">Proof, sources and basis</h3>
      ${proofTexts(plan).map((text) => html`<p>${text}</p>`)}
      <ol class="sources">
        ${sources.list().map(({ number, citation }) => html`<li value="${number}">${citation}</li>`)}
      </ol>
      <dl class="facts">
        ${(
          [
            ['plan', basis.contentDigest],
            ['desired state', basis.desiredDigest],
            ['footprint', `${basis.footprintDigest} (${String(basis.footprint.length)} fields)`],
            ['rules', basis.rulesDigest],
            ['observed at', basis.observedAt],
          ] as const
        ).map(
          ([label, value]) =>
            html`<div>
              <dt>${label}</dt>
              <dd><code>${value}</code></dd>
            </div>`,
        )}
      </dl>
    </section>`;
}

function wayBackHtml(context: PageContext): Html {
  const { plan, prefix } = context;
  const found = noReturn(plan);
  const reach = wayBackText(plan);
  if (found === undefined) return html``;
  const behind = reach === undefined ? found.sentence : behindReachText(plan);
  const commands = (plan.revert?.steps ?? []).map(
    ({ id, takesBack, command, answers = [], due }) =>
      html`<li data-item>
        <b>${id}</b>
        <code>${displayCommand(command)}</code>${answers.length === 0 ? '' : ` (answer ${answers.join(', ')})`}
        <span class="quiet"
          >takes back
          ${stepLinks(takesBack, context)}${due === 'after-reboot' ? ', when the host has rebooted in between' : ''}</span
        >
      </li>`,
  );
  return html`<section id="${prefix}-back" aria-labelledby="${prefix}-back-heading">
    <h3 id="${prefix}-back-heading">Way back</h3>
    ${reach === undefined ? '' : html`<p>${reach.replace(/\. Meanwhile:$/, '.')}</p>`}${switchBackTexts(plan).map((text) => html`<p class="caution">${text}</p>`)}
    ${behind === undefined ? '' : html`<p>${behind}</p>`}
    <ul>
      ${found.points.map(({ step, why }) => html`<li>${stepLink(step, context)} ${why}</li>`)}
    </ul>
    ${
      commands.length === 0
        ? ''
        : html`<details>
            <summary>The ${commands.length} commands of the way back</summary>
            <ol class="plain">
              ${commands}
            </ol>
          </details>`
    }
  </section>`;
}
