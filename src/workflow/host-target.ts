import type { HostConnection } from '../model/desired-host';
import type { HostTarget } from './ports';

/** Where a host is reached: what its document or its plan says, else its own name (which ssh_config may rewrite). */
export function targetOf(described: { readonly host: string; readonly connection?: HostConnection }): HostTarget {
  return { host: described.host, connection: described.connection ?? { address: described.host } };
}
