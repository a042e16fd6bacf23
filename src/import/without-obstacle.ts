import type { DesiredGuestNic } from '../model/desired-host';
import type { ObservedHost } from '../model/observed-host';
import { parseResourceAddress, resourceAddress } from '../model/resource';
import { runningField } from '../model/saved-field';
import type { DesiredDocumentOfImport, Remark } from './imported-host';
import type { Obstacle } from './obstacles';

interface Draft {
  readonly desired: DesiredDocumentOfImport;
  readonly remarks: readonly Remark[];
}

/**
 * A draft without what an obstacle stands at: the field where the construct can do without it, else the whole element. What a
 * rule demands has no element; it goes with the VLANs that ask for it, then with the host VLAN and the vswitch. The same draft
 * when there is nothing to leave out, and where leaving it out would have a plan delete what this tool made.
 */
export function withoutObstacle(draft: Draft, obstacle: Obstacle, observed: ObservedHost): Draft {
  const { desired } = draft;
  if (obstacle.isDerived) return withoutCause(draft, obstacle, observed);
  const target = parseResourceAddress(obstacle.address);
  if (target === undefined) return draft;
  const { kind, identity } = target;
  const isOptional = kind === 'guestNic' && (obstacle.field === 'adapter' || obstacle.field === 'vlanId');
  const isOptionalOfGroup = kind === 'apaGroup' && (obstacle.field === 'mode' || obstacle.field === 'loadBalancing');
  if (!isOptional && !isOptionalOfGroup && observed.ownedAddresses.includes(obstacle.address)) return draft;
  const field = obstacle.field === undefined ? undefined : runningField(obstacle.field);
  const isIt = ({ name }: { readonly name: string }): boolean => name === identity;
  switch (kind) {
    case 'lanInterface':
      return left(draft, obstacle, { lanInterfaces: desired.lanInterfaces.filter((nic) => !isIt(nic)) });
    case 'apaGroup': {
      const optional = field === 'loadBalancing' || field === 'mode' ? field : undefined;
      return left(draft, obstacle, {
        apaGroups: desired.apaGroups.flatMap((group) => {
          if (!isIt(group)) return [group];
          if (optional === undefined || group[optional] === undefined) return [];
          const { [optional]: _, ...kept } = group;
          return [kept];
        }),
      });
    }
    case 'hostVlan':
      return left(draft, obstacle, { hostVlans: desired.hostVlans.filter((vlan) => !isIt(vlan)) });
    case 'vswitch':
      return left(draft, obstacle, { vswitches: desired.vswitches.filter((vswitch) => !isIt(vswitch)) });
    case 'guestNic':
      return left(draft, obstacle, { guestNics: withoutNic(desired.guestNics, identity, field) });
    case 'tunables': {
      if (desired.tunables === undefined) return draft;
      const { tunables: _, ...kept } = desired;
      return { desired: kept, remarks: [...draft.remarks, remarkOf(obstacle)] };
    }
  }
}

/** Only the last of several NICs with one identity goes. */
function withoutNic(
  nics: readonly DesiredGuestNic[],
  identity: string,
  field: string | undefined,
): readonly DesiredGuestNic[] {
  const at = nics.map((nic) => `${nic.guest}:${nic.slot}`).lastIndexOf(identity);
  return nics.flatMap((nic, index) => {
    if (index !== at) return [nic];
    const optional = field === 'adapter' || field === 'vlanId' ? field : undefined;
    if (optional === undefined || nic[optional] === undefined) return [];
    const { [optional]: _, ...kept } = nic;
    return [kept];
  });
}

function withoutCause(draft: Draft, obstacle: Obstacle, observed: ObservedHost): Draft {
  const { desired } = draft;
  const nic = parseResourceAddress(obstacle.address)?.identity ?? '';
  const group = observed.lanInterfaces.find(({ name }) => name === nic)?.aggregate;
  const beneath = new Set<string | null | undefined>([nic, group ?? nic]);
  const stands = ({ uplink }: { readonly uplink?: string | null }): boolean => beneath.has(uplink);
  const vswitches = new Set<string | undefined>(observed.vswitches.filter(stands).map(({ name }) => name));
  const vlans = desired.hostVlans.filter(stands);
  const carrying = desired.vswitches.filter(stands);
  const named = [
    ...vlans.map(({ name }) => resourceAddress('hostVlan', name)),
    ...carrying.map(({ name }) => resourceAddress('vswitch', name)),
  ];
  if (named.some((address) => observed.ownedAddresses.includes(address))) return draft;
  const tagged = desired.guestNics.filter((each) => vswitches.has(each.vswitch) && typeof each.vlanId === 'number');
  const rest = obstacle.text;
  if (tagged.length > 0) {
    const kept = desired.guestNics.map((each) => {
      if (!tagged.includes(each)) return each;
      const { vlanId: _, ...others } = each;
      return others;
    });
    const remarks = tagged.map(({ guest, slot, vlanId }) => ({
      address: resourceAddress('guestNic', `${guest}:${slot}`),
      text: `VLAN ${String(vlanId)} is not written down: with it, a plan would change ${nic}. ${rest}`,
    }));
    return { desired: { ...desired, guestNics: kept }, remarks: [...draft.remarks, ...remarks] };
  }
  const remarks = named.map((address) => ({ address, text: `With it, a plan would change ${nic}. ${rest}` }));
  return {
    desired: {
      ...desired,
      hostVlans: desired.hostVlans.filter((vlan) => !vlans.includes(vlan)),
      vswitches: desired.vswitches.filter((vswitch) => !carrying.includes(vswitch)),
    },
    remarks: [...draft.remarks, ...remarks],
  };
}

function left(draft: Draft, obstacle: Obstacle, changed: Partial<DesiredDocumentOfImport>): Draft {
  return { desired: { ...draft.desired, ...changed }, remarks: [...draft.remarks, remarkOf(obstacle)] };
}

function remarkOf({ address, text }: Obstacle): Remark {
  return { address, text };
}
