import { Construct } from 'constructs';

import { IntegrityVmHost } from './integrity-vm-host';
import { checkValue } from './private/check-value';
import { constructError } from './private/construct-error';
import { declarationsIn, declare } from './private/declaration';
import { protection } from './private/protection';
import { hasTypeTag, tagType } from './private/type-tag';

/** Settings of Integrity VM on the host. */
export interface HostTunablesProps {
  /**
   * How often the host asks whether the MAC address of a guest NIC is taken, 0 to 30, one second each
   * (HPVMMACADDRFRAMES in `/etc/rc.config.d/hpvmconf`; Integrity VM 4.2.5 Release Notes, 7.2.17, p. 75). 1 or 2 are faster
   * and may miss a slow NIC; 0 switches the check off.
   *
   * @default - not managed; a host on which nobody set it asks 3 times
   */
  readonly macAddressFrames?: number;
  /**
   * Set to true to block every plan that would switch the check of MAC addresses off because the code asks for it.
   * It changes nothing on the host. Once the construct is gone from the code, so is the protection.
   *
   * @default false
   */
  readonly protect?: boolean;
}

/** Settings of Integrity VM on the host; at most one for each host. */
export class HostTunables extends Construct {
  /** True for HostTunables, also of another copy of this library. */
  public static isHostTunables(candidate: unknown): candidate is HostTunables {
    return hasTypeTag(candidate, 'HostTunables');
  }

  public readonly host: IntegrityVmHost;

  constructor(scope: Construct, id: string, props: HostTunablesProps = {}) {
    super(scope, id);
    tagType(this, 'HostTunables');
    this.host = IntegrityVmHost.of(this);
    const other = declarationsIn(this.host).find(({ declaration }) => declaration.list === 'tunables');
    if (other !== undefined) {
      throw constructError(
        this,
        `host "${this.host.hostName}" has HostTunables already, at ${other.construct.node.path}; set all tunables there`,
      );
    }
    checkValue(this, 'macAddressFrames', 'macAddressFrames', props.macAddressFrames);
    declare(this, {
      list: 'tunables',
      element: { macAddressFrames: props.macAddressFrames, protect: protection(this, props.protect) },
    });
  }
}
