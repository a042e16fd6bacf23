import { resourceAddress } from '../../model/resource';
import type { Change } from '../../diff/change';
import { CH_RC } from '../host-commands';
import { assumedSeconds, type Lowered } from '../operation';
import type { PlanningContext } from '../planning-context';

const HPVMCONF = '/etc/rc.config.d/hpvmconf';

/** Lowers a change of HPVMMACADDRFRAMES. */
export function lowerTunables(change: Change, context: PlanningContext): Lowered {
  const frames = change.fields.find((field) => field.path === 'macAddressFrames')?.after;
  if (typeof frames !== 'number') return { operations: [], links: [] };
  const before = context.observed.tunables.macAddressFrames;
  const set = (value: number): readonly string[] => [CH_RC, '-a', '-p', `HPVMMACADDRFRAMES=${String(value)}`, HPVMCONF];
  return {
    operations: [
      {
        key: 'tunables/macAddressFrames',
        address: resourceAddress('tunables'),
        effect: { type: 'mac-address-frames', frames },
        title:
          frames === 0
            ? 'Switch MAC address validation off'
            : `Validate guest MAC addresses with ${String(frames)} frames`,
        command: set(frames),
        phase: 'running',
        durationSeconds: assumedSeconds(0.1, 0.5, 2),
        undo: before === null ? [[CH_RC, '-r', '-p', 'HPVMMACADDRFRAMES', HPVMCONF]] : [set(before)],
        confidence: 'documented',
        source: 'Integrity VM 4.2.5 Release Notes p. 75; ch_rc(1M)',
        isDestructive: false,
        purpose: { rule: 'change', why: 'the desired state says so' },
      },
    ],
    links: [],
  };
}
