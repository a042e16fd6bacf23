import type { Diagnostic } from '../../model/diagnostic';
import type { Plan } from '../../plan/plan-document';
import { managementPathSentence } from '../plan-text';
import { countText, planSummary } from '../plan-summary';
import { printableLines } from '../printable-text';
import { proofTexts } from '../proof-texts';
import { diagnosticNotes } from '../refusal-notes';
import { secondsText } from '../seconds-text';
import { wayBackText } from '../way-back-texts';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { shownName, shownText } from './shown-text';

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

const HEADINGS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function diagnosticsHtml({ plan, sources, citationOf }: PageContext): Html {
  const notesOn = diagnosticNotes(sources, citationOf);
  const severities = ['error', 'warning', 'info'] as const;
  const sorted = severities.flatMap((severity) => plan.diagnostics.filter((each) => each.severity === severity));
  if (sorted.length === 0) return html``;
  const items = sorted.map((diagnostic) => diagnosticItem(diagnostic, notesOn(diagnostic)));
  return html`<ul class="diagnostics" aria-label="${countText(sorted.length, 'message')}">
    ${items}
  </ul>`;
}

function diagnosticItem({ severity, code, summary, detail, address }: Diagnostic, notes: readonly string[]): Html {
  const where = address === undefined ? '' : html` <span class="quiet">at ${shownName(address)}</span>`;
  const isLong = summary.length > MOST_SUMMARY_CHARACTERS;
  const whole = [...(isLong ? [summary] : []), ...printableLines(shownDetail(detail)), ...notes];
  const lines = whole.filter((line) => line.trim() !== '');
  const brief = isLong ? `${summary.slice(0, MOST_SUMMARY_CHARACTERS)}…` : summary;
  const heading = html`<strong>${HEADINGS[severity]}:</strong> ${brief}${where} <code>${code}</code>`;
  if (lines.length === 0) return html`<li class="${severity}" data-item><p>${heading}</p></li>`;
  // What blocks a plan is read at once.
  return html`<li class="${severity}" data-item><details${severity === 'error' ? html` open` : ''}><summary>${heading}</summary>${lines.map((line) => html`<p class="detail">${line}</p>`)}</details></li>`;
}

/** A summary that names a hundred guests is told whole where it is unfolded. */
const MOST_SUMMARY_CHARACTERS = 200;

const MOST_DETAIL_CHARACTERS = 8_000;

/** Cut before it is taken apart into lines: each of them would be short enough. */
function shownDetail(detail: string): string {
  if (detail.length <= MOST_DETAIL_CHARACTERS) return detail;
  return `${detail.slice(0, MOST_DETAIL_CHARACTERS)}\n${shownText(`cut: ${String(detail.length)} characters`)}`;
}
