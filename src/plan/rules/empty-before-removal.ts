import { errorDiagnostic } from '../../model/diagnostic';
import { resourceAddress } from '../../model/resource';
import { ADMIN_GUIDE_63 } from '../documents';
import { leavingNics } from '../leaving-nics';
import type { SafetyRule } from '../safety-rule';

/** Something that others still use is not removed. */
export const emptyBeforeRemoval: SafetyRule = {
  id: 'empty-before-removal',
  title: 'Remove a vswitch or aggregate only when nothing uses it any more',
  why: 'Guests keep the name of a removed vswitch; what they do without it at their next start is not documented.',
  citations: [{ document: ADMIN_GUIDE_63, section: '13.19.2.2', page: 251 }],
  severity: 'error',
  basis: 'recalled',
  forbids: (operations, context) => {
    const leaving = leavingNics(operations);
    const deletedVlans = new Set<string>(
      operations.flatMap(({ effect }) => (effect.type === 'host-vlan-delete' ? [effect.interface] : [])),
    );
    return operations.flatMap((operation) => {
      const { effect } = operation;
      if (effect.type === 'vswitch-delete' && context.vswitches.get(effect.vswitch)?.existsAfter === false) {
        const arriving = operations.flatMap((other) =>
          (other.effect.type === 'guest-nic-add' || other.effect.type === 'guest-nic-change') &&
          other.effect.vswitch === effect.vswitch
            ? [`${other.effect.guest} ${other.effect.slot}`]
            : [],
        );
        const staying = context.observed.guestNics
          .filter(
            (nic) =>
              nic.vswitch === effect.vswitch && !leaving.has(resourceAddress('guestNic', `${nic.guest}:${nic.slot}`)),
          )
          .map((nic) => `${nic.guest} ${nic.slot}`);
        const users = [...new Set([...staying, ...arriving])];
        if (users.length === 0) return [];
        return [
          errorDiagnostic(
            'empty-before-removal',
            `vswitch ${effect.vswitch} is to be removed, but guest NICs still use it`,
            `In use by: ${users.join(', ')}. Move or remove these NICs in the same plan, or keep the vswitch.`,
            operation.address,
          ),
        ];
      }
      if (effect.type === 'apa-clear' && operation.ownership?.action === 'release') {
        const users = [
          ...(context.vswitchesOn
            .get(effect.group)
            ?.filter((vswitch) => vswitch.uplinkAfter === effect.group)
            .map((vswitch) => `vswitch ${vswitch.name}`) ?? []),
          ...context.observed.hostVlans
            .filter((vlan) => vlan.uplink === effect.group && !deletedVlans.has(vlan.name))
            .map((vlan) => `host VLAN ${vlan.name}`),
          ...operations.flatMap((other) =>
            other.effect.type === 'host-vlan-create' && other.effect.uplink === effect.group
              ? [`host VLAN ${other.effect.interface}`]
              : [],
          ),
        ];
        if (users.length === 0) return [];
        return [
          errorDiagnostic(
            'empty-before-removal',
            `${effect.group} is to be emptied, but it is still in use`,
            `In use by: ${users.join(', ')}. Move these to another interface in the same plan, or keep the group.`,
            operation.address,
          ),
        ];
      }
      return [];
    });
  },
  examples: {
    unsafe: [
      {
        title: 'vmlan0 is removed while test01 has a NIC on it',
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan0 -h', '/opt/hpvm/bin/hpvmnet -d -S vmlan0'],
      },
    ],
    safe: [
      {
        title: 'the NIC of test01 goes first',
        given: ['/opt/hpvm/bin/hpvmmodify -P test01 -m network:lan:0,1:vswitch:localnet:portid:9'],
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan0 -h', '/opt/hpvm/bin/hpvmnet -d -S vmlan0'],
      },
    ],
  },
};
