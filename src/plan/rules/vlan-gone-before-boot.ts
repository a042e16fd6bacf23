import type { VswitchName } from '../../model/names';
import { checksumOffloadOfPlan } from '../checksum-offload-transition';
import { RELEASE_NOTES_425 } from '../documents';
import type { Operation } from '../operation';
import { nicsBehindAfter, uplinkOf, type PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** A VLAN that was harmless while its vswitch was down is not once that runs. */
export const vlanGoneBeforeBoot: SafetyRule = {
  id: 'vlan-gone-before-boot',
  title: 'Boot a vswitch over checksum offload only when the VLANs that are to go have gone',
  why: 'With checksum offload on, the VM host and its guests may be unable to talk to each other over the VLAN from the boot on.',
  citations: [{ document: RELEASE_NOTES_425, section: '7.2.20', page: 75 }],
  severity: 'error',
  basis: 'documented',
  precedes: [
    {
      earlier: (operation, context) => [
        ...untagged(operation, context).filter((vswitch) => keepsUplink(vswitch, context)),
        ...freedOfHostVlan(operation, context),
      ],
      later: ({ effect }, context) =>
        effect.type === 'vswitch-boot' && bootsOverOffload(effect.vswitch, context) ? [effect.vswitch] : [],
      why: () => 'the vswitch boots over checksum offload when the VLAN is gone',
    },
  ],
  examples: {
    unsafe: [
      {
        title: 'vmlan4 is booted beside a host VLAN interface',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan4 -h', '/usr/sbin/nwmgr -a -S vlan -A vlanid=120,ppa=4 -c lan5000'],
        commands: ['/opt/hpvm/bin/hpvmnet -b -S vmlan4', '/usr/sbin/nwmgr -d -c lan5000'],
      },
    ],
    safe: [
      {
        title: 'the VLAN interface goes first',
        given: ['/opt/hpvm/bin/hpvmnet -S vmlan4 -h', '/usr/sbin/nwmgr -a -S vlan -A vlanid=120,ppa=4 -c lan5000'],
        commands: ['/usr/sbin/nwmgr -d -c lan5000', '/opt/hpvm/bin/hpvmnet -b -S vmlan4'],
      },
    ],
  },
};

/** vswitches with a port that a step takes the VLAN off: a port that no guest NIC has tags nothing. */
function untagged({ effect }: Operation, context: PlanningContext): readonly VswitchName[] {
  switch (effect.type) {
    case 'port-vlan':
      return effect.vlanId === null ? [effect.vswitch] : [];
    case 'guest-nic-remove':
      return isTagged(effect.vswitch, effect.port, context) ? [effect.vswitch] : [];
    case 'guest-nic-change': {
      const isLeft = effect.from !== effect.vswitch || effect.fromPort !== effect.port;
      return isLeft && isTagged(effect.from, effect.fromPort, context) ? [effect.from] : [];
    }
    default:
      return [];
  }
}

function isTagged(vswitch: VswitchName, port: number | null, context: PlanningContext): boolean {
  const ports = context.index.vswitch.get(vswitch)?.ports ?? [];
  return ports.some((entry) => entry.port === port && entry.vlanId !== null);
}

/** One that gets another uplink is made anew, and its ports lose their VLANs with it. */
function keepsUplink(vswitch: VswitchName, context: PlanningContext): boolean {
  const transition = context.vswitches.get(vswitch);
  return transition !== undefined && transition.uplinkBefore === transition.uplinkAfter;
}

/** vswitches on an interface that a step takes a host VLAN from. */
function freedOfHostVlan({ effect }: Operation, context: PlanningContext): readonly VswitchName[] {
  if (effect.type !== 'host-vlan-delete') return [];
  return (context.vswitchesOn.get(effect.uplink) ?? []).flatMap(({ name, uplinkAfter }) =>
    uplinkAfter === effect.uplink ? [name] : [],
  );
}

/** Where checksum offload goes off, it does so before the boot; where it comes on, the VLAN has to be gone by then. */
function bootsOverOffload(vswitch: VswitchName, context: PlanningContext): boolean {
  return uplinkOf(vswitch, context)
    .flatMap((uplink) => nicsBehindAfter(uplink, context))
    .some((nic) => {
      const { isOnBefore, isOnAfter } = checksumOffloadOfPlan(nic, context);
      return context.index.lanInterface.has(nic) && isOnBefore && isOnAfter;
    });
}
