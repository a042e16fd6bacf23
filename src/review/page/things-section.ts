import { ACTION_SIGNS, fieldChangeText } from '../change-lines';
import { countText } from '../plan-summary';
import { secondsRangeText } from '../seconds-text';
import { whyTexts } from '../step-lines';
import { foldedList, type FoldedEntry } from './folded-list';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { pageSection } from './page-section';
import type { PlanObject } from './plan-objects';
import { shownName } from './shown-text';
import { stepLink } from './step-link';

/** Each thing that the plan changes, works on or interrupts: its fields, its steps with their reasons, its interruptions. */
export function thingsSection(context: PageContext): Html {
  const { objects } = context;
  if (objects.size === 0) return html``;
  const all = [...objects.values()];
  const changed = all.filter(({ change }) => change !== undefined);
  const untouched = all.filter(({ change }) => change === undefined);
  const entriesOf = (objects: readonly PlanObject[]): readonly FoldedEntry[] =>
    objects.map((object) => ({ name: shownName(object.address), markup: thingItem(object, context) }));
  const others = foldedList(entriesOf(untouched), thingList);
  const body = html`${changed.length === 0 ? '' : foldedList(entriesOf(changed), thingList)}
  ${
    untouched.length === 0
      ? ''
      : html`<h4>Not changed, but touched on the way</h4>
          ${
            untouched.length > MOST_OTHERS
              ? html`<details data-fold>
                  <summary>${countText(untouched.length, 'thing')}</summary>
                  ${others}
                </details>`
              : others
          }`
  }`;
  return pageSection(context, 'things', 'What changes, and why', body);
}

/** More things that are only interrupted are folded. */
const MOST_OTHERS = 12;

function thingList(items: readonly Html[]): Html {
  return html`<div class="things">${items}</div>`;
}

function thingItem(object: PlanObject, context: PageContext): Html {
  const { address, anchor, change, steps, outages } = object;
  const sign =
    change === undefined
      ? ''
      : html`<span class="sign ${change.action}" aria-hidden="true">${ACTION_SIGNS[change.action]}</span> `;
  const fields = change?.fields ?? [];
  const brief = fields
    .map((field) => `${field.path}: ${fieldChangeText(change?.action ?? 'update', field)}`)
    .join('; ');
  return html`<details id="${anchor}" class="thing" data-item>
    <summary>
      ${sign}<b>${shownName(address)}</b>${change === undefined ? '' : html` <span class="unseen">${change.action}</span>`}
      <span class="brief"
        >${brief === '' ? (change?.action ?? (outages.length === 0 ? 'worked on' : 'interrupted')) : brief}</span
      >
    </summary>
    ${change?.derivedBy === undefined ? '' : html`<p>Nobody asked for this: ${context.sources.cite(change.derivedBy)} requires it.</p>`}
    ${
      outages.length === 0
        ? ''
        : html`<ul class="downs">
            ${outages.map(
              (outage) =>
                html`<li>
                  ${
                    outage.isPermanent === true
                      ? html`<span class="down">down for good</span> from ${stepLink(outage.fromStep, context)}`
                      : html`<span class="down">down</span> ${secondsRangeText(outage.seconds)}, from
                          ${stepLink(outage.fromStep, context)} to ${stepLink(outage.toStep, context)}`
                  }${outage.cause === undefined ? '' : html`, because of ${shownName(outage.cause)}`}
                </li>`,
            )}
          </ul>`
    }
    ${
      steps.length === 0
        ? ''
        : html`<ul class="own-steps">
            ${steps.map(
              (step) =>
                html`<li>
                  ${stepLink(step.id, context)}
                  ${step.title}${whyTexts(step, context.sources.cite).map((text) => html`<br /><span class="quiet">${text}</span>`)}
                </li>`,
            )}
          </ul>`
    }
  </details>`;
}
