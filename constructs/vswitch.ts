import { Construct } from 'constructs';

import { GuestNic, type GuestNicOptions } from './guest-nic';
import { IntegrityVmHost } from './integrity-vm-host';
import { checkValue } from './private/check-value';
import { declare } from './private/declaration';
import { protection } from './private/protection';
import { requireSameHost } from './private/same-host';
import { hasTypeTag, tagType } from './private/type-tag';
import type { IUplink } from './uplink';
import { VSwitchState } from './vswitch-state';
import type { IVSwitch } from './vswitch-reference';

/** What is managed on a vswitch. */
export interface VSwitchProps {
  /**
   * vswitch name, 1 to 8 characters.
   *
   * @default - the construct id
   */
  readonly vswitchName?: string;
  /**
   * NIC or aggregate that joins the vswitch to a network outside the host. Another one means that the vswitch is deleted
   * and made again, which needs the approval that a removal needs.
   *
   * @default - none: only guests of this host reach each other
   */
  readonly uplink?: IUplink;
  /**
   * NIC or aggregate that vswitchmgr, of HP Serviceguard, may move the vswitch to when the link of its uplink fails. Being
   * there is then no difference, as long as vswitchmgr runs. It changes nothing on the host.
   *
   * @default - none: the vswitch belongs on its uplink
   */
  readonly standbyUplink?: IUplink;
  /**
   * Whether the vswitch forwards.
   *
   * @default VSwitchState.UP
   */
  readonly state?: VSwitchState;
  /**
   * Longest interruption in seconds, 0 or more, that a plan may cause by taking the vswitch down. Compared with the
   * most that the plan says it may take; a plan over it is blocked, with what makes it so long. It changes nothing on the host.
   *
   * @default - no limit
   */
  readonly maxOutageSeconds?: number;
  /**
   * Set to true to block every plan that would halt, delete or re-create the vswitch.
   * It changes nothing on the host. Once the construct is gone from the code, so is the protection.
   *
   * @default false
   */
  readonly protect?: boolean;
}

/**
 * A vswitch that is managed: made when it does not exist.
 *
 * Removing it from the code deletes the vswitch when this tool made it and no guest uses it. That needs approval, in
 * `terraform apply` through `acceptRecalledCommands` of the host: the form of `hpvmnet -d` and its question
 * are recalled, not read in a document (decision 0007), and a wrong form could fail in the middle of a change.
 */
export class VSwitch extends Construct implements IVSwitch {
  /** True for a VSwitch, also one of another copy of this library. */
  public static isVSwitch(candidate: unknown): candidate is VSwitch {
    return hasTypeTag(candidate, 'VSwitch');
  }

  /** Refers to a vswitch of the host without managing it, `localnet` among them. */
  public static fromVSwitchName(scope: Construct, id: string, vswitchName: string): IVSwitch {
    class Import extends Construct implements IVSwitch {
      public readonly host = IntegrityVmHost.of(this);
      public readonly vswitchName = vswitchName;

      public connect(nicId: string, options: GuestNicOptions): GuestNic {
        return new GuestNic(this, nicId, { ...options, vswitch: this });
      }
    }
    const reference = new Import(scope, id);
    checkValue(reference, 'vswitchName', 'vswitchName', vswitchName);
    return reference;
  }

  public readonly host: IntegrityVmHost;
  public readonly vswitchName: string;

  constructor(scope: Construct, id: string, props: VSwitchProps = {}) {
    super(scope, id);
    tagType(this, 'VSwitch');
    this.host = IntegrityVmHost.of(this);
    const name = props.vswitchName ?? id;
    const state = props.state ?? VSwitchState.UP;
    checkValue(this, 'vswitchName', 'managedVswitchName', name);
    checkValue(this, 'state', 'vswitchState', state);
    checkValue(this, 'maxOutageSeconds', 'maxOutageSeconds', props.maxOutageSeconds);
    if (props.uplink !== undefined) requireSameHost(this, this.host, 'uplink', props.uplink);
    if (props.standbyUplink !== undefined) requireSameHost(this, this.host, 'standbyUplink', props.standbyUplink);
    this.vswitchName = name;
    declare(this, {
      list: 'vswitches',
      element: {
        name,
        uplink: props.uplink?.uplinkName ?? null,
        standbyUplink: props.standbyUplink?.uplinkName,
        state,
        maxOutageSeconds: props.maxOutageSeconds,
        protect: protection(this, props.protect),
      },
    });
  }

  public connect(id: string, options: GuestNicOptions): GuestNic {
    return new GuestNic(this, id, { ...options, vswitch: this });
  }
}
