import type { Outage } from '../../plan/plan-document';
import { countText } from '../plan-summary';
import { secondsRangeText, secondsText } from '../seconds-text';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { pageSection } from './page-section';
import { shownName } from './shown-text';
import { stepLink } from './step-link';
import { downRows, timelineOf, type DownRow, type StepSpan, type Timeline } from './timeline-spans';

/** The steps along time, and below them what is down from when to when. */
export function timelineSection(context: PageContext): Html {
  const { plan } = context;
  if (plan.steps.length === 0) return html``;
  const timeline = timelineOf(plan);
  const rows = downRows(plan.outages, context.cutOff);
  const note =
    rows.length === 0
      ? 'Nobody is interrupted.'
      : 'As expected, one step after the other; how long it may take at most stands beside each row.';
  const body = html`<p>
      ${countText(plan.steps.length, 'step')}, about ${secondsText(timeline.totalSeconds)} in all. ${note}
    </p>
    <p class="legend" aria-hidden="true">
      <span class="swatch halts">takes a vswitch down</span> <span class="swatch boots">brings one up</span>
      <span class="swatch step">other step</span> <span class="swatch persist">saves</span>
      <span class="swatch guard">from here on only after the confirmation</span>
    </p>
    <div class="scroll" tabindex="0" role="group" aria-label="Timeline of steps and interruptions">
      <table class="timeline">
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col">when</th>
            <th scope="col">how long</th>
          </tr>
        </thead>
        <tbody>
          <tr class="lane">
            <th scope="row">Steps</th>
            <td>${stepLane(context, timeline)}</td>
            <td>about ${secondsText(timeline.totalSeconds)}</td>
          </tr>
          ${rows.map((row) => downRow(row, context, timeline))}
        </tbody>
      </table>
    </div>`;
  return pageSection(context, 'timeline', 'Timeline', body);
}

function stepLane(context: PageContext, timeline: Timeline): Html {
  const { plan } = context;
  const until = plan.revert?.guardedUntil ?? null;
  const guard = until === null ? undefined : timeline.byStep.get(until);
  return html`<svg class="bars" role="group" aria-label="Steps along time" width="100%" height="58" data-roving>
    ${ticks(timeline)}${timeline.spans.map((span) => stepBar(span, context, timeline))}${
      guard === undefined
        ? ''
        : html`<g class="guard"
            ><line
              x1="${percent(guard.start, timeline)}"
              x2="${percent(guard.start, timeline)}"
              y1="14"
              y2="58"
            /><title>From here on only after the confirmation</title></g
          >`
    }
  </svg>`;
}

function stepBar({ step, start, end }: StepSpan, context: PageContext, timeline: Timeline): Html {
  const anchor = context.stepAnchor(step.id);
  const label = `${step.id}, ${step.title}, ${secondsRangeText(step.durationSeconds)}`;
  const isWide = (end - start) / timeline.totalSeconds > 0.03;
  return html`<a class="step-bar ${step.phase} ${kindOf(step.command)}" href="#${anchor}" aria-label="${label}"
    ><rect x="${percent(start, timeline)}" y="22" width="${percent(end - start, timeline)}" height="30" />${
      isWide
        ? html`<text x="${percent((start + end) / 2, timeline)}" y="41" text-anchor="middle" aria-hidden="true"
            >${step.id}</text
          >`
        : ''
    }</a
  >`;
}

/** Whether a step takes a vswitch down or brings one up. */
function kindOf(command: readonly string[]): string {
  if (!(command[0] ?? '').endsWith('/hpvmnet')) return '';
  if (command.includes('-h')) return 'halts';
  return command.includes('-b') ? 'boots' : '';
}

const TICK_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 86_400];
const MOST_TICKS = 8;

function ticks(timeline: Timeline): Html {
  const { totalSeconds } = timeline;
  const every = TICK_SECONDS.find((seconds) => totalSeconds / seconds <= MOST_TICKS) ?? totalSeconds / MOST_TICKS;
  const at = Array.from({ length: Math.floor(totalSeconds / every) + 1 }, (_, place) => place * every);
  return html`<g class="ticks" aria-hidden="true"
    >${at
      .filter((seconds) => seconds / totalSeconds < 0.97)
      .map(
        (seconds) =>
          html`<line x1="${percent(seconds, timeline)}" x2="${percent(seconds, timeline)}" y1="14" y2="20" /><text
              x="${percent(seconds, timeline)}"
              y="11"
              >${clockText(seconds)}</text
            >`,
      )}</g
  >`;
}

function clockText(seconds: number): string {
  if (seconds < 60) return `${String(Math.round(seconds))} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round(seconds % 60);
  if (minutes < 60) return rest === 0 ? `${String(minutes)} min` : `${String(minutes)} min ${String(rest)} s`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

function downRow({ kind, names, outages, isCutOff }: DownRow, context: PageContext, timeline: Timeline): Html {
  const bars = outages.map((outage) => downBar(outage, timeline));
  const texts = outages.map((outage) => html`<span class="span">${downText(outage, context)}</span>`);
  return html`<tr class="${kind}-row" data-item>
    <th scope="row">
      ${kind === 'thing' ? thingLabel(names[0] ?? '', context) : guestsLabel(names)}${cutOffNote(isCutOff)}
    </th>
    <td><svg class="bars" width="100%" height="18" aria-hidden="true">${bars}</svg></td>
    <td>${texts}</td>
  </tr>`;
}

function thingLabel(address: string, { objects }: PageContext): Html {
  const object = objects.get(address);
  return object === undefined
    ? html`${shownName(address)}`
    : html`<a href="#${object.anchor}">${shownName(address)}</a>`;
}

function cutOffNote(isCutOff: boolean | undefined): Html {
  if (isCutOff === undefined) return html``;
  return isCutOff
    ? html`<div class="down">all NICs at once</div>`
    : html`<div class="quiet">another NIC stays up</div>`;
}

const MOST_GUESTS_NAMED = 3;

function guestsLabel(guests: readonly string[]): Html {
  const names = guests.map(shownName);
  if (guests.length <= MOST_GUESTS_NAMED) return html`<span class="guests">${names.join(', ')}</span>`;
  return html`<details>
    <summary>${guests.length} guests</summary>
    <span class="guests">${names.map((name) => html`${name} `)}</span>
  </details>`;
}

function downBar({ fromStep, toStep, isPermanent }: Outage, timeline: Timeline): Html {
  const start = timeline.byStep.get(fromStep)?.start ?? 0;
  const end =
    isPermanent === true ? timeline.totalSeconds : (timeline.byStep.get(toStep)?.end ?? timeline.totalSeconds);
  return html`<rect
    class="${isPermanent === true ? 'lasting' : 'passing'}"
    x="${percent(start, timeline)}"
    y="3"
    width="${percent(Math.max(0, end - start), timeline)}"
    height="12"
    rx="3"
  />`;
}

function downText({ fromStep, toStep, seconds, basis, isPermanent, cause }: Outage, context: PageContext): Html {
  const through = cause === undefined ? '' : ` through ${shownName(cause)}`;
  if (isPermanent === true) return html`for good, from ${stepLink(fromStep, context)}${through}`;
  const range =
    fromStep === toStep
      ? stepLink(fromStep, context)
      : html`${stepLink(fromStep, context)} to ${stepLink(toStep, context)}`;
  return html`${secondsRangeText(seconds)}, ${range}${through} <span class="quiet">(${basis})</span>`;
}

function percent(seconds: number, { totalSeconds }: Timeline): string {
  return `${String(Math.round((seconds / totalSeconds) * 100_000) / 1_000)}%`;
}
