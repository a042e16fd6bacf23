import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { SweepPart } from './sweep';

/**
 * Names the files with parts that began longer before the last part than somebody wants to join: yesterday's result of a shard is not today's. Of a part without a head
 * nobody knows when it began.
 */
export function olderParts(
  parts: readonly SweepPart[],
  most: { readonly text: string; readonly milliseconds: number },
): readonly Diagnostic[] {
  const times = parts.flatMap(({ source, startedAt }) => {
    const at = Date.parse(startedAt ?? '');
    return Number.isNaN(at) ? [] : [{ source, startedAt, at }];
  });
  const last = times.reduce((latest, { at }) => Math.max(latest, at), 0);
  const old = times.filter(({ at }) => last - at > most.milliseconds).sort((left, right) => left.at - right.at);
  const [first] = old;
  if (first === undefined) return [];
  const sources = [...new Set(old.map(({ source }) => source))];
  const more = sources.length - 1;
  return [
    errorDiagnostic(
      'part-older',
      `${first.source}${more === 0 ? '' : ` and ${String(more)} more files`}: begun more than ${most.text} before the last part (${String(first.startedAt)})`,
      'What it says of its hosts is of that time. Leave it out and look at them again, or say with --max-age that it may be so old.',
    ),
  ];
}
