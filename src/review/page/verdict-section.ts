import type { Plan } from '../../plan/plan-document';
import { managementPathSentence } from '../plan-text';
import { planSummary } from '../plan-summary';
import { proofTexts } from '../proof-texts';
import { secondsText } from '../seconds-text';
import { wayBackText } from '../way-back-texts';
import { diagnosticsHtml } from './diagnostics-html';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { shownName } from './shown-text';

const STATUS: Readonly<Record<Plan['status'], string>> = {
  ready: 'ready',
  blocked: 'blocked',
  'no-op': 'nothing to do',
};

/** What somebody who has ten seconds must know: may it run, who is cut off and for how long, can it be taken back. */
export function verdictSection(context: PageContext): Html {
  const { plan, prefix } = context;
  const guests = new Set(plan.outages.flatMap((outage) => outage.guests));
  const total = plan.steps.reduce((sum, step) => sum + step.durationSeconds.expected, 0);
  const facts: readonly (readonly [string, string])[] = [
    ['running guests interrupted', interruptedText(guests.size, context)],
    ['longest interruption', longestText(plan)],
    ['steps', plan.steps.length === 0 ? 'none' : `${String(plan.steps.length)}, about ${secondsText(total)}`],
    ['management path', plan.managementPath.touched ? 'touched' : 'not touched'],
    ['way back', plan.steps.length === 0 ? 'not needed' : wayBack(plan)],
    ['proof', plan.steps.length === 0 ? 'not needed' : plan.certificate === null ? 'none' : 'proven'],
  ];
  return html`<section class="verdict ${plan.status}" aria-labelledby="${prefix}-heading">
    <h2 id="${prefix}-heading" tabindex="-1">
      <span class="status ${plan.status}">${STATUS[plan.status]}</span>
      <span id="${prefix}-name">${shownName(plan.host)}</span>
    </h2>
    <p class="summary">${planSummary(plan)}</p>
    <dl class="key-facts">
      ${facts.map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <p class="quiet">
      Observed at ${plan.basis.observedAt}. ${plan.status === 'no-op' ? '' : managementPathSentence(plan)}
      ${plan.certificate === null ? '' : proofTexts(plan)[0]}
    </p>
    ${diagnosticsHtml(context)}
  </section>`;
}

function interruptedText(count: number, { cutOff }: PageContext): string {
  if (count === 0) return 'none';
  if (cutOff === undefined) return String(count);
  return `${String(count)}, ${cutOff.size === 0 ? 'none' : String(cutOff.size)} on all NICs at once`;
}

function longestText({ outages }: Plan): string {
  if (outages.some(({ isPermanent }) => isPermanent === true)) return 'for good';
  if (outages.length === 0) return 'none';
  const longest = outages.reduce((one, other) => (other.seconds.expected > one.seconds.expected ? other : one));
  return `about ${secondsText(longest.seconds.expected)}, at most ${secondsText(Math.max(...outages.map(({ seconds }) => seconds.max)))}`;
}

function wayBack(plan: Plan): string {
  if (wayBackText(plan) === undefined) return 'none';
  const until = plan.revert?.guardedUntil ?? null;
  return until === null ? 'automatic' : `automatic before ${until}`;
}
