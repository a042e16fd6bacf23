import { pathText } from './diagnostics';
import type { LocatedDiagnostic } from './resource/host-network-config';

/** So many of one kind are told one by one. Terraform takes some 20 ms to print each, and a person more to read it. */
const TOLD_ONE_BY_ONE = 10;

/**
 * Diagnostics, where many of one kind are told as one: the first in full, of the others what and where. It stands where the first
 * stood.
 */
export function condensedDiagnostics(diagnostics: readonly LocatedDiagnostic[]): readonly LocatedDiagnostic[] {
  const kinds = new Map<string, LocatedDiagnostic[]>();
  for (const each of diagnostics) {
    const kind = `${each.diagnostic.severity} ${each.diagnostic.code}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), each]);
  }
  return [...kinds.values()].flatMap((same) => (same.length > TOLD_ONE_BY_ONE ? [asOne(same)] : same));
}

function asOne([first, ...others]: readonly LocatedDiagnostic[]): LocatedDiagnostic {
  if (first === undefined) throw new Error('there is nothing to tell');
  const { diagnostic, path } = first;
  const times = new Map<string, number>();
  const lines = others.flatMap(({ diagnostic: { summary }, path: place }) => {
    times.set(summary, (times.get(summary) ?? 0) + 1);
    if (times.get(summary) !== 1) return [];
    return [{ summary, line: place.length === 0 ? `- ${summary}` : `- ${pathText(place)}: ${summary}` }];
  });
  const told = lines.map(({ summary, line }) => {
    const more = (times.get(summary) ?? 1) - 1;
    return more === 0 ? line : `${line} (and ${String(more)} times more)`;
  });
  return {
    path,
    diagnostic: {
      ...diagnostic,
      summary: `${diagnostic.summary}, and ${String(others.length)} more of this kind`,
      detail: [diagnostic.detail, 'The others:', ...told].join('\n'),
    },
  };
}
