import { CLAUSES } from '../check/clauses';
import { RULES } from '../plan/rules/registry.generated';
import { citationText } from '../plan/safety-rule';
import type { NamedSource } from '../review/explanation';

/** What the named rules and clauses rest on, each once, in the order of the ids; ids that are neither are left out. */
export function namedSources(ids: readonly string[]): readonly NamedSource[] {
  return [...new Set(ids)].flatMap((id): readonly NamedSource[] => {
    const rule = RULES.find((each) => each.id === id);
    if (rule !== undefined) return [{ id, title: rule.title, citations: rule.citations.map(citationText) }];
    const clause = CLAUSES.find((each) => each.id === id);
    return clause === undefined ? [] : [{ id, citations: [clause.source] }];
  });
}
