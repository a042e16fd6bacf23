import type { InterfaceName } from '../model/names';
import type { PlanningContext } from './planning-context';

/** Checksum offload of a NIC, in either direction, before and after a plan. What could not be read counts as on. */
export interface ChecksumOffloadTransition {
  readonly isOnBefore: boolean;
  readonly isOnAfter: boolean;
}

/** The transition of one NIC. */
export function checksumOffloadOfPlan(nic: InterfaceName, context: PlanningContext): ChecksumOffloadTransition {
  const observed = context.index.lanInterface.get(nic);
  const isOnBefore = observed?.receiveChecksumOffload !== 'off' || observed.transmitChecksumOffload !== 'off';
  const wanted = context.offloadChanges.get(nic)?.find((field) => field.path === 'checksumOffload')?.after;
  return { isOnBefore, isOnAfter: wanted === undefined ? isOnBefore : wanted === 'on' };
}

/** NICs behind an interface before or after the plan, itself included. */
export function nicsBehindEver(uplink: InterfaceName, context: PlanningContext): readonly InterfaceName[] {
  return [...new Set([uplink, ...(context.portsBefore.get(uplink) ?? []), ...(context.portsAfter.get(uplink) ?? [])])];
}
