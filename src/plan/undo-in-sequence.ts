import { HPVMNET } from './host-commands';
import type { Operation } from './operation';

type Undo = Operation['undo'];

/**
 * What takes each operation back when the operations ran in this sequence and are taken back from the last to the first.
 *
 * - Port VLANs live on the vswitch: one that was gone before a guest NIC left it brings the VLAN of that port back
 *   itself, and one that a guest NIC left before brings back all VLANs but that.
 * - A vswitch is created only on a group that has ports: nothing brings back one that was removed from an empty group.
 *
 * @returns the undo commands of each operation, in the sequence given; null where nothing takes it back
 */
export function undoInSequence(operations: readonly Operation[]): readonly Undo[] {
  const goneVswitches = new Set<string>();
  const leftPorts = new Set<string>();
  const emptyGroups = new Set<string>();
  return operations.map(({ effect, undo }) => {
    switch (effect.type) {
      case 'guest-nic-remove':
      case 'guest-nic-change': {
        const vswitch = effect.type === 'guest-nic-remove' ? effect.vswitch : effect.from;
        const port = effect.type === 'guest-nic-remove' ? effect.port : effect.fromPort;
        if (goneVswitches.has(vswitch)) return without(undo, () => true);
        leftPorts.add(portOf(vswitch, port));
        return undo;
      }
      case 'apa-clear':
        emptyGroups.add(effect.group);
        return undo;
      case 'apa-join':
        emptyGroups.delete(effect.group);
        return undo;
      case 'vswitch-halt':
        return without(undo, (port) => leftPorts.has(portOf(effect.vswitch, port)));
      case 'vswitch-delete':
        goneVswitches.add(effect.vswitch);
        if (effect.uplink !== null && emptyGroups.has(effect.uplink)) return null;
        return without(undo, (port) => leftPorts.has(portOf(effect.vswitch, port)));
      default:
        return undo;
    }
  });
}

/** The same without the commands that set VLANs of these ports. */
function without(undo: Undo, isLeftOut: (port: number) => boolean): Undo {
  return (
    undo?.filter(([program, , , , setting = '']) => {
      const port = program === HPVMNET ? /^portid:(\d+):vlanid:/.exec(setting)?.[1] : undefined;
      return port === undefined || !isLeftOut(Number(port));
    }) ?? null
  );
}

function portOf(vswitch: string, port: number | null): string {
  return `${vswitch} ${String(port)}`;
}
