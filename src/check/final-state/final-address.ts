import { atOnce } from '../at-once';
import type { Projection } from '../clause';
import type { Situation } from '../situation';

/** An IPv4 address that the plan puts on an interface is one that the VM host had: plans move addresses, and make none up. */
export function finalAddresses(situation: Situation): readonly Projection[] {
  const known = new Set(situation.host.addresses.map(({ address }) => address));
  return atOnce(situation, ({ action }) =>
    action.kind === 'plumb' && !known.has(action.address)
      ? `${action.interface} gets ${action.address}, which the VM host did not have`
      : undefined,
  );
}
