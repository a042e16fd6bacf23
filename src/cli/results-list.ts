import { textTable } from '../review/text-table';
import { EXIT_CODE_MEANINGS, type ExitCode } from '../workflow/outcome';

/** The result of each host, when there are several: host, exit code and what it means, in short so that a line fits. */
export function resultsList(outcomes: readonly { readonly host: string; readonly exitCode: ExitCode }[]): string {
  if (outcomes.length < 2) return '';
  const rows = outcomes.map(({ host, exitCode }) => [
    host,
    String(exitCode),
    EXIT_CODE_MEANINGS[exitCode].replace(/ \(.*\)$/, ''),
  ]);
  return `${textTable({ indent: '', head: ['host', 'code', 'meaning'], rows }).join('\n')}\n`;
}
