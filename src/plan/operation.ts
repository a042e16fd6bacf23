import type { AdapterType, ApaMode, OnOff } from '../model/desired-host';
import type { InterfaceName, GuestName, VswitchName } from '../model/names';
import type { GuestSlot } from '../model/guest-slot';
import type { ResourceAddress } from '../model/resource';
import type { Confidence, OwnershipEffect, ReadBack, StepDuration } from './plan-document';

/** What an operation does to the host, as rules see it. */
export type OperationEffect =
  | {
      readonly type: 'nic-checksum-offload';
      readonly interface: InterfaceName;
      readonly direction: 'receive' | 'transmit';
      readonly value: OnOff;
    }
  | { readonly type: 'nic-segmentation-offload'; readonly interface: InterfaceName; readonly value: OnOff }
  | {
      readonly type: 'nic-save';
      readonly interface: InterfaceName;
      /** True when checksum offload is saved as off in both directions, so that a VLAN behind the NIC stands a boot. */
      readonly savesOffloadOff: boolean;
    }
  | { readonly type: 'apa-clear'; readonly group: InterfaceName; readonly ports: readonly InterfaceName[] }
  | { readonly type: 'apa-remove-port'; readonly group: InterfaceName; readonly port: InterfaceName }
  | { readonly type: 'apa-prepare'; readonly group: InterfaceName }
  | {
      readonly type: 'apa-join';
      readonly group: InterfaceName;
      readonly ports: readonly InterfaceName[];
      readonly mode: ApaMode;
      /** True for the step with which an empty group gets its first port. */
      readonly isFirst: boolean;
    }
  | { readonly type: 'apa-load-balancing'; readonly group: InterfaceName }
  | { readonly type: 'apa-save' }
  | { readonly type: 'address-remove'; readonly interface: InterfaceName; readonly group: InterfaceName }
  | { readonly type: 'address-add'; readonly interface: InterfaceName; readonly group: InterfaceName }
  | { readonly type: 'address-save'; readonly interface: InterfaceName }
  | {
      readonly type: 'host-vlan-create';
      readonly interface: InterfaceName;
      readonly uplink: InterfaceName;
      readonly vlanId: number;
    }
  | { readonly type: 'host-vlan-delete'; readonly interface: InterfaceName; readonly uplink: InterfaceName }
  | { readonly type: 'host-vlan-save'; readonly interface: InterfaceName }
  | { readonly type: 'vswitch-create'; readonly vswitch: VswitchName; readonly uplink: InterfaceName | null }
  | { readonly type: 'vswitch-delete'; readonly vswitch: VswitchName; readonly uplink: InterfaceName | null }
  | { readonly type: 'vswitch-boot'; readonly vswitch: VswitchName }
  | { readonly type: 'vswitch-halt'; readonly vswitch: VswitchName }
  | { readonly type: 'port-vlan'; readonly vswitch: VswitchName; readonly port: number; readonly vlanId: number | null }
  | {
      readonly type: 'guest-nic-add';
      readonly guest: GuestName;
      readonly adapter: AdapterType;
      readonly slot: GuestSlot;
      readonly vswitch: VswitchName;
      readonly port: number;
    }
  | {
      readonly type: 'guest-nic-change';
      readonly guest: GuestName;
      readonly adapter: AdapterType;
      readonly slot: GuestSlot;
      readonly from: VswitchName;
      readonly fromPort: number | null;
      readonly vswitch: VswitchName;
      readonly port: number;
      readonly changesAdapter: boolean;
    }
  | {
      readonly type: 'guest-nic-remove';
      readonly guest: GuestName;
      readonly adapter: AdapterType;
      readonly slot: GuestSlot;
      readonly vswitch: VswitchName;
      readonly port: number | null;
    }
  /** `frames` null, on a way back only: the file no longer names the setting. */
  | { readonly type: 'mac-address-frames'; readonly frames: number | null };

/** One command to run on the host, before it has a place in the order. */
export interface Operation {
  /** Unique and stable: address and verb. Ties in the order break by it. */
  readonly key: string;
  readonly address: ResourceAddress;
  readonly effect: OperationEffect;
  readonly title: string;
  readonly command: readonly string[];
  readonly answers?: readonly string[];
  readonly phase: 'running' | 'persist';
  readonly durationSeconds: StepDuration;
  readonly undo: readonly (readonly string[])[] | null;
  readonly confidence: Confidence;
  /** Document, section and page of the command form. */
  readonly source: string;
  /** True when it takes something away that this command alone does not bring back. */
  readonly isDestructive: boolean;
  readonly ownership?: OwnershipEffect;
  readonly readBack?: ReadBack;
  /** Why the operation is there at all: `change`, or the id of the rule that added it. */
  readonly purpose: { readonly rule: string; readonly why: string };
}

/** Purpose of an operation that is there because the desired state asks for the change. */
export const BY_CHANGE: Operation['purpose'] = { rule: 'change', why: 'the desired state says so' };

/** An order inside one change, known where the change is lowered. Both sides are operation keys. */
export interface OperationLink {
  readonly earlier: string;
  readonly later: string;
  readonly why: string;
}

/** What lowering one change produces. */
export interface Lowered {
  readonly operations: readonly Operation[];
  readonly links: readonly OperationLink[];
}

/** Links operations one after the other. */
export function inSequence(operations: readonly Operation[], why: string): readonly OperationLink[] {
  return operations.slice(1).map((operation, index) => ({
    earlier: operations[index]?.key ?? '',
    later: operation.key,
    why,
  }));
}

/** Seconds a command is assumed to take; nobody has published figures. */
export function assumedSeconds(min: number, expected: number, max: number): StepDuration {
  return { min, expected, max, basis: 'assumed' };
}
