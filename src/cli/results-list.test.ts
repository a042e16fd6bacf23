import { EXIT_CODE_MEANINGS, type ExitCode } from '../workflow/outcome';
import { resultsList } from './results-list';

test('one host needs no list', () => {
  expect(resultsList([{ host: 'vmhost1', exitCode: 3 }])).toBe('');
});

test('several hosts are listed with what their code means, in 100 columns', () => {
  // 6 is kept for later.
  const codes = Object.keys(EXIT_CODE_MEANINGS)
    .map((code) => Number(code) as ExitCode)
    .filter((code) => code !== 6);
  const list = resultsList(codes.map((exitCode) => ({ host: 'vmhost1', exitCode })));
  expect(list).toContain('vmhost1  3     refused: the host is not what the plan was made from\n');
  expect(list.split('\n').filter((line) => line.length > 100)).toEqual([]);
});
