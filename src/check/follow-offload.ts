import type { Action } from './action';
import type { Situation } from './situation';

/** Offload settings of one NIC. What could not be read is taken for on. */
export type OffloadState = {
  readonly rx: boolean;
  readonly tx: boolean;
  /** TCP segmentation offload: a virtual MTU that is not 0 (Ethernet Support Guide for 11i v3, p. 35). */
  readonly segmentation: boolean;
};

/** The settings as the plan finds them. */
export function offloadAtStart(situation: Situation, nic: string): OffloadState {
  const found = situation.nic.get(nic);
  return {
    rx: found?.receiveChecksumOffload !== 'off',
    tx: found?.transmitChecksumOffload !== 'off',
    segmentation: found?.virtualMtuBytes !== 0,
  };
}

/** The settings after a step; steps about other NICs leave them as they are. */
export function followOffload(state: OffloadState, action: Action, nic: string): OffloadState {
  const { rx, tx, segmentation } = state;
  if (action.kind === 'set-virtual-mtu' && action.nic === nic) return { rx, tx, segmentation: action.bytes !== 0 };
  if (action.kind !== 'set-checksum-offload' || action.nic !== nic) return { rx, tx, segmentation };
  return action.direction === 'rx' ? { rx: action.isOn, tx, segmentation } : { rx, tx: action.isOn, segmentation };
}

/** Checksum offload in either direction. */
export function offloadsChecksums(state: OffloadState): boolean {
  return state.rx || state.tx;
}
