import { digestOf } from '../model/canonical-json';
import type { SafetyRule } from './safety-rule';

/** Rules are constants: what they say is digested once for each set of them. */
const KNOWN = new WeakMap<readonly SafetyRule[], string>();

/** Digest of what a set of rules says. A plan carries that of the rules it was made with. */
export function rulesDigest(rules: readonly SafetyRule[]): string {
  const known = KNOWN.get(rules);
  if (known !== undefined) return known;
  const digest = digestOf(
    rules.map(({ id, title, why, citations, severity, basis }) => ({ id, title, why, citations, severity, basis })),
  );
  KNOWN.set(rules, digest);
  return digest;
}
