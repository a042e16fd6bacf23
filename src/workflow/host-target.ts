import type { HostConnection } from '../model/desired-host';
import type { Plan } from '../plan/plan-document';
import type { HostTarget } from './ports';

/** Where a host is reached: what its document or its plan says, else its own name (which ssh_config may rewrite). */
export function targetOf(described: { readonly host: string; readonly connection?: HostConnection }): HostTarget {
  return { host: described.host, connection: described.connection ?? { address: described.host } };
}

/**
 * Where a host is reached when its plan has been carried out, and so where the plan is confirmed: at `connection.after`
 * when the plan takes the address off that we come in on, else where it was. A path that is only interrupted comes back
 * with the same address.
 */
export function targetAfter(plan: Pick<Plan, 'host' | 'connection' | 'managementPath'>): HostTarget {
  const { host, connection } = targetOf(plan);
  const { after } = connection;
  return {
    host,
    connection: plan.managementPath.moves === true && after !== undefined ? { ...connection, ...after } : connection,
  };
}

/** The same host and login at the address and port of another target. */
export function withAddressOf(target: HostTarget, other: HostTarget): HostTarget {
  const { address, port } = other.connection;
  return { ...target, connection: { ...target.connection, address, ...(port === undefined ? {} : { port }) } };
}

/** The same host for somebody who only looks at it: as `connection.discovery` says, where it does. */
export function targetForReading({ host, connection }: HostTarget): HostTarget {
  return { host, connection: { ...connection, ...connection.discovery } };
}
