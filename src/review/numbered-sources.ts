import type { CitationOf } from './step-lines';

/** The sources that a text names by number, so that each is written out once, below it. */
export interface NumberedSources {
  /** `rule-id [3]`; the id alone for a rule whose source is not known. */
  cite(ruleId: string): string;
  /** Every source that was cited so far, in the order of its number. */
  list(): readonly NumberedSource[];
}

export interface NumberedSource {
  /** From 1, in the order in which the text names them. */
  readonly number: number;
  readonly citation: string;
}

/** Numbers sources as they are first cited; rules that rest on the same one share its number. */
export function numberedSources(citationOf: CitationOf): NumberedSources {
  const numbers = new Map<string, number>();
  return {
    cite: (ruleId) => {
      const citation = citationOf(ruleId);
      if (citation === undefined) return ruleId;
      const number = numbers.get(citation) ?? numbers.size + 1;
      numbers.set(citation, number);
      return `${ruleId} [${String(number)}]`;
    },
    list: () => [...numbers].map(([citation, number]) => ({ number, citation })),
  };
}
