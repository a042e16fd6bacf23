import { isAllowedShellWord } from '../model/shell-word';
import { confirmToken } from './confirm-token';

test('a confirmation fits one run of one plan, and is a plain word', () => {
  const tokens = [confirmToken('sha256:a', 'r1'), confirmToken('sha256:a', 'r2'), confirmToken('sha256:b', 'r1')];
  expect(new Set(tokens).size).toBe(3);
  expect(confirmToken('sha256:a', 'r1')).toBe(tokens[0]);
  for (const token of tokens) expect([isAllowedShellWord(token), token.includes(':')]).toEqual([true, false]);
});
