import { RULES } from '../plan/rules/registry.generated';
import { citationLookup, type DescribedRule } from '../review/rules-text';
import type { CitationOf } from '../review/step-lines';

/** The safety rules that order plans, sorted by id. */
export function safetyRules(): readonly DescribedRule[] {
  return RULES;
}

/** Names the source of a rule by its id. */
export function ruleCitations(): CitationOf {
  return citationLookup(RULES);
}
