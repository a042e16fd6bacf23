import type { Diagnostic } from '../model/diagnostic';
import { diagnosticsText } from '../review/diagnostics-text';
import type { CliContext } from './context';

/** Shows diagnostics on stderr; nothing when there are none. */
export function noteDiagnostics(context: CliContext, diagnostics: readonly Diagnostic[]): void {
  for (const line of diagnosticsText(diagnostics, context.noteStyle)) context.note(`${line}\n`);
}
