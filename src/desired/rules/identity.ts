import type { DesiredProblem, Located } from '../desired-problem';
import type { DocumentRule, LocatedDocument } from '../located-document';
import { repeated } from './repeated';

type ListName = Exclude<keyof LocatedDocument, 'tunables'>;

/** Two elements may not describe the same resource: which of them should win is nothing a program may decide. */
export function uniqueIdentity<Name extends ListName>(
  list: Name,
  property: string,
  identityOf: (value: LocatedDocument[Name][number]['value']) => string,
): DocumentRule {
  return (document) =>
    repeated(document[list] as readonly Located<LocatedDocument[Name][number]['value']>[], ({ value }) =>
      identityOf(value),
    ).map(({ element, first }): DesiredProblem => ({
      severity: 'error',
      code: 'duplicate-identity',
      at: `${element.at}/${property}`,
      what: `is "${identityOf(element.value)}", which ${first.at} declares already`,
      allowed: 'each resource once',
      source: 'desired-state document, formatVersion "1", identity of resources',
      next: 'Join the two elements, or correct the one that means another resource.',
    }));
}
