import { errorDiagnostic } from '../../model/diagnostic';
import type { InterfaceName } from '../../model/names';
import type { Operation } from '../operation';
import { ADMIN_GUIDE_63 } from '../documents';
import { nicsBehindNow, uplinkOf, uplinksAfter, uplinksOver, type PlanningContext } from '../planning-context';
import { restartWindow } from '../restart-window';
import type { SafetyRule } from '../safety-rule';

function changedUplinks(operation: Operation, context: PlanningContext): readonly string[] {
  const { effect } = operation;
  return effect.type === 'nic-checksum-offload' || effect.type === 'nic-segmentation-offload'
    ? uplinksOver(effect.interface, context)
    : [];
}

/** A vswitch stops working with old settings when it is halted, which only one that runs is; it boots with the new ones. */
function endOfStaleness({ effect }: Operation, context: PlanningContext): readonly string[] {
  if (effect.type !== 'vswitch-halt') return [];
  const uplink = context.vswitches.get(effect.vswitch)?.uplinkBefore ?? null;
  return uplink !== null && hasNewSettings(uplink, context) ? [uplink] : [];
}

/**
 * True where the plan changes the offload settings of a NIC that is behind the interface now. One that joins finds the
 * vswitch halted, and the boot after it waits for the settings; checksum offload comes on only where no vswitch and VLAN
 * meet, which cko-off-before-vlan sees to.
 */
function hasNewSettings(uplink: InterfaceName, context: PlanningContext): boolean {
  return nicsBehindNow(uplink, context).some((nic) => {
    const fields = context.offloadChanges.get(nic) ?? [];
    const comesOn = fields.some(({ path, after }) => path === 'checksumOffload' && after === 'on');
    // Segmentation offload waits for the transmit checksum offload that comes on with it.
    const waits = comesOn && context.index.lanInterface.get(nic)?.transmitChecksumOffload === 'off';
    return fields.some(({ path, after }) => after === 'off' || (path !== 'checksumOffload' && !waits));
  });
}

/** A vswitch learns how its NIC handles packets when it boots. */
export const restartAfterOffloadChange: SafetyRule = {
  id: 'restart-after-offload-change',
  title: 'Restart a vswitch after checksum or segmentation offload of its NIC changed',
  why: 'Until it is restarted, the vswitch goes on handling packets the way the NIC did before; guests need no restart.',
  citations: [{ document: ADMIN_GUIDE_63, section: '8.2.1.8', page: 118 }],
  severity: 'error',
  basis: 'documented',
  supplies: (operations, context) => {
    const uplinks = new Set(operations.flatMap((operation) => changedUplinks(operation, context)));
    return [...uplinks].flatMap(
      (uplink) =>
        context.vswitchesOn.get(uplink)?.flatMap((vswitch) =>
          restartWindow(vswitch, {
            rule: 'restart-after-offload-change',
            why: `the NIC behind ${vswitch.name} handles packets differently now`,
          }),
        ) ?? [],
    );
  },
  precedes: [
    {
      earlier: ({ effect }, context) =>
        effect.type === 'nic-checksum-offload' || effect.type === 'nic-segmentation-offload'
          ? uplinksAfter(effect.interface, context)
          : [],
      later: (operation, context) =>
        operation.effect.type === 'vswitch-boot' ? uplinkOf(operation.effect.vswitch, context) : [],
      why: () => 'a vswitch learns how its NIC handles packets when it boots',
    },
    {
      earlier: endOfStaleness,
      later: ({ effect }) => (effect.type === 'host-vlan-create' ? [effect.uplink] : []),
      why: () => 'the VLAN is enabled when no vswitch works with the old settings any more',
    },
  ],
  forbids: (operations, context) => {
    const changed = new Set<string | null>(operations.flatMap((operation) => changedUplinks(operation, context)));
    return operations.flatMap((operation) => {
      const { effect } = operation;
      if (effect.type !== 'port-vlan' || effect.vlanId === null) return [];
      const vswitch = context.vswitches.get(effect.vswitch);
      if (vswitch === undefined || !vswitch.isUpBefore || vswitch.isUpAfter) return [];
      if (!changed.has(vswitch.uplinkAfter)) return [];
      return [
        errorDiagnostic(
          'restart-after-offload-change',
          `a VLAN is set on ${vswitch.name}, which is to go down without the restart that the VLAN needs`,
          `The offload settings behind ${vswitch.name} change. Let it be up, and take it down in a second plan.`,
          operation.address,
        ),
      ];
    });
  },
  examples: {
    unsafe: [
      {
        title: 'checksum offload is switched off and vmlan4 never restarted',
        commands: ['/usr/sbin/nwmgr -s -f -A rx_cko=off -c lan4'],
      },
    ],
    safe: [
      {
        title: 'vmlan4 is restarted afterwards',
        commands: [
          '/usr/sbin/nwmgr -s -f -A rx_cko=off -c lan4',
          '/opt/hpvm/bin/hpvmnet -S vmlan4 -h',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan4',
        ],
      },
    ],
  },
};
