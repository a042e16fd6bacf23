import type { Diagnostic } from '../model/diagnostic';
import type { NotesOn } from './diagnostics-text';
import type { NumberedSources } from './numbered-sources';
import type { CitationOf } from './step-lines';

/** Each way to say no, for the person who must act: what it means, whose turn it is, and what helps. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  [
    'no-safe-order',
    'Impossible, and that is proven: every order of these steps breaks one of the requirements named, and without any one of them there would be an order. Whoever wrote the desired state chooses: ask for less, or reach it in two plans.',
  ],
  [
    'unsafe-current-state',
    'The host is not safe as it is, before any step. Whoever runs the host puts that right first; nothing in the desired state has to change.',
  ],
  [
    'search-limit-reached',
    'Not impossible: the search gave up before it had seen every order, so a safe one may exist. Ask for part of the change first; a smaller plan is searched to the end.',
  ],
  [
    'needs-approval',
    'Possible, but only with the word of somebody who may answer for it. Read what may happen, then approve it or leave it; the steps stay the same.',
  ],
  [
    'over-budget',
    'Safe, but longer than the desired state allows. Whoever set the budget decides; running it at another time does not make it shorter.',
  ],
  ['protected', 'Whoever protected it decides, in the document; no option of hpvmctl overrides that.'],
  [
    'checker-disagrees',
    'A fault of hpvmctl: planner and checker judge these steps differently, so nobody should run them. Neither your document nor the host is to blame. Keep the plan (--out FILE) for the report.',
  ],
]);

/**
 * What stands below a diagnostic of a plan: what this kind of no means, the first time it is said, and the sources of
 * the rules that the diagnostic rests on.
 */
export function diagnosticNotes({ cite }: NumberedSources, citationOf: CitationOf): NotesOn {
  const said = new Set<string>();
  return (diagnostic) => {
    const meaning = diagnostic.severity === 'error' ? MEANINGS.get(diagnostic.code) : undefined;
    const isNew = !said.has(diagnostic.code);
    said.add(diagnostic.code);
    const rules = rulesNamedIn(diagnostic, citationOf);
    return [
      ...(meaning === undefined || !isNew ? [] : [meaning]),
      ...(rules.length === 0 ? [] : [`Source: ${rules.map(cite).join(', ')}`]),
    ];
  };
}

/** Ids of the rules that a diagnostic rests on: its own code and what its detail names; each once, in that order. */
function rulesNamedIn({ code, detail }: Diagnostic, citationOf: CitationOf): readonly string[] {
  const words = detail.match(/\b[a-z]+(?:-[a-z]+)+\b/g) ?? [];
  return [...new Set([code, ...words])].filter((word) => citationOf(word) !== undefined);
}
