import type { InterfaceName } from '../../model/names';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { GroupShape } from './apa-commands';
import { addAddress, removeAddress, saveAddress } from './host-address';

/** What moving the host's own address along with a rebuilt group takes, by its place in the sequence. */
export interface RelocatedAddress {
  readonly beforeClear: readonly Operation[];
  readonly afterClear: readonly Operation[];
  readonly afterBuild: readonly Operation[];
  readonly persist: readonly Operation[];
}

const NOTHING: RelocatedAddress = { beforeClear: [], afterClear: [], afterBuild: [], persist: [] };

/**
 * Keeps the VM host's address across the rebuilding of a group.
 *
 * A failover group takes over the address of its primary port and gives it back when it is cleared (APA Administrator's
 * Guide, 11i v3, March 2014, p. 82); an aggregate of any other mode carries the address itself, and nobody documents
 * what becomes of it when the aggregate is emptied, so it is taken off first and put back at the end. Which port is the
 * primary is read from netconf; when it cannot be told, the plan is refused by the rule keep-host-address.
 */
export function relocatedAddress(
  group: InterfaceName,
  before: GroupShape,
  after: GroupShape,
  context: PlanningContext,
): RelocatedAddress {
  const own = context.observed.addresses.find((entry) => entry.interface === group);
  if (own === undefined) return NOTHING;
  const netconf = context.observed.netconf.find((entry) => entry.address === own.address);
  const home = homeOf(group, before, own.address, context);
  const target = after.mode === 'LAN_MONITOR' ? after.ports[0] : group;
  if (home === undefined || target === undefined) return NOTHING;
  const purpose = { rule: 'keep-host-address', why: `the VM host keeps its address ${own.address} through the change` };
  const remove = removeAddress({ name: home, group, address: own.address, netmask: own.netmask, purpose });
  const add = addAddress({ name: target, group, address: own.address, netmask: own.netmask, purpose });
  const persist =
    netconf === undefined || netconf.interface === target
      ? []
      : [saveAddress({ index: netconf.index, before: netconf.interface, after: target, group, address: own.address })];
  const wasFailover = before.mode === 'LAN_MONITOR';
  const becomesFailover = after.mode === 'LAN_MONITOR';
  if (wasFailover && becomesFailover && home === target) return { ...NOTHING, persist };
  return {
    beforeClear: wasFailover ? [] : [remove],
    afterClear: [...(wasFailover ? [remove] : []), ...(becomesFailover ? [add] : [])],
    afterBuild: becomesFailover ? [] : [add],
    persist,
  };
}

/** Interface that holds the group's address while the group is empty; undefined when it cannot be told. */
export function homeOf(
  group: InterfaceName,
  before: GroupShape,
  address: string,
  context: PlanningContext,
): InterfaceName | undefined {
  if (before.mode !== 'LAN_MONITOR') return group;
  const named = context.observed.netconf.find((entry) => entry.address === address)?.interface;
  return named !== undefined && before.ports.includes(named) ? named : undefined;
}
