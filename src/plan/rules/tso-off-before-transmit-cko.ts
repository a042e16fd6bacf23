import { ETHERNET_GUIDE } from '../documents';
import type { SafetyRule } from '../safety-rule';

/** TCP segmentation offload depends on transmit checksum offload. */
export const tsoOffBeforeTransmitCko: SafetyRule = {
  id: 'tso-off-before-transmit-cko',
  title: 'Turn TCP segmentation offload off before transmit checksum offload',
  why: 'Segmentation offload needs transmit checksum offload; the safe order of switching both off follows from that.',
  citations: [{ document: ETHERNET_GUIDE, page: 35 }],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      earlier: (operation) =>
        operation.effect.type === 'nic-segmentation-offload' && operation.effect.value === 'off'
          ? [operation.effect.interface]
          : [],
      later: (operation) =>
        operation.effect.type === 'nic-checksum-offload' &&
        operation.effect.direction === 'transmit' &&
        operation.effect.value === 'off'
          ? [operation.effect.interface]
          : [],
      why: () => 'TCP segmentation offload needs transmit checksum offload',
    },
  ],
  examples: {
    unsafe: [
      { title: 'transmit checksum offload goes first', commands: ['/usr/sbin/nwmgr -s -f -A tx_cko=off -c lan4'] },
    ],
    safe: [
      {
        title: 'the virtual MTU is set to 0 first',
        commands: [
          '/usr/sbin/nwmgr -s -f -A vmtu=0 -c lan4',
          '/usr/sbin/nwmgr -s -f -A tx_cko=off -c lan4',
          '/usr/sbin/nwmgr -s -f -A rx_cko=off -c lan4',
          '/opt/hpvm/bin/hpvmnet -S vmlan4 -h',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan4',
        ],
      },
    ],
  },
};
