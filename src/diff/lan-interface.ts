import type { DesiredLanInterface, OnOff } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { SavedLanInterface } from '../model/observed-host';
import { resourceAddress } from '../model/resource';
import type { Change, FieldChange } from './change';
import { changedFields } from './field-changes';
import type { ObservedIndex, ResourceDifference } from './resource-difference';
import { savedDifferences } from './saved-fields';
import { unknownState } from './unknown-state';

/** A desired interface; `derivedBy` names the safety rule when the user did not write it. */
export interface RequiredLanInterface extends DesiredLanInterface {
  readonly derivedBy?: string;
}

/** Compares offload settings of physical NICs. NICs are never created or deleted. */
export function compareLanInterfaces(
  required: readonly RequiredLanInterface[],
  observed: ObservedIndex,
): ResourceDifference {
  const changes: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const wanted of required) {
    const address = resourceAddress('lanInterface', wanted.name);
    const current = observed.lanInterface.get(wanted.name);
    const areaGap = observed.gapFor('lanInterfaces');
    if (areaGap !== undefined) {
      diagnostics.push(unknownState(address, 'configuration', areaGap));
      continue;
    }
    if (current === undefined) {
      if (observed.isToldGone(address)) continue;
      const gap = observed.gapFor('lanInterface', wanted.name);
      if (gap !== undefined) {
        diagnostics.push(unknownState(address, 'configuration', gap));
        continue;
      }
      diagnostics.push(
        errorDiagnostic(
          'interface-not-found',
          `${wanted.name} is not a NIC of this host`,
          `nwmgr lists: ${observed.host.lanInterfaces.map((nic) => nic.name).join(', ') || 'no NIC'}. Correct the name in the desired state.`,
          address,
        ),
      );
      continue;
    }
    if (wanted.checksumOffload !== undefined && checksumOffloadOf(current) === null) {
      diagnostics.push(unknownState(address, 'checksum offload', observed.gapFor('lanInterface', wanted.name)));
      continue;
    }
    if (wanted.segmentationOffload !== undefined && current.virtualMtuBytes === null) {
      diagnostics.push(unknownState(address, 'segmentation offload', observed.gapFor('lanInterface', wanted.name)));
      continue;
    }
    const running = changedFields([
      { path: 'checksumOffload', before: checksumOffloadOf(current), after: wanted.checksumOffload },
      { path: 'segmentationOffload', before: segmentationOffloadOf(current), after: wanted.segmentationOffload },
    ]);
    const fields = running.length > 0 ? running : savedOffloadDifferences(wanted, observed);
    if (fields.length === 0) continue;
    changes.push({
      address,
      kind: 'lanInterface',
      action: 'update',
      fields,
      ...(wanted.derivedBy === undefined ? {} : { derivedBy: wanted.derivedBy }),
    });
  }
  return { changes, diagnostics };
}

/**
 * What of a NIC that runs as required is saved otherwise. Where only one direction of checksum offload is known, it speaks for
 * both: then it differs, or nothing is known to.
 */
function savedOffloadDifferences(wanted: RequiredLanInterface, observed: ObservedIndex): readonly FieldChange[] {
  const saved = observed.saved.lanInterface.get(wanted.name);
  if (saved === undefined) return [];
  const { receiveChecksumOffload: receive, transmitChecksumOffload: transmit } = saved;
  const filled = {
    ...saved,
    receiveChecksumOffload: receive ?? transmit,
    transmitChecksumOffload: transmit ?? receive,
  };
  return savedDifferences([
    { path: 'checksumOffload', before: checksumOffloadOf(filled), after: wanted.checksumOffload },
    { path: 'segmentationOffload', before: segmentationOffloadOf(saved), after: wanted.segmentationOffload },
  ]);
}

/** Running or saved offload settings of a NIC. */
type Offload = Pick<SavedLanInterface, 'receiveChecksumOffload' | 'transmitChecksumOffload' | 'virtualMtuBytes'>;

/** Receive and transmit checksum offload as one value; null when either is unknown. */
export function checksumOffloadOf(nic: Offload): OnOff | 'receive only' | 'transmit only' | null {
  const { receiveChecksumOffload: receive, transmitChecksumOffload: transmit } = nic;
  if (receive === null || transmit === null) return null;
  if (receive === transmit) return receive;
  return receive === 'on' ? 'receive only' : 'transmit only';
}

/** TSO is on when the virtual MTU is not 0 (Ethernet Support Guide for 11i v3 p. 35). */
function segmentationOffloadOf(nic: Offload): OnOff | null {
  if (nic.virtualMtuBytes === null) return null;
  return nic.virtualMtuBytes === 0 ? 'off' : 'on';
}
