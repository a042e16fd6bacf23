import type { DocumentRule } from '../located-document';
import { uniqueIdentity } from './identity';

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
  segmentationNeedsChecksum,
];
