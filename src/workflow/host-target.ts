import type { DesiredHost } from '../model/desired-host';
import type { HostTarget } from './ports';

/** Where a described host is reached: what its document says, else its own name (which ssh_config may rewrite). */
export function targetOf(desired: DesiredHost): HostTarget {
  return { host: desired.host, connection: desired.connection ?? { address: desired.host } };
}
