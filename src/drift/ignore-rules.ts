import { z } from 'zod';
import { compareText } from '../model/canonical-json';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { fitsPattern } from '../model/fits-pattern';
import { findJsonFault } from '../model/json-syntax';
import { parseJson } from '../model/parse-json';
import { failure, success, type Result } from '../model/result';
import { DRIFT_CLASSES, type DriftItem, type IgnoringRule } from './drift-item';

/** A text with more in it than blanks. */
const words = z.string().regex(/\S/);
const pattern = z.string().min(1).max(300);

/** A file of `hpvmctl drift --ignore`, formatVersion "1": who lets which difference stay, why, and until when. */
export const ignoreFileSchema = z.strictObject({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-drift-ignore'),
  rules: z.array(
    z.strictObject({
      /** Resource address; `*` stands for any number of characters. */
      address: pattern,
      /** Hosts it is about, with `*` as well; absent: all. */
      hosts: z.array(pattern).min(1).exactOptional(),
      class: z.enum(DRIFT_CLASSES).exactOptional(),
      /** Only these fields; absent: all of it. */
      fields: z.array(pattern).min(1).exactOptional(),
      owner: words,
      reason: words,
      /** Last day on which it counts (UTC). */
      expires: z.iso.date(),
    }),
  ),
});

export type IgnoreRule = z.infer<typeof ignoreFileSchema>['rules'][number];

/** Reads the rules. Fails with `ignore-file-invalid`, which says where and what, and none of them counts then. */
export function readIgnoreRules(text: string, file: string): Result<readonly IgnoreRule[]> {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return failure(invalid(file, error instanceof Error ? error.message : String(error)));
  }
  // Of two lists of rules JSON.parse would keep the last, and nobody would miss the first.
  const fault = findJsonFault(text);
  if (fault !== undefined) {
    const before = text.slice(0, fault.offset).split('\n');
    const column = Array.from(before.at(-1) ?? '').length + 1;
    return failure(invalid(file, `Line ${String(before.length)}, column ${String(column)}: ${fault.what}`));
  }
  const read = ignoreFileSchema.safeParse(value);
  if (read.success) return success(read.data.rules);
  const problems = read.error.issues.map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`);
  return failure(invalid(file, problems.join('\n')));
}

/** Items with the rules that they are ignored by, and what is to be said of the rules. */
export interface IgnoredItems {
  readonly items: readonly DriftItem[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Marks what a rule lets stay. A rule behind its last day ignores nothing, and says so for as long as it is in the file. What could not be read is never ignored.
 *
 * @param today day that is compared with the last days of the rules, `2026-11-23` (UTC)
 */
export function ignoring(
  host: string,
  items: readonly DriftItem[],
  rules: readonly IgnoreRule[],
  today: string,
): IgnoredItems {
  const ours = rules.filter((rule) => isAbout(rule, host));
  const valid = ours.filter(({ expires }) => expires >= today);
  return {
    items: items.map((item) => ignored(item, valid)),
    diagnostics: ours.filter(({ expires }) => expires < today).map(expired),
  };
}

/** Whether a rule is about a host. */
export function isAbout({ hosts }: IgnoreRule, host: string): boolean {
  return hosts === undefined || hosts.some((each) => fitsPattern(each, host));
}

function ignored(item: DriftItem, rules: readonly IgnoreRule[]): DriftItem {
  if (item.class === 'not-readable') return item;
  const fitting = rules.filter(
    (rule) => fitsPattern(rule.address, item.address) && (rule.class === undefined || rule.class === item.class),
  );
  const whole = fitting.find(({ fields }) => fields === undefined);
  const byField = item.fields.map(({ path }) => fitting.find(({ fields }) => fields?.includes(path) === true));
  // All that differs must be let stay: a rule about one field does not hide another.
  const needed = whole === undefined ? byField.flatMap((each) => each ?? []) : [whole];
  if (whole === undefined && needed.length < byField.length) return item;
  const [first, ...others] = [...new Set(needed)]
    .sort((one, other) => compareText(one.expires, other.expires))
    .map(told);
  if (first === undefined) return item;
  return { ...item, ignoredBy: others.length === 0 ? first : { ...first, others } };
}

function told({ owner, reason, expires }: IgnoreRule): IgnoringRule {
  return { owner, reason, expires };
}

function expired({ address, owner, reason, expires }: IgnoreRule): Diagnostic {
  return warningDiagnostic(
    'ignore-rule-expired',
    `The rule of ${owner} that ignores ${address} ended on ${expires}, and ignores nothing any more`,
    `It was there because: ${reason}. Ask ${owner} whether it is to go on: give it another last day, or take it out of the file and mend what it hid.`,
    address,
  );
}

function invalid(file: string, problem: string): Diagnostic {
  return errorDiagnostic(
    'ignore-file-invalid',
    `The ignore rules in ${file} cannot be read`,
    `${problem}\nNothing is ignored, and nothing was compared. Each rule needs an address, an owner, a reason and a last day ("expires": "2027-01-31").`,
  );
}
