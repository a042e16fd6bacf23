import { interfaceClassOf } from '../../model/ppa';
import type { DocumentRule } from '../located-document';
import { uniqueIdentity } from './identity';

/** Aggregates and VLAN interfaces have kinds of their own. */
const isPhysical: DocumentRule = ({ lanInterfaces }) =>
  lanInterfaces
    .filter(({ value }) => interfaceClassOf(value.name) !== 'physical')
    .map(({ at, value }) => ({
      severity: 'error',
      code: 'lan-interface-not-a-nic',
      at: `${at}/name`,
      what: `is "${value.name}", which is ${interfaceClassOf(value.name) === 'vlan' ? 'a VLAN interface' : 'an aggregate'}, not a NIC`,
      allowed: 'a NIC (aggregates are lan900 to lan949, VLAN interfaces lan5000 to lan8999)',
      source:
        "HP Auto Port Aggregation Administrator's Guide, 11i v3, March 2014, p. 82; HP-UX VLAN Administrator's Guide, February 2007, p. 26",
      next: 'Offloads are set on the NICs below it.',
    }));

/** TSO needs transmit CKO, so the two wishes contradict each other. */
const segmentationNeedsChecksum: DocumentRule = ({ lanInterfaces }) =>
  lanInterfaces
    .filter(({ value }) => value.segmentationOffload === 'on' && value.checksumOffload === 'off')
    .map(({ at }) => ({
      severity: 'error',
      code: 'segmentation-offload-without-checksum-offload',
      at: `${at}/segmentationOffload`,
      what: 'is "on" while checksumOffload is "off"',
      allowed: '"off" or left out where checksumOffload is "off"',
      source: 'HP-UX Ethernet Support Guide, 11i v3, p. 35',
    }));

export const lanInterfaceRules: readonly DocumentRule[] = [
  uniqueIdentity('lanInterfaces', 'name', ({ name }) => name),
  isPhysical,
  segmentationNeedsChecksum,
];
