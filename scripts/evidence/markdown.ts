import type { Tally } from './tally';

/** Lines of a table, with an empty line behind. */
export function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const ruler = heading.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(heading), line(ruler), ...rows.map(line), ''];
}

function cell(value: string | number): string {
  return typeof value === 'number' ? value.toLocaleString('en-GB') : value;
}

/** "99.12 %", or a dash of nothing. Never rounded up to 100. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${(Math.floor((10_000 * part) / whole) / 100).toFixed(2)} %`;
}

/** Names and values of the counts whose names begin alike, largest first. */
export function named(tally: Tally, start: string): readonly (readonly [string, number])[] {
  return Object.entries(tally.counts)
    .filter(([name]) => name.startsWith(start))
    .map(([name, value]) => [name.slice(start.length), value] as const)
    .sort(([one, left], [two, right]) => right - left || (one < two ? -1 : 1));
}

/** What was kept of things that should not be. */
export function examples(tally: Tally, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const found = tally.examples[name] ?? [];
    return found.length === 0 ? [] : [`Examples, ${name}:`, '', ...found.map((text) => `- \`${text}\``), ''];
  });
}

/** Looks up counts; 0 for what never happened. */
export function counts(tally: Tally): (name: string) => number {
  return (name) => tally.counts[name] ?? 0;
}
