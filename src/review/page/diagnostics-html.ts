import type { Diagnostic } from '../../model/diagnostic';
import { countText } from '../plan-summary';
import { printableLines } from '../printable-text';
import { diagnosticNotes } from '../refusal-notes';
import { html, type Html } from './html';
import type { PageContext } from './page-context';
import { shownName, shownText } from './shown-text';

const HEADINGS = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

/** More messages of one kind than this are folded into one. */
const MOST_ALIKE = 6;

/** What there is to say, errors first; many messages of one kind as one that unfolds. */
export function diagnosticsHtml(
  diagnostics: readonly Diagnostic[],
  { sources, citationOf }: Pick<PageContext, 'sources' | 'citationOf'>,
): Html {
  const notesOn = diagnosticNotes(sources, citationOf);
  const kinds = new Map<string, Diagnostic[]>();
  const severities = ['error', 'warning', 'info'] as const;
  for (const diagnostic of severities.flatMap((name) => diagnostics.filter(({ severity }) => severity === name))) {
    const kind = `${diagnostic.severity} ${diagnostic.code}`;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [diagnostic]);
    else known.push(diagnostic);
  }
  if (kinds.size === 0) return html``;
  const items = [...kinds.values()].map((alike) => {
    const own = alike.map((diagnostic) => diagnosticItem(diagnostic, notesOn(diagnostic)));
    return alike.length > MOST_ALIKE ? foldedKind(alike, own) : own;
  });
  return html`<ul class="diagnostics" aria-label="${countText(diagnostics.length, 'message')}">
    ${items}
  </ul>`;
}

function foldedKind(alike: readonly Diagnostic[], items: readonly Html[]): Html {
  const { severity = 'info', code = '', summary = '' } = alike[0] ?? {};
  return html`<li class="${severity}">
    <details data-fold>
      <summary>
        <strong>${HEADINGS[severity]}:</strong> ${countText(alike.length, 'message')} such as:
        ${shownText(summary, MOST_SUMMARY_CHARACTERS)}
        <code>${code}</code>
      </summary>
      <ul class="diagnostics">
        ${items}
      </ul>
    </details>
  </li>`;
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
