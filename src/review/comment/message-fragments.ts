import type { Diagnostic, DiagnosticSeverity } from '../../model/diagnostic';
import { diagnosticMarkdown } from '../diagnostics-markdown';
import type { NotesOn } from '../diagnostics-text';
import type { MarkdownDialect } from '../markdown/dialect';
import type { CutDepth, CutKind, Fragment } from './fragment';
import { listFragment } from './rows-fragment';

const MOST_OF_ONE_CODE = 10;

const KINDS: Readonly<Record<DiagnosticSeverity, CutKind>> = { error: 'errors', warning: 'warnings', info: 'notes' };

const NOUNS: Readonly<Record<DiagnosticSeverity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Messages of one host by severity, errors first: each can be cut by itself, and of an error first what stands behind its first line. */
export function messageFragments(
  messages: readonly Diagnostic[],
  severities: readonly DiagnosticSeverity[],
  notesOn: NotesOn,
  dialect: MarkdownDialect,
  kinds: Readonly<Record<DiagnosticSeverity, CutKind>> = KINDS,
): readonly Fragment[] {
  return severities.flatMap((severity) => {
    const ofCode = new Map<string, number>();
    const rows = messages
      .filter((message) => message.severity === severity)
      .map((message, place): Fragment => {
        // What is said for the eleventh time is not missed; what is said once may be the one that counts.
        const before = ofCode.get(message.code) ?? 0;
        ofCode.set(message.code, before + 1);
        const depth = before >= MOST_OF_ONE_CODE ? 'beyond' : place === 0 ? 'first' : 'few';
        return messageRow(message, { kind: kinds[severity], depth }, notesOn, dialect);
      });
    return listFragment(rows, NOUNS[severity], dialect);
  });
}

function messageRow(
  message: Diagnostic,
  { kind, depth }: { readonly kind: CutKind; readonly depth: CutDepth },
  notesOn: NotesOn,
  dialect: MarkdownDialect,
): Fragment {
  const { heading, details } = diagnosticMarkdown(message, notesOn, dialect);
  const text = details.map((line) => `${line}\n`).join('');
  const detail: Fragment =
    kind === 'errors' && text !== ''
      ? { content: text, cut: { kind: 'details of errors', count: 1, depth } }
      : { content: text };
  return { content: [{ content: `${heading}\n` }, detail, { content: '\n' }], cut: { kind, count: 1, depth } };
}
