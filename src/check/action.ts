/** What one command line does to a host, as the checker reads it: from the words alone, never from what the planner says about them. */
export type Action =
  | {
      readonly kind: 'set-checksum-offload';
      readonly nic: string;
      readonly direction: 'rx' | 'tx';
      readonly isOn: boolean;
    }
  | { readonly kind: 'set-virtual-mtu'; readonly nic: string; readonly bytes: number }
  | {
      readonly kind: 'set-group-key';
      readonly group: string;
      readonly key: string;
      readonly loadBalancing: string | null;
    }
  | { readonly kind: 'set-load-balancing'; readonly group: string; readonly loadBalancing: string }
  | {
      readonly kind: 'join';
      readonly group: string;
      readonly ports: readonly string[];
      readonly mode: string;
      /** Key or group capability that the group must have (`key=900`, `gc=900`); null for modes without one. */
      readonly key: string | null;
      readonly loadBalancing: string | null;
    }
  /** `ports` null: all of them, which empties the group. */
  | { readonly kind: 'leave'; readonly group: string; readonly ports: readonly string[] | null }
  | { readonly kind: 'create-vlan'; readonly vlan: string; readonly uplink: string; readonly id: number }
  | { readonly kind: 'delete-vlan'; readonly vlan: string }
  | { readonly kind: 'create-vswitch'; readonly vswitch: string; readonly uplink: string | null }
  | { readonly kind: 'delete-vswitch' | 'boot-vswitch' | 'halt-vswitch'; readonly vswitch: string }
  | { readonly kind: 'set-port-vlan'; readonly vswitch: string; readonly port: number; readonly id: number | null }
  | { readonly kind: 'add-nic'; readonly guest: string; readonly nic: NicWords }
  | { readonly kind: 'change-nic'; readonly guest: string; readonly nic: NicWords }
  | { readonly kind: 'remove-nic'; readonly guest: string; readonly nic: NicWords }
  | { readonly kind: 'unplumb'; readonly interface: string }
  | { readonly kind: 'plumb'; readonly interface: string; readonly address: string; readonly netmask: string }
  /** `frames` null: the variable is taken out, and the product default holds. */
  | { readonly kind: 'set-frames'; readonly frames: number | null }
  | { readonly kind: 'save-nic' | 'save-vlan' | 'unsave-vlan'; readonly interface: string }
  | { readonly kind: 'save-apa' }
  | { readonly kind: 'save-address'; readonly index: number; readonly interface: string };

/** A guest NIC as its resource string gives it (hpvmresources(5), Integrity VM 4.3 ICA, p. 325). */
export interface NicWords {
  /** `bus,device`. */
  readonly slot: string;
  readonly adapter: 'lan' | 'avio_lan';
  /** `0x` and 12 lower-case hex digits; null: kept, or made up by the host. */
  readonly mac: string | null;
  readonly vswitch: string;
  readonly port: number | null;
}

/** Kinds that only write the configuration of the next boot. */
const SAVING: ReadonlySet<Action['kind']> = new Set([
  'save-nic',
  'save-vlan',
  'unsave-vlan',
  'save-apa',
  'save-address',
]);

/** True for an action that changes nothing that runs. */
export function isSaving(action: Action): boolean {
  return SAVING.has(action.kind);
}
