import type { ProbeFrame } from '../../../src/discovery/parsers/parse-frames';
import type { Random } from '../random';
import type { DeclaredHost } from './declared-host';
import { anyOf } from './relevant-change';

/** A listing that failed or came back damaged, and that something declared is read from. */
interface UnreadableAnswer {
  readonly name: string;
  /** Undefined where nothing that is declared is read from it. */
  readonly change: (host: DeclaredHost, random: Random) => readonly ProbeFrame[] | undefined;
}

function failing(
  frames: readonly ProbeFrame[],
  isIt: (frame: ProbeFrame) => boolean,
): readonly ProbeFrame[] | undefined {
  if (!frames.some(isIt)) return undefined;
  return frames.map((frame) =>
    isIt(frame) ? { ...frame, stdout: '', stderr: 'Unable to continue.\n', status: 1 } : frame,
  );
}

function withoutRow(frames: readonly ProbeFrame[], probe: ProbeFrame['probe'], name: string): readonly ProbeFrame[] {
  return frames.map((frame) =>
    frame.probe === probe ? { ...frame, stdout: frame.stdout.replace(new RegExp(`^${name} .*\n`, 'm'), '') } : frame,
  );
}

/** What could not be read: nobody knows whether it drifts, and that has to be said. */
export const UNREADABLE_ANSWERS: readonly UnreadableAnswer[] = [
  {
    name: 'hpvmnet fails',
    change: ({ frames, loaded: { desired } }) =>
      desired.vswitches?.length === 0 ? undefined : failing(frames, ({ probe }) => probe === 'vswitches'),
  },
  {
    name: 'a row of hpvmnet is cut off',
    change: ({ frames, loaded: { desired } }, random) => {
      const name = anyOf(random, desired.vswitches ?? [])?.name;
      if (name === undefined) return undefined;
      return frames.map((frame) =>
        frame.probe === 'vswitches'
          ? { ...frame, stdout: frame.stdout.replace(new RegExp(`^${name} .*$`, 'm'), (row) => row.slice(0, 12)) }
          : frame,
      );
    },
  },
  {
    name: 'the ports of a vswitch cannot be read',
    change: ({ frames, state, loaded: { desired } }, random) => {
      const wanted = anyOf(random, desired.guestNics?.filter(({ vlanId }) => vlanId !== undefined) ?? []);
      const nics = state.guests.find(({ name }) => name === wanted?.guest)?.nics;
      const vswitch = nics?.find(({ slot }) => slot === wanted?.slot)?.vswitch;
      return failing(frames, ({ probe, object }) => probe === 'vswitch-ports' && object === vswitch);
    },
  },
  {
    name: 'the devices of a guest cannot be read',
    change: ({ frames, loaded: { desired } }, random) => {
      const guest = anyOf(random, desired.guestNics ?? [])?.guest;
      if (guest === undefined) return undefined;
      return failing(frames, ({ probe, object }) => probe === 'guest-devices' && object === guest)?.flatMap((frame) =>
        frame.probe === 'guest-devices' && frame.object === guest
          ? [frame, { ...frame, probe: 'guest-details' }]
          : [frame],
      );
    },
  },
  {
    name: 'the attributes of a NIC cannot be read',
    change: ({ frames, loaded: { desired } }, random) => {
      const nic = anyOf(random, desired.lanInterfaces ?? [])?.name;
      return failing(frames, ({ probe, object }) => probe === 'nic-attributes' && object === nic);
    },
  },
  {
    name: 'nwmgr fails',
    change: ({ frames }) => failing(frames, ({ probe }) => probe === 'interfaces'),
  },
  {
    name: 'nwmgr leaves out a card that the kernel has claimed',
    change: ({ frames, loaded: { desired } }, random) => {
      const nic = anyOf(random, desired.lanInterfaces ?? [])?.name;
      return nic === undefined ? undefined : withoutRow(frames, 'interfaces', nic);
    },
  },
  {
    name: 'hpvmstatus fails',
    change: ({ frames, loaded: { desired } }) =>
      desired.guestNics?.length === 0 ? undefined : failing(frames, ({ probe }) => probe === 'guests'),
  },
  {
    name: 'hpvmstatus leaves out a guest that works on a port',
    change: ({ frames, state, loaded: { desired } }, random) => {
      const on = state.guests.filter(
        ({ name, isOn, nics }) =>
          isOn &&
          desired.guestNics?.some(({ guest }) => guest === name) === true &&
          nics.some(
            (nic) =>
              nic.isClaimed && state.vswitches.some(({ name: vswitch, isUp }) => isUp && vswitch === nic.vswitch),
          ),
      );
      const guest = anyOf(random, on)?.name;
      return guest === undefined ? undefined : withoutRow(frames, 'guests', guest);
    },
  },
  {
    name: 'nwmgr tells nothing of groups',
    change: ({ frames, loaded: { desired } }) =>
      desired.apaGroups?.length === 0 ? undefined : failing(frames, ({ probe }) => /^aggregate/.test(probe)),
  },
  {
    name: 'hpvmconf may not be read',
    change: ({ frames, loaded: { desired } }) =>
      desired.tunables?.macAddressFrames === undefined
        ? undefined
        : frames.map((frame) =>
            frame.probe === 'hpvmconf' ? { ...frame, stdout: '', status: 'unreadable' as const } : frame,
          ),
  },
];
