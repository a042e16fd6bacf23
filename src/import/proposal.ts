import { createTwoFilesPatch } from 'diff';
import { diff3Merge } from 'node-diff3';
import { meanTheSame, workedIn } from './reading/worked-in';

/** What a file on disk would have to become. */
export interface Proposal {
  /** The file with the difference worked in. */
  readonly text: string;
  /** Unified diff from the file to {@link Proposal.text}. */
  readonly diff: string;
  /** True where file and host changed the same lines: both stand there, between markers. */
  readonly hasConflicts: boolean;
}

/** A file that exists, with what import has to say about it. */
export interface FileVersions {
  readonly path: string;
  /** What stands there now, perhaps edited by hand; lines end with a line feed. */
  readonly present: string;
  /** What import would have written when it last agreed with the file; undefined: it never wrote it. */
  readonly base: string | undefined;
  /** What import would write now. */
  readonly wanted: string;
}

/**
 * What has changed on the host since the file was last in step with it, worked into the file as it is now; undefined when that is
 * nothing, or when the file means it already. What was edited by hand stays, unless the host changed the same lines. A file that import
 * never wrote is compared as a whole.
 */
export function proposalFor({ path, present, base, wanted }: FileVersions): Proposal | undefined {
  // An untouched file is told of new comments as well; one that people have written is as good as what import would write.
  if (present !== base && meanTheSame(present, wanted)) return undefined;
  const merged = base === undefined ? { text: wanted, hasConflicts: false } : mergedText(present, base, wanted);
  if (merged.text === present) return undefined;
  const diff = createTwoFilesPatch(path, `${path}.proposed`, present, merged.text, undefined, undefined, {
    context: 3,
  });
  // The first line is a ruler.
  return { ...merged, diff: diff.replace(/^=+\n/, '') };
}

type Merged = Pick<Proposal, 'text' | 'hasConflicts'>;

/** By statements, or by lines where that cannot be. */
function mergedText(present: string, base: string, wanted: string): Merged {
  return workedIn(present, base, wanted) ?? mergedLines(present, base, wanted);
}

function mergedLines(present: string, base: string, wanted: string): Merged {
  const regions = diff3Merge(linesOf(present), linesOf(base), linesOf(wanted), { excludeFalseConflicts: true });
  const lines = regions.flatMap((region) =>
    region.conflict === undefined
      ? (region.ok ?? [])
      : ['<<<<<<< file', ...region.conflict.a, '=======', ...region.conflict.b, '>>>>>>> host'],
  );
  return { text: lines.join('\n'), hasConflicts: regions.some(({ conflict }) => conflict !== undefined) };
}

function linesOf(text: string): string[] {
  return text.split('\n');
}
