import type { ApplyReport } from '../review/apply-report';
import { EXIT_CODE_MEANINGS, type ExitCode } from '../workflow/outcome';
import { applyWords, codeWords } from './result-words';
import { resultsList } from './results-list';

test('one host needs no list', () => {
  expect(resultsList([{ host: 'vmhost1', exitCode: 3, result: codeWords(3) }])).toBe('');
});

test('several hosts are listed each with its own result, in 100 columns', () => {
  // 6 is kept for later.
  const codes = Object.keys(EXIT_CODE_MEANINGS)
    .map((code) => Number(code) as ExitCode)
    .filter((code) => code !== 6);
  const list = resultsList(codes.map((exitCode) => ({ host: 'vmhost1', exitCode, result: codeWords(exitCode) })));
  expect(list).toContain('vmhost1  3     refused: the host is not what the plan was made from\n');
  expect(list.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test.each([
  ['transport-connect', 'not reached'],
  ['transport-login', 'not reached: login or host key refused'],
  ['not-begun', 'not begun'],
  ['other', 'error, and nothing was changed'],
])('a host that was refused because of %s is "%s"', (code, words) => {
  const diagnostics = [{ severity: 'error', code, summary: '', detail: '' }] as const;
  const report: ApplyReport = {
    formatVersion: '1',
    kind: 'hpvm-apply-report',
    host: 'vmhost1',
    verdict: 'refused',
    exitCode: 1,
    execution: null,
    remaining: null,
    diagnostics,
  };
  expect(applyWords(report)).toBe(words);
});
