import { textTable } from '../review/text-table';
import type { ExitCode } from '../workflow/outcome';

/** One host of a list. */
export interface HostResult {
  readonly host: string;
  readonly exitCode: ExitCode;
  readonly wave?: number;
  /** What came of it, in few words. */
  readonly result: string;
}

/** The result of each host, when there are several: host, its wave if there are waves, exit code and what came of it; below what stands above it. */
export function resultsList(results: readonly HostResult[]): string {
  if (results.length < 2) return '';
  const hasWaves = results.some(({ wave }) => wave !== undefined);
  const rows = results.map(({ host, exitCode, wave, result }) => [
    host,
    ...(hasWaves ? [String(wave ?? '-')] : []),
    String(exitCode),
    result,
  ]);
  const head = ['host', ...(hasWaves ? ['wave'] : []), 'code', 'result'];
  return `\n${textTable({ indent: '', head, rows }).join('\n')}\n`;
}
