import { resourceAddress } from '../../model/resource';
import type { VswitchName } from '../../model/names';
import { HPVMNET } from '../host-commands';
import { assumedSeconds, type Operation } from '../operation';

/** `hpvmnet -S vswitch -u portid:P:vlanid:V`. */
export function portVlanCommand(vswitch: VswitchName, port: number, id: number | null): readonly string[] {
  return [HPVMNET, '-S', vswitch, '-u', `portid:${String(port)}:vlanid:${id === null ? 'none' : String(id)}`];
}

/**
 * Sets (or with null clears) the VLAN id of one vswitch port. `before` is undefined when the port is new. Clearing takes an id away with
 * a word that no readable document shows, so that a person has to approve it.
 */
export function setPortVlan(input: {
  readonly vswitch: VswitchName;
  readonly port: number;
  readonly vlanId: number | null;
  readonly before: number | null | undefined;
  readonly address: Operation['address'];
  readonly whose: string;
  readonly purpose: Operation['purpose'];
}): Operation {
  const { vswitch, port, vlanId, before } = input;
  return {
    key: `${resourceAddress('vswitch', vswitch)}/port-${String(port).padStart(3, '0')}-vlan`,
    address: input.address,
    effect: { type: 'port-vlan', vswitch, port, vlanId },
    title:
      vlanId === null
        ? `Clear the VLAN of port ${String(port)} on ${vswitch} (${input.whose})`
        : `Put port ${String(port)} of ${vswitch} (${input.whose}) on VLAN ${String(vlanId)}`,
    command: portVlanCommand(vswitch, port, vlanId),
    phase: 'running',
    durationSeconds: assumedSeconds(0.5, 1, 5),
    undo: [portVlanCommand(vswitch, port, before ?? null)],
    confidence: vlanId === null ? 'recalled' : 'observed',
    source:
      vlanId === null
        ? 'hpvmnet(1M) as recalled (`vlanid:none`); published listings show `none` for a port without VLAN'
        : 'field use on Integrity VM 4.x: silent on success, vswitch Up and port Active',
    isDestructive: vlanId === null,
    purpose: input.purpose,
  };
}
