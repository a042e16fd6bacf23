import { Construct } from 'constructs';

import type { AdapterType } from './adapter-type';
import { IntegrityVmHost } from './integrity-vm-host';
import { checkValue, refuseToken } from './private/check-value';
import { constructError } from './private/construct-error';
import { declare } from './private/declaration';
import { protection } from './private/protection';
import { requireSameHost } from './private/same-host';
import { hasTypeTag, tagType } from './private/type-tag';
import type { IVSwitch } from './vswitch-reference';

/** A NIC of a guest, apart from the vswitch it is connected to. */
export interface GuestNicOptions {
  /** Name of the virtual machine. */
  readonly guest: string;
  /** Place in the guest, `bus,device`, each 0 to 7. Guest and slot together are the identity of the NIC. */
  readonly slot: string;
  /**
   * VLAN of the vswitch port, 0 to 4094: frames are tagged outside the guest, untagged towards it.
   *
   * @default - not managed, unless `untagged` is set
   */
  readonly vlanId?: number;
  /**
   * Set to true to keep the vswitch port out of every VLAN. Excludes `vlanId`. To take a port out of the VLAN it is in needs
   * approval: `vlanid:none` of `hpvmnet -u` is recalled (decision 0007).
   *
   * @default false
   */
  readonly untagged?: boolean;
  /**
   * Kind of adapter the guest sees.
   *
   * @default - not managed; required for a NIC that does not exist yet
   */
  readonly adapter?: AdapterType;
  /**
   * Number of the vswitch port, 0 to 511.
   *
   * @default - not managed; the planner picks a free one for a NIC that does not exist yet
   */
  readonly port?: number;
  /**
   * Station address, locally administered and not multicast.
   *
   * @default - not managed; the host generates one, which HP advises
   */
  readonly mac?: string;
  /**
   * Longest interruption in seconds, 0 or more, that a plan may cause to this NIC while its guest runs, by replacing
   * it or by taking its vswitch down. Compared with the most that the plan says it may take; a plan over it is blocked, with
   * what makes it so long. It changes nothing on the host.
   *
   * @default - no limit
   */
  readonly maxOutageSeconds?: number;
  /**
   * Set to true to block every plan that would remove or replace the NIC, or interrupt it while its guest runs.
   * It changes nothing on the host. Once the construct is gone from the code, so is the protection.
   *
   * @default false
   */
  readonly protect?: boolean;
}

/** A NIC of a guest and the vswitch it is connected to. */
export interface GuestNicProps extends GuestNicOptions {
  /** vswitch of the same host. */
  readonly vswitch: IVSwitch;
}

/**
 * A NIC of a guest. Shorter to write with {@link IVSwitch.connect}.
 *
 * Removing it from the code removes the NIC from the guest when this tool made it. That needs approval, in `terraform apply`
 * through `acceptRecalledCommands` of the host: the form of `hpvmmodify -d` is recalled, not read in a
 * document (decision 0007), and a wrong form could fail in the middle of a change.
 */
export class GuestNic extends Construct {
  /** True for a GuestNic, also one of another copy of this library. */
  public static isGuestNic(candidate: unknown): candidate is GuestNic {
    return hasTypeTag(candidate, 'GuestNic');
  }

  public readonly host: IntegrityVmHost;
  /** Name of the virtual machine. */
  public readonly guest: string;
  /** Place in the guest, `bus,device`. */
  public readonly slot: string;

  constructor(scope: Construct, id: string, props: GuestNicProps) {
    super(scope, id);
    tagType(this, 'GuestNic');
    this.host = IntegrityVmHost.of(this);
    const { guest, slot, vlanId, untagged, adapter, port, mac, maxOutageSeconds } = props;
    checkValue(this, 'guest', 'guestName', guest);
    checkValue(this, 'slot', 'slot', slot);
    checkValue(this, 'vlanId', 'vlanId', vlanId);
    refuseToken(this, 'untagged', untagged);
    checkValue(this, 'adapter', 'adapter', adapter);
    checkValue(this, 'port', 'vswitchPort', port);
    checkValue(this, 'mac', 'mac', mac);
    checkValue(this, 'maxOutageSeconds', 'maxOutageSeconds', maxOutageSeconds);
    requireSameHost(this, this.host, 'vswitch', props.vswitch);
    if (untagged === true && vlanId !== undefined) {
      throw constructError(
        this,
        `vlanId is ${String(vlanId)} and untagged is true; a port is either in one VLAN or in none`,
      );
    }
    this.guest = guest;
    this.slot = slot;
    declare(this, {
      list: 'guestNics',
      element: {
        guest,
        slot,
        vswitch: props.vswitch.vswitchName,
        vlanId: untagged === true ? null : vlanId,
        adapter,
        port,
        mac,
        maxOutageSeconds,
        protect: protection(this, props.protect),
      },
    });
  }
}
