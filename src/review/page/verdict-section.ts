import type { Plan } from '../../plan/plan-document';
import { planSummary } from '../plan-summary';
import { proofTexts } from '../proof-texts';
import { secondsText } from '../seconds-text';
import { wayBackText } from '../way-back-texts';
import { diagnosticsHtml } from './diagnostics-html';
import { html, type Html } from './html';
import { keyFacts, type KeyFact } from './key-facts';
import type { PageContext } from './page-context';
import { shownName } from './shown-text';

/** How a plan stands, in a word or two. */
export const STATUS_WORDS: Readonly<Record<Plan['status'], string>> = {
  ready: 'ready',
  blocked: 'blocked',
  'no-op': 'nothing to do',
};

/** What somebody who has ten seconds must know: may it run, who is cut off and for how long, can it be taken back. */
export function verdictSection(context: PageContext): Html {
  const { plan, prefix } = context;
  const guests = new Set(plan.outages.flatMap((outage) => outage.guests));
  const total = plan.steps.reduce((sum, step) => sum + step.durationSeconds.expected, 0);
  const isIdle = plan.steps.length === 0;
  const facts: readonly KeyFact[] = [
    {
      label: 'running guests interrupted',
      value: interruptedText(guests.size, context),
      isAlarm: isAnyCutOff(context),
    },
    { label: 'longest interruption', value: longestText(plan), isAlarm: isForGood(plan) },
    { label: 'steps', value: isIdle ? 'none' : `${String(plan.steps.length)}, about ${secondsText(total)}` },
    { label: 'management path', value: pathText(plan), isAlarm: plan.managementPath.touched },
    { label: 'way back', value: isIdle ? 'not needed' : wayBack(plan), isAlarm: !isIdle && plan.revert === null },
    {
      label: 'proof',
      value: isIdle ? 'not needed' : plan.certificate === null ? 'none' : 'proven',
      isAlarm: !isIdle && plan.certificate === null,
    },
  ];
  return html`<section class="verdict ${plan.status}" aria-labelledby="${prefix}-heading">
    <h2 id="${prefix}-heading" tabindex="-1">
      <span class="status ${plan.status}">${STATUS_WORDS[plan.status]}</span>
      <span id="${prefix}-name">${shownName(plan.host)}</span>
    </h2>
    <p class="summary">${summaryText(plan)}</p>
    ${keyFacts(facts)}
    <p class="quiet">Observed at ${plan.basis.observedAt}. ${plan.certificate === null ? '' : proofTexts(plan)[0]}</p>
    ${diagnosticsHtml(plan.diagnostics, context)}
  </section>`;
}

/** The summary of the text, which has the reasons of a refusal above it. */
function summaryText(plan: Plan): string {
  return planSummary(plan, 'below');
}

const MOST_NAMES = 3;

function interruptedText(count: number, { cutOff }: PageContext): string {
  if (count === 0) return 'none';
  if (cutOff === undefined) return String(count);
  const names = cutOff.size > MOST_NAMES ? String(cutOff.size) : [...cutOff].map(shownName).join(', ');
  return `${String(count)}; on all NICs at once: ${names === '' ? 'none' : names}`;
}

function isAnyCutOff({ cutOff }: PageContext): boolean {
  return cutOff !== undefined && cutOff.size > 0;
}

function isForGood({ outages }: Plan): boolean {
  return outages.some(({ isPermanent }) => isPermanent === true);
}

function longestText(plan: Plan): string {
  const { outages } = plan;
  if (isForGood(plan)) return 'for good';
  if (outages.length === 0) return 'none';
  const longest = outages.reduce((one, other) => (other.seconds.expected > one.seconds.expected ? other : one));
  return `about ${secondsText(longest.seconds.expected)}, at most ${secondsText(Math.max(...outages.map(({ seconds }) => seconds.max)))}`;
}

function pathText({ managementPath: { touched, through } }: Plan): string {
  const by = through.length === 0 ? '' : ` (${through.map(shownName).join(', ')})`;
  return `${touched ? 'touched' : 'not touched'}${by}`;
}

function wayBack(plan: Plan): string {
  if (wayBackText(plan) === undefined) return 'none';
  const until = plan.revert?.guardedUntil ?? null;
  return until === null ? 'automatic' : `automatic before ${until}`;
}
