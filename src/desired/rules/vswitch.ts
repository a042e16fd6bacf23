import { LOCALNET } from '../../model/names';
import { interfaceClassOf } from '../../model/ppa';
import type { DesiredProblem } from '../desired-problem';
import type { DocumentRule } from '../located-document';
import { groupOfPort } from './group-of-port';
import { uniqueIdentity } from './identity';
import { repeated } from './repeated';

const localnetIsNotOurs: DocumentRule = ({ vswitches }) =>
  vswitches
    .filter(({ value }) => value.name === LOCALNET)
    .map(({ at }) => ({
      severity: 'error',
      code: 'localnet-is-not-managed',
      at: `${at}/name`,
      what: 'is "localnet", which Integrity VM always makes itself and which has no uplink',
      allowed: 'any other vswitch; guest NICs may be connected to localnet',
      source: 'HP-UX Handbook 13.00, chapter 18, p. 6',
      next: 'Remove this element; guest NICs refer to localnet by its name.',
    }));

const notOnVlan: DocumentRule = ({ vswitches }) =>
  vswitches.flatMap(({ at, value }): readonly DesiredProblem[] => {
    if (value.uplink === undefined || value.uplink === null || interfaceClassOf(value.uplink) !== 'vlan') return [];
    return [
      {
        severity: 'error',
        code: 'vswitch-on-vlan-interface',
        at: `${at}/uplink`,
        what: `is "${value.uplink}", which is a VLAN interface: nested VLANs are not supported`,
        allowed: 'a NIC or an aggregate; the VLAN belongs to the port (vlanId of the guest NIC)',
        source: 'vPars and Integrity VM V6.3 Administrator Guide, p. 122',
      },
    ];
  });

const notOnPort: DocumentRule = ({ vswitches, apaGroups }) =>
  vswitches.flatMap(({ at, value }): readonly DesiredProblem[] => {
    if (value.uplink === undefined || value.uplink === null) return [];
    const group = groupOfPort(apaGroups, value.uplink);
    if (group === undefined) return [];
    return [
      {
        severity: 'error',
        code: 'vswitch-on-group-port',
        at: `${at}/uplink`,
        what: `is "${value.uplink}", which is a port of ${group.value.name} (${group.at})`,
        allowed: `${group.value.name}, or a NIC that is in no group`,
        source:
          'inferred: HP puts the vswitch on the aggregate itself (Integrity VM 4.2.5 Release Notes, 7.2.18, p. 75)',
      },
    ];
  });

/** No HP text forbids it, and none shows it: said, not refused. */
const uplinkOfOneVswitch: DocumentRule = ({ vswitches }) =>
  repeated(vswitches, ({ value }) => value.uplink ?? undefined).map(({ element, first }) => ({
    severity: 'warning',
    code: 'uplink-shared',
    at: `${element.at}/uplink`,
    what: `is "${element.value.uplink ?? ''}", which is the uplink of ${first.value.name} (${first.at}) already`,
    allowed: 'each interface as the uplink of one vswitch',
    source: 'not documented either way; every published listing has one vswitch per interface',
    next: 'Port VLANs can share one vswitch between networks.',
  }));

const balancingIsByMac: DocumentRule = ({ vswitches, apaGroups }) =>
  apaGroups.flatMap(({ at, value }): readonly DesiredProblem[] => {
    if (value.loadBalancing === undefined || value.loadBalancing === 'LB_MAC') return [];
    const vswitch = vswitches.find((candidate) => candidate.value.uplink === value.name);
    if (vswitch === undefined) return [];
    return [
      {
        severity: 'warning',
        code: 'load-balancing-ignored',
        at: `${at}/loadBalancing`,
        what: `is "${value.loadBalancing}", but traffic of ${vswitch.value.name} (${vswitch.at}) is always balanced by MAC address`,
        allowed: '"LB_MAC" where only guests use the aggregate',
        source: 'Planning and Implementing VLANs with HP-UX, p. 17, note 6',
      },
    ];
  });

export const vswitchRules: readonly DocumentRule[] = [
  uniqueIdentity('vswitches', 'name', ({ name }) => name),
  localnetIsNotOurs,
  notOnVlan,
  notOnPort,
  uplinkOfOneVswitch,
  balancingIsByMac,
];
