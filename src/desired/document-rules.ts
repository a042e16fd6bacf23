import { RESOURCE_KINDS } from '../model/resource';
import type { DesiredProblem } from './desired-problem';
import type { DocumentRules, LocatedDocument } from './located-document';
import { apaGroupRules } from './rules/apa-group';
import { guestNicRules } from './rules/guest-nic';
import { hostTunablesRules } from './rules/host-tunables';
import { hostVlanRules } from './rules/host-vlan';
import { lanInterfaceRules } from './rules/lan-interface';
import { vswitchRules } from './rules/vswitch';

const DOCUMENT_RULES: DocumentRules = {
  lanInterface: lanInterfaceRules,
  apaGroup: apaGroupRules,
  hostVlan: hostVlanRules,
  vswitch: vswitchRules,
  guestNic: guestNicRules,
  tunables: hostTunablesRules,
};

/** Everything that is wrong between the values of a document, kind by kind. */
export function documentProblems(document: LocatedDocument): readonly DesiredProblem[] {
  return RESOURCE_KINDS.flatMap((kind) => DOCUMENT_RULES[kind].flatMap((rule) => rule(document)));
}
