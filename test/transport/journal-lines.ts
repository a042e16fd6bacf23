import { checksumOf } from '../../src/execute/journal';

/** Record lines of one writer, numbered and chained by their checksums as a run writes them; each begins with its kind. */
export function journalLines(runId: string, facts: readonly string[], writer = 'run'): readonly string[] {
  let sum = '0';
  return facts.map((fact, index) => {
    const line = `@hpvm ${runId} ${writer}.${String(index + 1)} ${fact}`;
    sum = checksumOf(sum, line);
    return `${line} sum=${sum}`;
  });
}
