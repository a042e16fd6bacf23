/** Signals that scripts here send or catch; numbers as `$?` and `kill -n` show them (1, 2, 9, 15 are alike everywhere). */
export const SIGNALS = { HUP: 1, INT: 2, QUIT: 3, KILL: 9, USR1: 10, USR2: 12, PIPE: 13, ALRM: 14, TERM: 15 } as const;

export type Signal = keyof typeof SIGNALS;

/** Reads `TERM`, `SIGTERM` or `15`; undefined for anything else. */
export function parseSignal(text: string): Signal | undefined {
  const names = Object.keys(SIGNALS) as Signal[];
  const bare = text.replace(/^SIG/, '');
  return names.find((name) => name === bare || String(SIGNALS[name]) === bare);
}
