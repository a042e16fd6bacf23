import { resourceAddress } from '../../model/resource';
import type { Change } from '../../diff/change';
import { CH_RC } from '../host-commands';
import { BY_CHANGE, assumedSeconds, type Lowered, type Operation } from '../operation';
import type { PlanningContext } from '../planning-context';

const HPVMCONF = '/etc/rc.config.d/hpvmconf';

/** Frames that a host uses when HPVMMACADDRFRAMES is not set (Integrity VM 4.2.5 Release Notes, 7.2.17, p. 75). */
export const DEFAULT_MAC_ADDRESS_FRAMES = 3;

/** Lowers a change of HPVMMACADDRFRAMES. */
export function lowerTunables(change: Change, context: PlanningContext): Lowered {
  const frames = change.fields.find((field) => field.path === 'macAddressFrames')?.after;
  if (typeof frames !== 'number') return { operations: [], links: [] };
  const before = context.observed.tunables.macAddressFrames;
  const title =
    frames === 0 ? 'Switch MAC address validation off' : `Validate guest MAC addresses with ${String(frames)} frames`;
  return {
    operations: [setMacAddressFrames({ key: 'tunables/macAddressFrames', frames, before, title, purpose: BY_CHANGE })],
    links: [],
  };
}

/** Sets HPVMMACADDRFRAMES; `before` is null where the file does not name it. A plan may do so more than once. */
export function setMacAddressFrames(input: {
  readonly key: string;
  readonly frames: number;
  readonly before: number | null;
  readonly title: string;
  readonly purpose: Operation['purpose'];
}): Operation {
  const { key, frames, before, title, purpose } = input;
  const set = (value: number): readonly string[] => [CH_RC, '-a', '-p', `HPVMMACADDRFRAMES=${String(value)}`, HPVMCONF];
  return {
    key,
    address: resourceAddress('tunables'),
    effect: { type: 'mac-address-frames', frames },
    title,
    command: set(frames),
    phase: 'running',
    durationSeconds: assumedSeconds(0.1, 0.5, 2),
    undo: before === null ? [[CH_RC, '-r', '-p', 'HPVMMACADDRFRAMES', HPVMCONF]] : [set(before)],
    confidence: 'documented',
    source: 'Integrity VM 4.2.5 Release Notes p. 75; ch_rc(1M); when a changed value takes effect is not stated',
    isDestructive: false,
    purpose,
  };
}

/**
 * Most frames with which the MAC address of a guest NIC may be probed while a plan runs: the number may change before or
 * after the NIC is added, and where it is 0 it is raised for as long as NICs are added.
 */
export function probeFrames({ desired, observed }: PlanningContext): number {
  const before = observed.tunables.macAddressFrames ?? DEFAULT_MAC_ADDRESS_FRAMES;
  const after = desired.tunables?.macAddressFrames ?? before;
  const most = Math.max(before, after);
  return most === 0 ? DEFAULT_MAC_ADDRESS_FRAMES : most;
}
