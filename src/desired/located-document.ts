import type {
  DesiredApaGroup,
  DesiredGuestNic,
  DesiredHostVlan,
  DesiredLanInterface,
  DesiredTunables,
  DesiredVswitch,
} from '../model/desired-host';
import type { KindTable } from '../model/resource';
import type { DesiredProblem, Located } from './desired-problem';
import { normaliseApaGroup, normaliseGuestNic } from './normalise-desired-host';

/** The well-formed elements of a document with the places they were found at, in the order of the document. */
export interface LocatedDocument {
  readonly lanInterfaces: readonly Located<DesiredLanInterface>[];
  readonly apaGroups: readonly Located<DesiredApaGroup>[];
  readonly hostVlans: readonly Located<DesiredHostVlan>[];
  readonly vswitches: readonly Located<DesiredVswitch>[];
  readonly guestNics: readonly Located<DesiredGuestNic>[];
  readonly tunables: readonly Located<DesiredTunables>[];
}

/** Looks at a whole document and reports what no single value can show. */
export type DocumentRule = (document: LocatedDocument) => readonly DesiredProblem[];

/** One list of rules for every resource kind. */
export type DocumentRules = KindTable<readonly DocumentRule[]>;

/** Without one of these an element cannot be told from others. */
const IDENTITY = ['name', 'guest', 'slot'];

/**
 * Locates the elements of a document. What the schema refused is left out (a value alone, or the element when its
 * identity is wrong), so that the rules can still report what is wrong between the others.
 *
 * @param malformed JSON pointers of the values the schema refused
 */
export function locateElements(json: unknown, malformed: readonly string[]): LocatedDocument {
  const refused = refusedProperties(malformed);
  const elements = <T>(list: string): readonly Located<T>[] => {
    const values = propertyOf(json, list);
    if (!Array.isArray(values)) return [];
    return values.flatMap((value: unknown, index) => {
      const at = `/${list}/${String(index)}`;
      return wellFormed<T>(at, value, refused.get(at) ?? []);
    });
  };
  const tunables = propertyOf(json, 'tunables');
  return {
    lanInterfaces: elements<DesiredLanInterface>('lanInterfaces'),
    apaGroups: elements<DesiredApaGroup>('apaGroups').map(({ at, value }) => ({ at, value: normaliseApaGroup(value) })),
    hostVlans: elements<DesiredHostVlan>('hostVlans'),
    vswitches: elements<DesiredVswitch>('vswitches'),
    guestNics: elements<DesiredGuestNic>('guestNics').map(({ at, value }) => ({ at, value: normaliseGuestNic(value) })),
    tunables: malformed.some((pointer) => pointer.startsWith('/tunables'))
      ? []
      : wellFormed<DesiredTunables>('/tunables', tunables, []),
  };
}

/** Refused properties by element; an empty name stands for the element itself. */
function refusedProperties(malformed: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const refused = new Map<string, readonly string[]>();
  for (const pointer of malformed) {
    const [, list, index, property = ''] = pointer.split('/');
    const element = `/${list ?? ''}/${index ?? ''}`;
    refused.set(element, [...(refused.get(element) ?? []), property]);
  }
  return refused;
}

function wellFormed<T>(at: string, value: unknown, refused: readonly string[]): readonly Located<T>[] {
  if (typeof value !== 'object' || value === null) return [];
  if (refused.some((property) => property === '' || IDENTITY.includes(property))) return [];
  const kept = Object.entries(value).filter(([property]) => !refused.includes(property));
  return [{ at, value: Object.fromEntries(kept) as T }];
}

function propertyOf(json: unknown, property: string): unknown {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, property)) return undefined;
  return (json as Record<string, unknown>)[property];
}
