import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { ObservedGuestNic } from '../../model/observed-host';
import { resourceAddress } from '../../model/resource';
import { ADMIN_GUIDE_63 } from '../documents';
import { leavingNics } from '../leaving-nics';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Port VLANs live on the vswitch, not on the guest NIC. */
export const restorePortVlans: SafetyRule = {
  id: 'restore-port-vlans',
  title: 'Set port VLANs again when a vswitch is recreated or a guest NIC gets another port',
  why: 'The VLAN belongs to the vswitch port: after a move the guest would be untagged, in the wrong network.',
  citations: [{ document: ADMIN_GUIDE_63, section: '8.2 (port-based VLANs)', page: 122 }],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      earlier: (operation) => (operation.effect.type === 'vswitch-create' ? [operation.effect.vswitch] : []),
      later: (operation) => (operation.effect.type === 'port-vlan' ? [operation.effect.vswitch] : []),
      why: () => 'VLANs set on the old vswitch go with it',
    },
    {
      earlier: ({ effect }) =>
        effect.type === 'guest-nic-add' || effect.type === 'guest-nic-change'
          ? [`${effect.vswitch} ${String(effect.port)}`]
          : [],
      // A VLAN whose guest NIC is not known belongs to the vswitch, and knows of no NIC to wait for.
      later: ({ effect, address }) =>
        effect.type === 'port-vlan' && address === resourceAddress('vswitch', effect.vswitch)
          ? [`${effect.vswitch} ${String(effect.port)}`]
          : [],
      why: () => 'the port must be there before it gets a VLAN',
    },
  ],
  forbids: (operations, context) => [
    ...operations.flatMap((operation) => untaggedSinceBoot(operation, operations, context)),
    ...operations.flatMap((operation) => untaggedSinceAdded(operation, operations, context)),
  ],
  examples: {
    unsafe: [
      {
        title: 'the VLAN is set on a vswitch that does not exist yet',
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan3 -u portid:1:vlanid:30'],
      },
    ],
    safe: [
      {
        title: 'the VLAN is set on the new vswitch',
        given: [
          '/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3',
          '/opt/hpvm/bin/hpvmnet -b -S vmlan3',
          '/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan3:portid:1',
        ],
        commands: ['/opt/hpvm/bin/hpvmnet -S vmlan3 -u portid:1:vlanid:30'],
      },
    ],
  },
};

/** Ports of a vswitch that is made anew are there, without their VLANs, as soon as it boots. */
function untaggedSinceBoot(
  { effect, address }: Operation,
  operations: readonly Operation[],
  context: PlanningContext,
): readonly Diagnostic[] {
  if (effect.type !== 'vswitch-boot') return [];
  const { vswitch } = effect;
  if (!operations.some((other) => other.effect.type === 'vswitch-create' && other.effect.vswitch === vswitch))
    return [];
  const leaving = leavingNics(operations);
  const nics = context.observed.guestNics.flatMap((nic) => {
    const isThere = nic.vswitch === vswitch && !leaving.has(resourceAddress('guestNic', `${nic.guest}:${nic.slot}`));
    return isThere && isTaggedAndLive(nic, context) ? withVlan(nic, { vswitch, port: nic.port }, operations) : [];
  });
  if (nics.length === 0) return [];
  return [
    untagged(
      `from the boot of ${vswitch} until their VLANs are set, NICs of guests that are not off are in the untagged network: ${nics.join(', ')}`,
      `${vswitch} is made anew, without the VLANs of its ports. ${REACH} ` +
        'Stop these guests first, or take these NICs off and add them again in a second plan; else let the plan run only if they may be in that network for the moment.',
      address,
    ),
  ];
}

/** A NIC with another MAC address is removed and added, and its port gets the VLAN after that. */
function untaggedSinceAdded(
  { effect, address }: Operation,
  operations: readonly Operation[],
  context: PlanningContext,
): readonly Diagnostic[] {
  if (effect.type !== 'guest-nic-add') return [];
  const replaced = context.index.guestNic.get(`${effect.guest}:${effect.slot}`);
  if (replaced === undefined || !isTaggedAndLive(replaced, context)) return [];
  return withVlan(replaced, effect, operations).map((nic) =>
    untagged(
      `from the step that adds it until its VLAN is set, a NIC of a guest that is not off is in the untagged network: ${nic}`,
      `Whether a freed port keeps its VLAN is not documented. ${REACH} ` +
        `Stop guest ${effect.guest} first, or take the NIC out of use in it; else let the plan run only if the NIC may be in that network for the moment.`,
      address,
    ),
  );
}

const REACH =
  'Ports without a VLAN id reach one another (V6.3 Administrator Guide, 8.2, p. 122), and what is untagged behind the uplink.';

function untagged(summary: string, detail: string, address: Operation['address']): Diagnostic {
  return warningDiagnostic('restore-port-vlans', summary, detail, address);
}

/** A VLAN that could not be read may be one. */
function isTaggedAndLive({ guest, vlanId }: ObservedGuestNic, { index }: PlanningContext): boolean {
  return vlanId !== null && index.guest.get(guest)?.state !== 'off';
}

/** The NIC, as a reader knows it, when a step sets a VLAN on this port; else nothing. */
function withVlan(
  { guest, slot }: ObservedGuestNic,
  place: { readonly vswitch: string; readonly port: number | null },
  operations: readonly Operation[],
): readonly string[] {
  return operations.flatMap(({ effect }) =>
    effect.type === 'port-vlan' &&
    effect.vswitch === place.vswitch &&
    effect.port === place.port &&
    effect.vlanId !== null
      ? [`${guest} ${slot} (VLAN ${String(effect.vlanId)})`]
      : [],
  );
}
