import type { IConstruct } from 'constructs';

import type { IntegrityVmHost } from './integrity-vm-host';

/**
 * An interface of the host that can carry a vswitch or a host VLAN: a NIC or an aggregate. A host VLAN is none: nested
 * VLANs are not supported (vPars and Integrity VM V6.3 Administrator Guide, p. 122).
 */
export interface IUplink extends IConstruct {
  /** Host the interface belongs to. */
  readonly host: IntegrityVmHost;
  /** Interface name, for example `lan4` or `lan900`. */
  readonly uplinkName: string;
}
