import type { InterfaceName, VswitchName } from '../../model/names';
import { checksumOffloadOfPlan, mayOffloadBehind, nicsBehindEver } from '../checksum-offload-transition';
import { RELEASE_NOTES_425 } from '../documents';
import { releasedPortsOf } from '../group-membership';
import type { Operation } from '../operation';
import { uplinkOf, uplinksAfter, type PlanningContext } from '../planning-context';
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
      earlier: (operation, context) => ckoOff(operation).flatMap((nic) => uplinksAfter(nic, context)),
      later: vlanOn,
      why: (earlier) =>
        `host and guests may not reach each other over a VLAN while checksum offload is on (${earlier.command.at(-1) ?? ''})`,
    },
    {
      earlier: ckoOff,
      later: (operation, context) =>
        operation.effect.type === 'apa-join' && hasLastingVlan(operation.effect.group, context)
          ? operation.effect.ports
          : [],
      why: () => 'a port joins an aggregate that carries a VLAN with checksum offload off already',
    },
    {
      earlier: (operation, context) => ckoOff(operation).flatMap((nic) => uplinksAfter(nic, context)),
      later: ({ effect }, context) =>
        effect.type === 'vswitch-create' && effect.uplink !== null && hasLastingHostVlan(effect.uplink, context)
          ? [effect.uplink]
          : [],
      why: () => 'the vswitch comes onto an interface with a VLAN when checksum offload is off there',
    },
    {
      earlier: vlanOff,
      later: (operation, context) => ckoOn(operation).flatMap((nic) => uplinksBefore(nic, context)),
      why: () => 'checksum offload may come on only when the VLAN is gone',
    },
    {
      earlier: vlanOff,
      later: ({ effect }, context) =>
        effect.type === 'apa-join' && effect.ports.some((port) => offloads(port, context)) ? [effect.group] : [],
      why: () => 'a port that offloads checksums joins when the VLAN is gone',
    },
    {
      earlier: ({ effect }, context) =>
        effect.type === 'host-vlan-delete' && mayOffloadBehind(effect.uplink, context) ? [effect.uplink] : [],
      later: ({ effect }) => (effect.type === 'vswitch-create' && effect.uplink !== null ? [effect.uplink] : []),
      why: () => 'the vswitch comes onto the interface when the VLAN is gone',
    },
    {
      earlier: ({ effect }, context) =>
        effect.type === 'vswitch-delete' && effect.uplink !== null && hadVlan(effect.vswitch, effect.uplink, context)
          ? [effect.uplink]
          : [],
      later: (operation, context) => ckoOn(operation).flatMap((nic) => uplinksBefore(nic, context)),
      why: () => 'checksum offload may come on only when the vswitch and its VLANs have left the interface',
    },
    {
      earlier: ({ effect }, context) =>
        effect.type === 'vswitch-delete' && effect.uplink !== null && staysOnBehind(effect.uplink, context)
          ? [effect.uplink]
          : [],
      later: ({ effect }) => (effect.type === 'host-vlan-create' ? [effect.uplink] : []),
      why: () => 'the VLAN is enabled when the vswitch has left the interface',
    },
    {
      earlier: (operation, context) => releasedFromVlan(operation, context),
      later: ckoOn,
      why: () => 'checksum offload may come on only when the NIC has left the aggregate and its VLANs',
    },
    {
      earlier: (operation, context) => leavesWithOffload(operation, context),
      later: vlanOn,
      why: () => 'the VLAN is enabled when the NIC that offloads checksums has left the aggregate',
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

function ckoOff({ effect }: Operation): readonly InterfaceName[] {
  return effect.type === 'nic-checksum-offload' && effect.value === 'off' ? [effect.interface] : [];
}

function ckoOn({ effect }: Operation): readonly InterfaceName[] {
  return effect.type === 'nic-checksum-offload' && effect.value === 'on' ? [effect.interface] : [];
}

/** Uplinks that a step enables a VLAN on. */
function vlanOn({ effect }: Operation, context: PlanningContext): readonly InterfaceName[] {
  if (effect.type === 'host-vlan-create') return [effect.uplink];
  return effect.type === 'port-vlan' && effect.vlanId !== null ? uplinkOf(effect.vswitch, context) : [];
}

/** Uplinks that a step takes a VLAN off: a port that no guest NIC has tags nothing. */
function vlanOff({ effect }: Operation, context: PlanningContext): readonly InterfaceName[] {
  switch (effect.type) {
    case 'host-vlan-delete':
      return [effect.uplink];
    case 'port-vlan':
      return effect.vlanId === null ? uplinkOf(effect.vswitch, context) : [];
    case 'guest-nic-remove':
      return leftPort(effect.vswitch, effect.port, context);
    case 'guest-nic-change':
      return effect.from === effect.vswitch && effect.fromPort === effect.port
        ? []
        : leftPort(effect.from, effect.fromPort, context);
    default:
      return [];
  }
}

function leftPort(vswitch: VswitchName, port: number | null, context: PlanningContext): readonly InterfaceName[] {
  const isTagged = context.index.vswitch
    .get(vswitch)
    ?.ports.some((entry) => entry.port === port && entry.vlanId !== null);
  const uplink = context.vswitches.get(vswitch)?.uplinkBefore ?? null;
  return isTagged === true && uplink !== null ? [uplink] : [];
}

function uplinksBefore(nic: InterfaceName, context: PlanningContext): readonly InterfaceName[] {
  const group = context.index.lanInterface.get(nic)?.aggregate ?? null;
  return group === null ? [nic] : [nic, group];
}

function offloads(nic: InterfaceName, context: PlanningContext): boolean {
  const { isOnBefore, isOnAfter } = checksumOffloadOfPlan(nic, context);
  return isOnBefore || isOnAfter;
}

function staysOnBehind(uplink: InterfaceName, context: PlanningContext): boolean {
  return nicsBehindEver(uplink, context).some(
    (nic) => context.index.lanInterface.has(nic) && checksumOffloadOfPlan(nic, context).isOnAfter,
  );
}

/** A vswitch on the uplink, before and after the plan and never removed in between, with a port VLAN that nobody changes. */
function hasLastingVlan(uplink: InterfaceName, context: PlanningContext): boolean {
  const changed = new Set<string>(
    context.changes
      .filter(({ fields, action }) => action === 'delete' || fields.some(({ path }) => path === 'vlanId'))
      .map(({ address }) => address),
  );
  const isLasting = (vswitch: VswitchName, port: number): boolean =>
    !context.observed.guestNics.some(
      (nic) => nic.vswitch === vswitch && nic.port === port && changed.has(`guestNic.${nic.guest}:${nic.slot}`),
    );
  const onPorts = (context.vswitchesOn.get(uplink) ?? []).some(
    ({ name, uplinkBefore, uplinkAfter }) =>
      uplinkBefore === uplink &&
      uplinkAfter === uplink &&
      context.index.vswitch.get(name)?.ports.some(({ port, vlanId }) => vlanId !== null && isLasting(name, port)),
  );
  return onPorts || ((context.vswitchesOn.get(uplink)?.length ?? 0) > 0 && hasLastingHostVlan(uplink, context));
}

function hasLastingHostVlan(uplink: InterfaceName, context: PlanningContext): boolean {
  const changed = new Set<string>(context.changes.map(({ address }) => address));
  return context.observed.hostVlans.some((vlan) => vlan.uplink === uplink && !changed.has(`hostVlan.${vlan.name}`));
}

/** A vswitch that had a tagged port, or shared its uplink with a host VLAN interface. */
function hadVlan(vswitch: VswitchName, uplink: InterfaceName, context: PlanningContext): boolean {
  const isTagging = context.index.vswitch.get(vswitch)?.ports.some(({ vlanId }) => vlanId !== null) ?? false;
  return isTagging || context.observed.hostVlans.some((vlan) => vlan.uplink === uplink);
}

/** NICs that leave a group on which a vswitch had a VLAN. */
function releasedFromVlan(operation: Operation, context: PlanningContext): readonly InterfaceName[] {
  return releasedPortsOf(operation).filter((nic) => {
    const group = context.index.lanInterface.get(nic)?.aggregate ?? null;
    if (group === null) return false;
    return (context.vswitchesOn.get(group) ?? []).some(
      ({ name, uplinkBefore }) => uplinkBefore === group && hadVlan(name, group, context),
    );
  });
}

/** The group that a NIC leaves for good while it offloads checksums, or is to. */
function leavesWithOffload(operation: Operation, context: PlanningContext): readonly InterfaceName[] {
  return releasedPortsOf(operation).flatMap((nic) => {
    const group = context.index.lanInterface.get(nic)?.aggregate ?? null;
    const isLeaving = group !== null && context.groupAfter.get(nic) !== group;
    return isLeaving && offloads(nic, context) ? [group] : [];
  });
}
