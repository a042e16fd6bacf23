import { canonicalJson } from '../model/canonical-json';
import { firstDraft } from './first-draft';
import type { ImportedHost, ImportSource, Remark } from './imported-host';
import { obstaclesOf } from './obstacles';
import { withoutObstacle } from './without-obstacle';

/**
 * What the code of a host will declare: everything the host has, less what a plan would change or refuse although it is what was
 * observed; each omission is a remark. A difference that no omission removes is left, and planning will say so.
 */
export function importHost(source: ImportSource): ImportedHost {
  const { observed } = source;
  let draft = firstDraft(observed);
  for (;;) {
    let next = draft;
    const seen = new Set<string>();
    for (const obstacle of obstaclesOf(draft.desired, observed)) {
      const key = obstacle.isDerived ? 'derived' : obstacle.address;
      // One at a time for each element: the next one may be gone with it.
      if (seen.has(key)) continue;
      const without = withoutObstacle(next, obstacle, observed);
      // One that has to stay does not keep the others.
      if (without !== next) seen.add(key);
      next = without;
    }
    // Each omission makes the document smaller, so this comes to an end.
    if (canonicalJson(next.desired) === canonicalJson(draft.desired))
      return { ...source, desired: draft.desired, remarks: once(draft.remarks) };
    draft = next;
  }
}

function once(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map((remark) => [`${remark.address} ${remark.text}`, remark])).values()];
}
