import type { IConstruct } from 'constructs';

import type { IntegrityVmHost } from './integrity-vm-host';

/**
 * A NIC of the host that can be a port of an aggregate. Guest NICs are none: Integrity VM does not support APA on a guest
 * (Integrity VM 4.2.5 Release Notes, 7.2.18, p. 75).
 */
export interface IApaPort extends IConstruct {
  /** Host the NIC belongs to. */
  readonly host: IntegrityVmHost;
  /** Interface name, for example `lan1`. */
  readonly apaPortName: string;
}
