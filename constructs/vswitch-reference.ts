import type { IConstruct } from 'constructs';

import type { GuestNic, GuestNicOptions } from './guest-nic';
import type { IntegrityVmHost } from './integrity-vm-host';

/** A vswitch that guest NICs can be connected to. */
export interface IVSwitch extends IConstruct {
  /** Host the vswitch belongs to. */
  readonly host: IntegrityVmHost;
  /** vswitch name, for example `vmlan4`. */
  readonly vswitchName: string;

  /** Connects a NIC of a guest; the GuestNic becomes a child of this construct. */
  connect(id: string, options: GuestNicOptions): GuestNic;
}
