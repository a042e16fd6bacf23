import type { SafetyRule } from '../safety-rule';

/** Running changes first, saving after all of them. */
export const persistLast: SafetyRule = {
  id: 'persist-last',
  title: 'Save the configuration only after every running change has worked',
  why: 'As long as nothing is saved, a reboot brings the old settings of NICs, groups and VLAN interfaces back. What hpvmnet and hpvmmodify changed is taken to be kept at once, so that a reboot between a port VLAN and the save leaves the VLAN over checksum offload that is on again. NICs with checksum offload off are therefore saved before anything else is: do not reboot before the last step.',
  citations: [
    { document: 'nwmgr_intl100(1M), February 2007' },
    { document: 'Configuring APA (J. M. Rey, HP-UX blog, 2010)' },
  ],
  severity: 'error',
  basis: 'recalled',
  examples: {
    unsafe: [
      {
        title: 'saved too early: a setting is saved that the next boot brings back with checksum offload still on',
        commands: ['/usr/sbin/nwmgr -s -A all --sa --fr cu -c lan4', '/usr/sbin/nwmgr -s -f -A rx_cko=off -c lan4'],
      },
    ],
    safe: [
      {
        title: 'saved after the change and the restart',
        commands: [
          '/usr/sbin/nwmgr -s -f -A rx_cko=off -c lan4',
          '/opt/hpvm/bin/hpvmnet -S vmlan4 -h',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan4',
          '/usr/sbin/nwmgr -s -A all --sa --fr cu -c lan4',
        ],
      },
    ],
  },
};
