import { findDesiredProblems } from '../desired/decode-desired-host';
import { AVIO_WITHOUT_UPLINK } from '../desired/rules/guest-nic';
import type { Change } from '../diff/change';
import { diffHost } from '../diff/diff-host';
import { canonicalJson, type JsonValue } from '../model/canonical-json';
import type { ObservedHost } from '../model/observed-host';
import { resourceAddress } from '../model/resource';
import { fromHost } from './typescript/comment-lines';
import type { DesiredDocumentOfImport } from './imported-host';

/** What keeps a draft from being the host as it is: it stands at an element, and often at one field of it. */
export interface Obstacle {
  readonly address: string;
  /** Absent: the element as a whole. */
  readonly field?: string;
  /** A change that a rule demands and no element of the draft asks for. */
  readonly isDerived: boolean;
  /** Sentences for the comment. */
  readonly text: string;
}

/** Everything that synthesis would refuse in a draft, and everything that a plan would change or refuse. */
export function obstaclesOf(desired: DesiredDocumentOfImport, observed: ObservedHost): readonly Obstacle[] {
  return [...refusedBySynthesis(desired, observed), ...changedByPlan(desired, observed)];
}

function refusedBySynthesis(desired: DesiredDocumentOfImport, observed: ObservedHost): readonly Obstacle[] {
  return findDesiredProblems(desired).flatMap((problem): readonly Obstacle[] => {
    const isAvio = problem.code === AVIO_WITHOUT_UPLINK && !hasAvioEverywhere(observed);
    if (problem.severity !== 'error' && !isAvio) return [];
    const found = elementAt(desired, problem.at);
    if (found === undefined) return [];
    return [
      { ...found, isDerived: false, text: `${fieldWords(found.field)}${problem.what}; allowed: ${problem.allowed}.` },
    ];
  });
}

function changedByPlan(desired: DesiredDocumentOfImport, observed: ObservedHost): readonly Obstacle[] {
  const { changes, diagnostics } = diffHost({ desired, observed });
  return [
    ...changes.filter(({ action }) => action !== 'delete').map(obstacleOfChange),
    ...diagnostics
      .filter(({ severity, address }) => severity === 'error' && address?.includes('.') === true)
      .map(({ address, summary }) => ({
        address: address ?? '',
        // What a rule demands of a NIC stands at no element.
        isDerived:
          !desired.lanInterfaces.some(({ name }) => address === resourceAddress('lanInterface', name)) &&
          address?.startsWith('lanInterface.') === true,
        text: `${summary}.`,
      })),
  ];
}

function obstacleOfChange({ address, fields, derivedBy }: Change): Obstacle {
  const [first] = fields;
  const words = fields.map(({ path, before, after }) => `${path} from ${value(before)} to ${value(after)}`).join(', ');
  const isDerived = derivedBy !== undefined && address.startsWith('lanInterface.');
  return {
    address,
    ...(fields.length === 1 && first !== undefined && derivedBy === undefined ? { field: first.path } : {}),
    isDerived,
    text: `A plan would change ${words}${derivedBy === undefined ? '' : ` (rule ${derivedBy})`}.`,
  };
}

/** AVIO works on a vswitch without uplink from 4.3 on (Integrity VM 4.2 Installation, Configuration, and Administration, p. 20). */
function hasAvioEverywhere({ platform }: ObservedHost): boolean {
  const [, major = '0', minor = '0'] = /^[A-Z]\.0?(\d)\.(\d)\d(?:\.|$)/.exec(platform.integrityVmVersion ?? '') ?? [];
  return Number(major) * 10 + Number(minor) >= 43;
}

function elementAt(
  desired: DesiredDocumentOfImport,
  at: string,
): { readonly address: string; readonly field?: string } | undefined {
  const [, list, index = '', field] = at.split('/');
  const place = Number(index);
  const of = (address: string): { readonly address: string; readonly field?: string } => ({
    address,
    ...(field === undefined ? {} : { field }),
  });
  switch (list) {
    case 'lanInterfaces':
      return of(resourceAddress('lanInterface', desired.lanInterfaces[place]?.name ?? ''));
    case 'apaGroups':
      return of(resourceAddress('apaGroup', desired.apaGroups[place]?.name ?? ''));
    case 'hostVlans':
      return of(resourceAddress('hostVlan', desired.hostVlans[place]?.name ?? ''));
    case 'vswitches':
      return of(resourceAddress('vswitch', desired.vswitches[place]?.name ?? ''));
    case 'guestNics': {
      const nic = desired.guestNics[place];
      return of(resourceAddress('guestNic', `${nic?.guest ?? ''}:${nic?.slot ?? ''}`));
    }
    case 'tunables':
      return { address: resourceAddress('tunables'), ...(index === '' ? {} : { field: index }) };
    default:
      return undefined;
  }
}

function fieldWords(field: string | undefined): string {
  return field === undefined ? 'It ' : `${field} `;
}

function value(of: JsonValue): string {
  return of === null ? 'nothing' : fromHost(typeof of === 'string' ? of : canonicalJson(of));
}
