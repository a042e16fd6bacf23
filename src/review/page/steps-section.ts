import { displayCommand } from '../../model/shell-word';
import type { Plan, PlanStep } from '../../plan/plan-document';
import { stepsTitle } from '../plan-text';
import { secondsRangeText } from '../seconds-text';
import { cautionTexts, whyTexts } from '../step-lines';
import { foldedList, type FoldedEntry } from './folded-list';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { pageSection } from './page-section';
import { shownText } from './shown-text';
import { stepLinks } from './step-link';

/** The steps in their order with their exact commands; under each, unfolded, why it stands there. */
export function stepsSection(context: PageContext): Html {
  const { plan } = context;
  if (plan.steps.length === 0) return html``;
  const followers = followersOf(plan);
  const entriesOf = (phase: PlanStep['phase']): readonly FoldedEntry[] =>
    plan.steps
      .filter((step) => step.phase === phase)
      .map((step) => ({ name: step.id, markup: stepItem(step, followers.get(step.id) ?? [], context) }));
  const [running, persist] = [entriesOf('running'), entriesOf('persist')];
  const savedTitle =
    running.length === 0 ? 'Only saved, so that a reboot keeps what runs' : 'Then saved, so that a reboot keeps it';
  const body = html`${running.length === 0 ? '' : foldedList(running, stepList)}
  ${
    persist.length === 0
      ? ''
      : html`<h4>${savedTitle}</h4>
          ${foldedList(persist, stepList)}`
  }`;
  return pageSection(context, 'steps', stepsTitle(plan), body);
}

function stepList(items: readonly Html[]): Html {
  return html`<ol class="steps">
    ${items}
  </ol>`;
}

function followersOf({ steps }: Plan): ReadonlyMap<string, readonly string[]> {
  const followers = new Map<string, string[]>();
  for (const { id, after } of steps) {
    for (const earlier of new Set(after.map(({ step }) => step))) {
      const known = followers.get(earlier);
      if (known === undefined) followers.set(earlier, [id]);
      else known.push(id);
    }
  }
  return followers;
}

function stepItem(step: PlanStep, followers: readonly string[], context: PageContext): Html {
  const anchor = context.stepAnchor(step.id);
  const reasons = whyTexts(step, context.sources.cite);
  const answers = step.answers ?? [];
  const earlier = [...new Set(step.after.map((reason) => reason.step))];
  return html`<li id="${anchor}" class="step" tabindex="-1" data-item>
    <p class="title">
      <b>${step.id}</b> ${step.title}
      <span class="quiet">${secondsRangeText(step.durationSeconds)}, ${step.durationSeconds.basis}</span>
    </p>
    <p class="command">
      <code>${displayCommand(step.command)}</code
      >${answers.length === 0 ? '' : html` <span class="quiet">answering its prompt with ${answers.join(', ')}</span>`}
    </p>
    ${cautionTexts(step).map((text) => html`<p class="caution"><span aria-hidden="true">! </span>${text}</p>`)}
    <details>
      <summary>
        ${reasons.length === 0 ? 'makes the change itself, and waits for nothing' : shownText(reasons[0] ?? '', 160)}
      </summary>
      ${
        reasons.length <= 1
          ? ''
          : html`<ul class="reasons">
              ${reasons.slice(1).map((reason) => html`<li>${reason}</li>`)}
            </ul>`
      }
      <dl class="facts">
        ${fact('waits for', earlier.length === 0 ? undefined : stepLinks(earlier, context))}${fact('waited for by', followers.length === 0 ? undefined : stepLinks(followers, context))}${fact('command from', html`${step.source}, ${step.confidence}`)}${fact('taken back by', undoHtml(step))}
      </dl>
    </details>
  </li>`;
}

function fact(label: string, value: Html | undefined): Html {
  return value === undefined
    ? html``
    : html`<div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>`;
}

function undoHtml({ undo }: PlanStep): Html {
  if (undo === null) return html`nothing`;
  return undo.length === 0
    ? html`nothing is needed`
    : html`${undo.map((command) => html`<code>${displayCommand(command)}</code> `)}`;
}
