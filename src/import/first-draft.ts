import type {
  DesiredApaGroup,
  DesiredGuestNic,
  DesiredHostVlan,
  DesiredLanInterface,
  DesiredVswitch,
} from '../model/desired-host';
import { LOCALNET, type HostName } from '../model/names';
import type { ObservedApaGroup, ObservedGuestNic, ObservedHost, ObservedHostVlan } from '../model/observed-host';
import { resourceAddress } from '../model/resource';
import type { DesiredDocumentOfImport, Remark } from './imported-host';

/** Everything that a host has, as far as a document can say it, with remarks about what it cannot say. */
export function firstDraft(observed: ObservedHost): {
  readonly desired: DesiredDocumentOfImport;
  readonly remarks: readonly Remark[];
} {
  const remarks: Remark[] = [];
  const remark = (address: string, text: string): void => void remarks.push({ address, text });
  const { macAddressFrames } = observed.tunables;
  const desired: DesiredDocumentOfImport = {
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: observed.host as HostName,
    lanInterfaces: lanInterfaces(observed),
    apaGroups: observed.apaGroups.flatMap((group) => apaGroup(group)),
    hostVlans: observed.hostVlans.flatMap((vlan) => hostVlan(vlan, remark)),
    vswitches: vswitches(observed, remark),
    guestNics: observed.guestNics.map((nic) => guestNic(nic, remark)),
    ...(macAddressFrames === null ? {} : { tunables: { macAddressFrames } }),
  };
  return { desired, remarks };
}

type AddRemark = (address: string, text: string) => void;

/**
 * Of a NIC beneath something only that checksum offload is off where the card has it on by default, as those of 10 Gigabit do (Integrity VM 4.2.5
 * Release Notes, 7.2.20, p. 75): somebody chose that. On is never written down; it would stand in the way of the first VLAN.
 */
function lanInterfaces(observed: ObservedHost): readonly DesiredLanInterface[] {
  const uplinks = [...observed.vswitches, ...observed.hostVlans].flatMap(({ uplink }) => uplink ?? []);
  const carrying = new Set<string | null>(uplinks);
  return observed.lanInterfaces
    .filter(({ name, aggregate }) => carrying.has(name) || (aggregate !== null && carrying.has(aggregate)))
    .filter(({ speedMbps, interfaceType }) => (speedMbps ?? 0) >= 10_000 || /^10G/i.test(interfaceType ?? ''))
    .filter(({ receiveChecksumOffload, transmitChecksumOffload }) => {
      return receiveChecksumOffload === 'off' && transmitChecksumOffload === 'off';
    })
    .map(({ name }) => ({ name, checksumOffload: 'off' }));
}

function apaGroup({ name, mode, ports, loadBalancing }: ObservedApaGroup): readonly DesiredApaGroup[] {
  if (mode === 'Not_Enabled') return [];
  const balances = mode !== 'LAN_MONITOR' && loadBalancing !== null && loadBalancing !== 'LB_HS';
  return [{ name, mode, ports, ...(balances ? { loadBalancing } : {}) }];
}

function hostVlan({ name, uplink, vlanId }: ObservedHostVlan, remark: AddRemark): readonly DesiredHostVlan[] {
  if (vlanId !== null) return [{ name, uplink, vlanId }];
  remark(resourceAddress('hostVlan', name), 'Its VLAN id could not be read, and a HostVlan has one.');
  return [];
}

function vswitches(observed: ObservedHost, remark: AddRemark): readonly DesiredVswitch[] {
  return observed.vswitches
    .filter(({ name }) => name !== LOCALNET)
    .flatMap(({ name, uplink, state }): readonly DesiredVswitch[] => {
      if (state !== 'unknown') return [{ name, uplink, state }];
      const address = resourceAddress('vswitch', name);
      // Left out, a vswitch of ours would be deleted; a plan that is blocked does less harm.
      if (observed.ownedAddresses.includes(address)) return [{ name, uplink, state: 'up' }];
      remark(address, 'hpvmnet prints a state that is neither Up nor Down.');
      return [];
    });
}

function guestNic({ guest, slot, adapter, vswitch, vlanId }: ObservedGuestNic, remark: AddRemark): DesiredGuestNic {
  const nic = { guest, slot, vswitch, adapter };
  if (vlanId === 'unknown') {
    remark(resourceAddress('guestNic', `${guest}:${slot}`), 'The VLAN of its port could not be read.');
    return nic;
  }
  // Whether localnet has port VLANs is not documented: its ports are not spoken of.
  return vswitch === LOCALNET && vlanId === null ? nic : { ...nic, vlanId };
}
