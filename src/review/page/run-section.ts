import type { ExecutionReport, StepReport, UndoReport } from '../../execute/execution-report';
import { STATUS_WORDS } from '../left-lines';
import { printableLines } from '../printable-text';
import { revertReasonText } from '../revert-reason-text';
import { secondsText } from '../seconds-text';
import { foldedList } from './folded-list';
import { html, type Html } from './html';
import { pageSection } from './page-section';
import { shownText } from './shown-text';

const TONES: Readonly<Record<StepReport['status'] | UndoReport['status'], string>> = {
  ...{ done: 'ready', needless: 'no-op', 'not-run': 'no-op' },
  ...{ failed: 'blocked', unknown: 'drift' },
};

/** Most characters of what a command said; the report file has more, and the host all of it. */
const MOST_OUTPUT = 4_000;

/** The steps as they ran, each with its command and what a failed one said; then what was taken back, and what is left of that. */
export function runSections(execution: ExecutionReport, prefix: string): readonly Html[] {
  const { steps, undone, revertReason, leftToTakeBack = [] } = execution;
  return [
    steps.length === 0 ? html`` : pageSection({ prefix }, 'run', 'Steps as they ran', stepList(steps)),
    revertReason === undefined
      ? html``
      : pageSection(
          { prefix },
          'undone',
          'Taken back',
          html`<p>Because ${revertReasonText(revertReason)}.</p>
            ${undone.length === 0 ? html`<p>Nothing had been done.</p>` : stepList(undone)}`,
        ),
    leftToTakeBack.length === 0
      ? html``
      : pageSection(
          { prefix },
          'left',
          'Left to be taken back, in this order',
          html`<ol class="steps">
            ${leftToTakeBack.map(
              ({ id, title, command }) =>
                html`<li class="step" data-item>
                  <p class="title"><b>${id}</b> ${title}</p>
                  <p class="command"><code>${command}</code></p>
                </li>`,
            )}
          </ol>`,
        ),
  ];
}

function stepList(steps: readonly (StepReport | UndoReport)[]): Html {
  const entries = steps.map((step) => ({ name: step.id, markup: stepItem(step) }));
  return foldedList(
    entries,
    (items) =>
      html`<ol class="steps">
        ${items}
      </ol>`,
  );
}

function stepItem(step: StepReport | UndoReport): Html {
  const { id, title, status, command, exitStatus } = step;
  const seconds = 'seconds' in step ? step.seconds : null;
  const word = status === 'needless' ? 'no need' : STATUS_WORDS[status];
  const isBad = status === 'failed' || status === 'unknown';
  return html`<li class="step" data-item>
    <p class="title">
      <span class="status ${TONES[status]}">${word}</span> <b>${id}</b> ${title}
      ${seconds === null ? '' : html`<span class="quiet">${secondsText(seconds)}</span>`}
    </p>
    <p class="command"><code>${command}</code></p>
    ${isBad ? evidence(step, exitStatus) : ''}
  </li>`;
}

function evidence(step: StepReport | UndoReport, exitStatus: number | null): Html {
  const readBack = 'readBack' in step && !step.readBack.isShown ? step.readBack : undefined;
  return html`<p class="caution">
      ${exitStatus === null ? 'Its end was not seen.' : `Exit status ${String(exitStatus)}.`}
    </p>
    ${output(step.stderr)}${output(step.stdout)}${
      readBack === undefined
        ? ''
        : html`<p class="caution">The host does not show that it worked: <code>${readBack.command}</code></p>
            ${output(readBack.output)}`
    }`;
}

function output(text: string): Html {
  const lines = printableLines(text.slice(0, MOST_OUTPUT)).filter((line) => line !== '');
  if (lines.length === 0) return html``;
  const cut = text.length > MOST_OUTPUT ? [shownText(`cut: ${String(text.length)} characters`)] : [];
  return html`<ul class="output">
    ${[...lines, ...cut].map((line) => html`<li><code>${line}</code></li>`)}
  </ul>`;
}
