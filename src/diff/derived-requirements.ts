import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { InterfaceName } from '../model/names';
import { ppaOf } from '../model/ppa';
import type { RequiredLanInterface } from './lan-interface';
import type { ObservedIndex } from './resource-difference';
import { vlanUplinks } from './vlan-uplinks';

/** Rule that causes the derived requirement; its citation is in the rule catalogue. */
const CKO_OFF_BEFORE_VLAN = 'cko-off-before-vlan';

/**
 * State the user did not write but the vendor's rules require: checksum offload off on every NIC behind a vswitch
 * that carries a VLAN, and behind a host VLAN interface on the uplink of a vswitch (Release Notes 4.2.5, 7.2.20, p. 75).
 * A NIC for which the user wrote the opposite is an error, because the two cannot both hold. Where neither the VLAN nor
 * the vswitch is declared, nothing is derived: what others made is not touched. Only a NIC that the document puts into the
 * group beneath must not bring its offload along.
 */
export function requiredLanInterfaces(
  desired: DesiredHost,
  observed: ObservedIndex,
): { readonly required: readonly RequiredLanInterface[]; readonly diagnostics: readonly Diagnostic[] } {
  const written = new Map<string, RequiredLanInterface>((desired.lanInterfaces ?? []).map((nic) => [nic.name, nic]));
  const diagnostics: Diagnostic[] = [];
  for (const { uplink, cause, isDeclared } of vlanUplinks(desired, observed)) {
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
      } else if ((isDeclared || joins(name, uplink, desired, observed)) && own?.checksumOffload === undefined) {
        written.set(name, { ...(own ?? { name }), checksumOffload: 'off', derivedBy: CKO_OFF_BEFORE_VLAN });
      }
    }
  }
  const required = [...written.values()].sort((left, right) => ppaOf(left.name) - ppaOf(right.name));
  return { required, diagnostics };
}

/** True where the document makes a NIC a port of a group that it is not in. */
function joins(name: InterfaceName, group: InterfaceName, desired: DesiredHost, observed: ObservedIndex): boolean {
  const declared = desired.apaGroups?.find((each) => each.name === group)?.ports;
  return declared?.includes(name) === true && observed.apaGroup.get(group)?.ports.includes(name) !== true;
}

function nicsBehind(uplink: InterfaceName, desired: DesiredHost, observed: ObservedIndex): readonly InterfaceName[] {
  const declared = desired.apaGroups?.find((group) => group.name === uplink)?.ports;
  return declared ?? observed.apaGroup.get(uplink)?.ports ?? [uplink];
}
