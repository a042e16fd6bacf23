import { Construct } from 'constructs';

import { IntegrityVmHost } from './integrity-vm-host';
import { checkValue } from './private/check-value';
import { declare } from './private/declaration';
import { protection } from './private/protection';
import { requireSameHost } from './private/same-host';
import { hasTypeTag, tagType } from './private/type-tag';
import type { IUplink } from './uplink';

/** What is managed on a VLAN interface of the host. */
export interface HostVlanProps {
  /**
   * Interface name, `lan5000` to `lan8999`.
   *
   * @default - the construct id
   */
  readonly hostVlanName?: string;
  /** NIC or aggregate below the VLAN interface. To talk to guests, the uplink of their vswitch. */
  readonly uplink: IUplink;
  /** VLAN id, 0 to 4094. To talk to guests, the id of their vswitch ports. */
  readonly vlanId: number;
  /**
   * Set to true to block every plan that would remove or re-create the interface, or empty the aggregate below it.
   * It changes nothing on the host. Once the construct is gone from the code, so is the protection.
   *
   * @default false
   */
  readonly protect?: boolean;
}

/**
 * A VLAN interface of the host itself, for host-to-guest traffic in a VLAN. It cannot carry a vswitch: VLANs of guests
 * belong to the ports of the vswitch (vPars and Integrity VM V6.3 Administrator Guide, p. 122).
 */
export class HostVlan extends Construct {
  /** True for a HostVlan, also one of another copy of this library. */
  public static isHostVlan(candidate: unknown): candidate is HostVlan {
    return hasTypeTag(candidate, 'HostVlan');
  }

  public readonly host: IntegrityVmHost;
  public readonly hostVlanName: string;

  constructor(scope: Construct, id: string, props: HostVlanProps) {
    super(scope, id);
    tagType(this, 'HostVlan');
    this.host = IntegrityVmHost.of(this);
    const name = props.hostVlanName ?? id;
    checkValue(this, 'hostVlanName', 'hostVlanName', name);
    checkValue(this, 'vlanId', 'vlanId', props.vlanId);
    requireSameHost(this, this.host, 'uplink', props.uplink);
    this.hostVlanName = name;
    declare(this, {
      list: 'hostVlans',
      element: {
        name,
        uplink: props.uplink.uplinkName,
        vlanId: props.vlanId,
        protect: protection(this, props.protect),
      },
    });
  }
}
