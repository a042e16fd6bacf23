import { EXIT_CODE_MEANINGS, type ExitCode } from '../workflow/outcome';

/** The codes that each command can end with. */
const CODES: Readonly<Record<string, readonly ExitCode[]>> = {
  discover: [0, 1],
  import: [0, 1, 4],
  plan: [0, 1, 2, 4],
  check: [0, 1, 4],
  explain: [0, 1],
  show: [0, 1],
  apply: [0, 1, 3, 4, 5, 6, 7, 8],
  status: [0, 1, 5, 6, 7, 8],
  resume: [0, 1, 6, 7, 8],
  confirm: [0, 1, 6, 7, 8],
  revert: [0, 1, 7, 8],
  drift: [0, 1, 2],
  rehearse: [0, 1, 4],
  review: [0, 1, 4],
  rules: [0, 1],
  sudoers: [0, 1],
  provider: [0, 1],
  simulate: [0, 1],
  demo: [0, 1],
  completion: [0, 1],
};

const MORE: Readonly<Record<string, string>> = {
  apply: '  With --no-revert, a run in which a step failed ends with 7: nothing is taken back by itself.',
  status: '  A run that has ended: its code; what was taken back is read again for that. One that has not: 8.',
};

/** The commands that can end with a code, in the order of help. */
export function commandsEndingWith(code: ExitCode): readonly string[] {
  return Object.keys(CODES).filter((command) => CODES[command]?.includes(code));
}

/** What stands below a help: the codes of one command, or of all, with what they mean. */
export function exitCodesText(command?: string): string {
  const given = command === undefined ? Object.values(CODES).flat() : (CODES[command] ?? []);
  const codes = [...new Set(given)].sort((left, right) => left - right);
  const lines = codes.map((code) => `  ${String(code)}  ${EXIT_CODE_MEANINGS[code]}`);
  const head = command === undefined ? 'Exit codes (of several hosts the largest wins):' : 'Exit codes:';
  const more = MORE[command ?? ''];
  return ['', head, ...lines, ...(more === undefined ? [] : [more])].join('\n');
}
