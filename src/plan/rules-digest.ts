import { digestOf } from '../model/canonical-json';
import type { SafetyRule } from './safety-rule';

/** Digest of what a set of rules says. A plan carries that of the rules it was made with. */
export function rulesDigest(rules: readonly SafetyRule[]): string {
  return digestOf(
    rules.map(({ id, title, why, citations, severity, basis }) => ({ id, title, why, citations, severity, basis })),
  );
}
