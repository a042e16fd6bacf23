import { compareText } from '../model/canonical-json';
import type { ObservedGuest, ObservedGuestNic, ObservedVswitch } from '../model/observed-host';
import type { GuestName } from '../model/names';
import { success, type Result } from '../model/result';
import type { Evidence } from './evidence';
import { parseGuestStatus } from './parsers/parse-guest-status';
import { parseHpvmstatus, type HpvmstatusGuest } from './parsers/parse-hpvmstatus';
import { parseHpvmstatusDetails } from './parsers/parse-hpvmstatus-details';
import { parseHpvmstatusDevices } from './parsers/parse-hpvmstatus-devices';
import type { NetworkDevice } from './parsers/parse-network-device';

/** State of a guest that was migrated away, as `hpvmstatus` prints it (Integrity VM 4.2 Release Notes, 9.2.3, p. 84). */
const NOT_RUNNABLE = 'Off (NR)';

/** Guests and their NICs. */
export interface ObservedGuests {
  /** By name. */
  readonly guests: readonly ObservedGuest[];
  /** By guest, then slot. */
  readonly guestNics: readonly ObservedGuestNic[];
}

/** Joins the listing of guests with their devices, and each device with the VLAN of its vswitch port. */
export function observeGuests(evidence: Evidence, vswitches: readonly ObservedVswitch[]): ObservedGuests {
  const listing = evidence.read('guests', { probe: 'guests', object: null, parse: parseHpvmstatus }) ?? [];
  const sorted = [...listing].sort((left, right) => compareText(left.name, right.name));
  return {
    guests: sorted.map(({ name, number, stateText, state }) => ({
      name,
      number,
      stateText,
      state,
      hasPendingConfiguration: readPending(evidence, name),
      isModifiable: readModifiable(evidence, name, stateText),
    })),
    guestNics: sorted.flatMap((guest) =>
      readDevices(evidence, guest).map((device) => ({
        guest: guest.name,
        ...device,
        vlanId: vlanOf(evidence, guest.name, device, vswitches),
      })),
    ),
  };
}

function readDevices(evidence: Evidence, guest: HpvmstatusGuest): readonly NetworkDevice[] {
  const subject = `guest.${guest.name}`;
  const devices = devicesOf(evidence, guest.name);
  if (!devices.ok) {
    evidence.miss(subject, 'guest-devices', guest.name, devices.diagnostics);
    return [];
  }
  if (devices.value.length !== guest.nicCount) {
    const why = `hpvmstatus counts ${guest.nicCount} network devices, but ${devices.value.length} are listed.`;
    evidence.miss(subject, 'guest-devices', guest.name, why);
  }
  return [...devices.value].sort((left, right) => compareText(left.slot, right.slot));
}

/** The device strings; the table of the detail page only when they failed. */
function devicesOf(evidence: Evidence, guest: GuestName): Result<readonly NetworkDevice[]> {
  const devices = evidence.attempt({ probe: 'guest-devices', object: guest, parse: parseHpvmstatusDevices });
  if (devices.ok || evidence.frame('guest-details', guest) === undefined) return devices;
  const details = evidence.attempt({ probe: 'guest-details', object: guest, parse: parseHpvmstatusDetails });
  return details.ok ? details : devices;
}

function readPending(evidence: Evidence, guest: GuestName): boolean | null {
  const question = { probe: 'guest-pending', object: guest, parse: (text: string) => success(text.trim()) } as const;
  const answer = evidence.read(`guest.${guest}`, question);
  if (answer === undefined) return null;
  return answer === 'present';
}

/**
 * A page without the attribute leaves it unknown, and is no gap: old releases do not have it. `Off (NR)` says it as well: such a
 * guest is the source of a migration, and marked not modifiable (Integrity VM 4.2 Release Notes, 9.2.3, p. 84).
 */
function readModifiable(evidence: Evidence, guest: GuestName, stateText: string): boolean | null {
  const subject = `guestStatus.${guest}`;
  const status = evidence.read(subject, { probe: 'guest-status', object: guest, parse: parseGuestStatus });
  if (status !== undefined && status.guest !== guest)
    evidence.miss(subject, 'guest-status', guest, 'The page names another guest.');
  else if (status !== undefined && status.isModifiable !== null) return status.isModifiable;
  return stateText === NOT_RUNNABLE ? false : null;
}

/** VLANs belong to vswitch ports: a port we cannot see leaves the VLAN unknown, not untagged. */
function vlanOf(
  evidence: Evidence,
  guest: GuestName,
  device: NetworkDevice,
  vswitches: readonly ObservedVswitch[],
): ObservedGuestNic['vlanId'] {
  const vswitch = vswitches.find((candidate) => candidate.name === device.vswitch);
  const port = vswitch?.ports.find((candidate) => candidate.port === device.port);
  if (port !== undefined) return port.vlanId;
  const isExplained = evidence.gaps.some(({ subject }) => ['vswitches', `vswitch.${device.vswitch}`].includes(subject));
  if (!isExplained) {
    const where =
      vswitch === undefined ? 'no such vswitch is listed' : `its table does not list port ${device.port ?? '?'}`;
    const why = `${guest} is attached to ${device.vswitch}, but ${where}.`;
    evidence.miss(`guestNic.${guest}:${device.slot}`, 'vswitch-ports', device.vswitch, why);
  }
  return 'unknown';
}
