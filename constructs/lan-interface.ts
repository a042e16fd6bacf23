import { Construct } from 'constructs';

import type { IApaPort } from './apa-port';
import { IntegrityVmHost } from './integrity-vm-host';
import type { Offload } from './offload';
import { checkValue } from './private/check-value';
import { declare } from './private/declaration';
import { protection } from './private/protection';
import { hasTypeTag, tagType } from './private/type-tag';
import type { IUplink } from './uplink';

/** A NIC of the host: can carry a vswitch or a host VLAN, or be a port of an aggregate. */
export interface ILanInterface extends IUplink, IApaPort {
  /** Interface name, for example `lan4`. */
  readonly interfaceName: string;
}

/** What is managed on a NIC. */
export interface LanInterfaceProps {
  /**
   * Interface name, for example `lan4`.
   *
   * @default - the construct id
   */
  readonly interfaceName?: string;
  /**
   * Checksum offload (CKO), receive and transmit together. A VLAN on a vswitch needs it off; the planner sees to that by
   * itself (Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75).
   *
   * @default - not managed
   */
  readonly checksumOffload?: Offload;
  /**
   * TCP segmentation offload (TSO). Needs checksum offload (HP-UX Ethernet Support Guide, 11i v3, p. 35).
   *
   * @default - not managed
   */
  readonly segmentationOffload?: Offload;
  /**
   * Set to true to block every plan that would put the NIC into an aggregate or take it out of one, or take its address off.
   * It changes nothing on the host. Once the construct is gone from the code, so is the protection.
   *
   * @default false
   */
  readonly protect?: boolean;
}

/** A NIC whose settings are managed. To only refer to one, use {@link LanInterface.fromInterfaceName}. */
export class LanInterface extends Construct implements ILanInterface {
  /** True for a LanInterface, also one of another copy of this library. */
  public static isLanInterface(candidate: unknown): candidate is LanInterface {
    return hasTypeTag(candidate, 'LanInterface');
  }

  /** Refers to a NIC of the host without managing it. */
  public static fromInterfaceName(scope: Construct, id: string, interfaceName: string): ILanInterface {
    class Import extends Construct implements ILanInterface {
      public readonly host = IntegrityVmHost.of(this);
      public readonly interfaceName = interfaceName;
      public readonly uplinkName = interfaceName;
      public readonly apaPortName = interfaceName;
    }
    const reference = new Import(scope, id);
    checkValue(reference, 'interfaceName', 'nicName', interfaceName);
    return reference;
  }

  public readonly host: IntegrityVmHost;
  public readonly interfaceName: string;
  public readonly uplinkName: string;
  public readonly apaPortName: string;

  constructor(scope: Construct, id: string, props: LanInterfaceProps = {}) {
    super(scope, id);
    tagType(this, 'LanInterface');
    this.host = IntegrityVmHost.of(this);
    const name = props.interfaceName ?? id;
    checkValue(this, 'interfaceName', 'nicName', name);
    checkValue(this, 'checksumOffload', 'offload', props.checksumOffload);
    checkValue(this, 'segmentationOffload', 'offload', props.segmentationOffload);
    this.interfaceName = name;
    this.uplinkName = name;
    this.apaPortName = name;
    const { checksumOffload, segmentationOffload } = props;
    declare(this, {
      list: 'lanInterfaces',
      element: { name, checksumOffload, segmentationOffload, protect: protection(this, props.protect) },
    });
  }
}
