import { RELEASE_NOTES_425 } from '../documents';
import { joinedPortsOf, releasedPortsOf } from '../group-membership';
import { uplinkOf, uplinksOver } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** VLAN traffic and checksum offload do not go together on a vswitch uplink. */
export const ckoOffBeforeVlan: SafetyRule = {
  id: 'cko-off-before-vlan',
  title: 'Turn checksum offload off on every NIC behind a VLAN before the VLAN is enabled',
  why: 'With checksum offload on, the VM host and its guests may be unable to talk to each other over the VLAN.',
  citations: [{ document: RELEASE_NOTES_425, section: '7.2.20', page: 75 }],
  severity: 'error',
  basis: 'documented',
  precedes: [
    {
      earlier: (operation, context) =>
        operation.effect.type === 'nic-checksum-offload' && operation.effect.value === 'off'
          ? uplinksOver(operation.effect.interface, context)
          : [],
      later: (operation, context) => {
        if (operation.effect.type === 'host-vlan-create') return [operation.effect.uplink];
        if (operation.effect.type !== 'port-vlan' || operation.effect.vlanId === null) return [];
        return uplinkOf(operation.effect.vswitch, context);
      },
      why: (earlier) =>
        `host and guests may not reach each other over a VLAN while checksum offload is on (${earlier.command.at(-1) ?? ''})`,
    },
    {
      earlier: (operation) =>
        operation.effect.type === 'nic-checksum-offload' && operation.effect.value === 'off'
          ? [operation.effect.interface]
          : [],
      later: joinedPortsOf,
      why: () => 'a port joins the aggregate with checksum offload off already',
    },
    {
      earlier: (operation, context) => {
        if (operation.effect.type === 'host-vlan-delete') return [operation.effect.uplink];
        if (operation.effect.type !== 'port-vlan' || operation.effect.vlanId !== null) return [];
        return uplinkOf(operation.effect.vswitch, context);
      },
      later: (operation, context) =>
        operation.effect.type === 'nic-checksum-offload' && operation.effect.value === 'on'
          ? uplinksOver(operation.effect.interface, context)
          : [],
      why: () => 'checksum offload may come on only when the VLAN is gone',
    },
    {
      earlier: ({ effect }) => (effect.type === 'vswitch-delete' && effect.uplink !== null ? [effect.uplink] : []),
      later: ({ effect }) => (effect.type === 'host-vlan-create' ? [effect.uplink] : []),
      why: () => 'the VLAN is enabled when the vswitch has left the interface',
    },
    {
      earlier: ({ effect }) => (effect.type === 'host-vlan-delete' ? [effect.uplink] : []),
      later: ({ effect }, context) => {
        if (effect.type === 'vswitch-boot') return uplinkOf(effect.vswitch, context);
        return effect.type === 'vswitch-create' && effect.uplink !== null ? [effect.uplink] : [];
      },
      why: () => 'the vswitch comes onto the interface when the VLAN is gone',
    },
    {
      earlier: ({ effect }) => (effect.type === 'vswitch-delete' && effect.uplink !== null ? [effect.uplink] : []),
      later: ({ effect }, context) =>
        effect.type === 'nic-checksum-offload' && effect.value === 'on' ? uplinksOver(effect.interface, context) : [],
      why: () => 'checksum offload may come on only when the vswitch and its VLANs have left the interface',
    },
    {
      earlier: releasedPortsOf,
      later: ({ effect }) =>
        effect.type === 'nic-checksum-offload' && effect.value === 'on' ? [effect.interface] : [],
      why: () => 'checksum offload may come on only when the NIC has left the aggregate and its VLANs',
    },
  ],
  examples: {
    unsafe: [
      {
        title: 'a port of vmlan4 gets a VLAN while lan4 offloads checksums',
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan4 -u portid:2:vlanid:120'],
      },
    ],
    safe: [
      {
        title: 'checksum offload is off and the vswitch restarted first',
        commands: [
          '/usr/sbin/nwmgr -s -f -A vmtu=0 -c lan4',
          '/usr/sbin/nwmgr -s -f -A tx_cko=off -c lan4',
          '/usr/sbin/nwmgr -s -f -A rx_cko=off -c lan4',
          '/opt/hpvm/bin/hpvmnet -S vmlan4 -h',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan4',
          '/opt/hpvm/bin/hpvmnet -S vmlan4 -u portid:2:vlanid:120',
        ],
      },
    ],
  },
};
