import { Construct } from 'constructs';

import type { ApaMode } from './apa-mode';
import type { IApaPort } from './apa-port';
import { IntegrityVmHost } from './integrity-vm-host';
import type { LoadBalancing } from './load-balancing';
import { checkValue } from './private/check-value';
import { declare } from './private/declaration';
import { protection } from './private/protection';
import { requireSameHost } from './private/same-host';
import { hasTypeTag, tagType } from './private/type-tag';
import type { IUplink } from './uplink';

/** A link aggregate or failover group (Auto Port Aggregation, APA) of the host. */
export interface IApaGroup extends IUplink {
  /** Interface name, `lan900` to `lan949`. */
  readonly groupName: string;
}

/** What is managed on an aggregate. */
export interface ApaGroupProps {
  /**
   * Interface name, `lan900` to `lan949`.
   *
   * @default - the construct id
   */
  readonly groupName?: string;
  /** NICs of the host that belong to the group, in any order. All of one speed. */
  readonly ports: IApaPort[];
  /**
   * How the ports work together.
   *
   * @default - not managed; a group that does not exist yet needs one
   */
  readonly mode?: ApaMode;
  /**
   * How outbound frames are spread over the ports. Not for ApaMode.LAN_MONITOR, where one port is active.
   *
   * @default - not managed
   */
  readonly loadBalancing?: LoadBalancing;
  /**
   * Set to true to block every plan that would empty or rebuild the aggregate, or take its address off.
   * It changes nothing on the host. Once the construct is gone from the code, so is the protection.
   *
   * @default false
   */
  readonly protect?: boolean;
}

/** A link aggregate or failover group whose members are managed. To only refer to one, use {@link ApaGroup.fromGroupName}. */
export class ApaGroup extends Construct implements IApaGroup {
  /** True for an ApaGroup, also one of another copy of this library. */
  public static isApaGroup(candidate: unknown): candidate is ApaGroup {
    return hasTypeTag(candidate, 'ApaGroup');
  }

  /** Refers to an aggregate of the host without managing it. */
  public static fromGroupName(scope: Construct, id: string, groupName: string): IApaGroup {
    class Import extends Construct implements IApaGroup {
      public readonly host = IntegrityVmHost.of(this);
      public readonly groupName = groupName;
      public readonly uplinkName = groupName;
    }
    const reference = new Import(scope, id);
    checkValue(reference, 'groupName', 'groupName', groupName);
    return reference;
  }

  public readonly host: IntegrityVmHost;
  public readonly groupName: string;
  public readonly uplinkName: string;

  constructor(scope: Construct, id: string, props: ApaGroupProps) {
    super(scope, id);
    tagType(this, 'ApaGroup');
    this.host = IntegrityVmHost.of(this);
    const name = props.groupName ?? id;
    checkValue(this, 'groupName', 'groupName', name);
    checkValue(this, 'mode', 'apaMode', props.mode);
    checkValue(this, 'loadBalancing', 'loadBalancing', props.loadBalancing);
    for (const [index, port] of props.ports.entries())
      requireSameHost(this, this.host, `ports[${String(index)}]`, port);
    this.groupName = name;
    this.uplinkName = name;
    const ports = props.ports.map((port) => port.apaPortName);
    declare(this, {
      list: 'apaGroups',
      element: {
        name,
        mode: props.mode,
        ports,
        loadBalancing: props.loadBalancing,
        protect: protection(this, props.protect),
      },
    });
  }
}
