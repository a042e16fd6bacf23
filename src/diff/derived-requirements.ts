import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { compareText } from '../model/canonical-json';
import type { InterfaceName } from '../model/names';
import { ppaOf } from '../model/ppa';
import type { RequiredLanInterface } from './lan-interface';
import type { ObservedIndex } from './resource-difference';

/** Rule that causes the derived requirement; its citation is in the rule catalogue. */
export const CKO_OFF_BEFORE_VLAN = 'cko-off-before-vlan';

/**
 * State the user did not write but the vendor's rules require: checksum offload off on every NIC behind a vswitch
 * that carries a VLAN, and behind a host VLAN interface on the uplink of a vswitch (Release Notes 4.2.5, 7.2.20, p. 75).
 * A NIC for which the user wrote the opposite is an error, because the two cannot both hold.
 */
export function requiredLanInterfaces(
  desired: DesiredHost,
  observed: ObservedIndex,
): { readonly required: readonly RequiredLanInterface[]; readonly diagnostics: readonly Diagnostic[] } {
  const written = new Map<string, RequiredLanInterface>((desired.lanInterfaces ?? []).map((nic) => [nic.name, nic]));
  const diagnostics: Diagnostic[] = [];
  for (const [uplink, cause] of uplinksWithVlan(desired, observed)) {
    for (const name of nicsBehind(uplink, desired, observed)) {
      const own = written.get(name);
      if (own?.checksumOffload === 'on') {
        diagnostics.push(
          errorDiagnostic(
            CKO_OFF_BEFORE_VLAN,
            `checksum offload must be off on ${name}, but the desired state says on`,
            `${cause} uses a VLAN through ${name}. HP does not support checksum offload there (Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75). ` +
              'Set checksumOffload to "off", or remove the VLAN.',
            `lanInterface.${name}`,
          ),
        );
      } else if (own?.checksumOffload === undefined) {
        written.set(name, { ...(own ?? { name }), checksumOffload: 'off', derivedBy: CKO_OFF_BEFORE_VLAN });
      }
    }
  }
  const required = [...written.values()].sort((left, right) => ppaOf(left.name) - ppaOf(right.name));
  return { required, diagnostics };
}

/** Uplinks that must carry VLAN traffic of a vswitch, each with the first declaration that says so. */
function uplinksWithVlan(desired: DesiredHost, observed: ObservedIndex): ReadonlyMap<InterfaceName, string> {
  const uplinkOf = new Map<string, InterfaceName | null>();
  for (const vswitch of observed.host.vswitches) uplinkOf.set(vswitch.name, vswitch.uplink);
  for (const vswitch of desired.vswitches ?? []) {
    if (vswitch.uplink !== undefined) uplinkOf.set(vswitch.name, vswitch.uplink);
  }
  const found = new Map<InterfaceName, string>();
  for (const nic of desired.guestNics ?? []) {
    if (nic.vlanId === undefined || nic.vlanId === null) continue;
    const vswitch = nic.vswitch ?? observed.guestNic.get(`${nic.guest}:${nic.slot}`)?.vswitch;
    const uplink = vswitch === undefined ? undefined : uplinkOf.get(vswitch);
    if (uplink !== undefined && uplink !== null && !found.has(uplink)) {
      found.set(uplink, `guestNic.${nic.guest}:${nic.slot} (VLAN ${String(nic.vlanId)})`);
    }
  }
  const underVswitch = new Set([...uplinkOf.values()]);
  for (const vlan of desired.hostVlans ?? []) {
    const uplink = vlan.uplink ?? observed.hostVlan.get(vlan.name)?.uplink;
    if (uplink !== undefined && underVswitch.has(uplink) && !found.has(uplink))
      found.set(uplink, `hostVlan.${vlan.name}`);
  }
  return new Map([...found].sort(([left], [right]) => compareText(left, right)));
}

function nicsBehind(uplink: InterfaceName, desired: DesiredHost, observed: ObservedIndex): readonly InterfaceName[] {
  const declared = desired.apaGroups?.find((group) => group.name === uplink)?.ports;
  return declared ?? observed.apaGroup.get(uplink)?.ports ?? [uplink];
}
