import { textTable } from '../review/text-table';
import { EXIT_CODE_MEANINGS, type ExitCode } from '../workflow/outcome';

/** The result of each host, when there are several: host, its wave if there are waves, exit code and what it means, in short so that a line fits. */
export function resultsList(
  outcomes: readonly { readonly host: string; readonly exitCode: ExitCode; readonly wave?: number }[],
): string {
  if (outcomes.length < 2) return '';
  const hasWaves = outcomes.some(({ wave }) => wave !== undefined);
  const rows = outcomes.map(({ host, exitCode, wave }) => [
    host,
    ...(hasWaves ? [String(wave ?? '-')] : []),
    String(exitCode),
    EXIT_CODE_MEANINGS[exitCode].replace(/ \(.*\)$/, ''),
  ]);
  const head = ['host', ...(hasWaves ? ['wave'] : []), 'code', 'meaning'];
  return `${textTable({ indent: '', head, rows }).join('\n')}\n`;
}
