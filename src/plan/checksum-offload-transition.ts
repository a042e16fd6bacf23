import type { InterfaceName } from '../model/names';
import type { PlanningContext } from './planning-context';

/** Whether a NIC offloads checksums, in either direction, before the plan. What could not be read counts as on. */
export function offloadsChecksumsBefore(nic: InterfaceName, { index }: PlanningContext): boolean {
  const observed = index.lanInterface.get(nic);
  return observed?.receiveChecksumOffload !== 'off' || observed.transmitChecksumOffload !== 'off';
}

/** NICs behind an interface before or after the plan, itself included. */
export function nicsBehindEver(uplink: InterfaceName, context: PlanningContext): readonly InterfaceName[] {
  return [...new Set([uplink, ...(context.portsBefore.get(uplink) ?? []), ...(context.portsAfter.get(uplink) ?? [])])];
}
