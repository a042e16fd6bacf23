import type { ObservedHost } from '../../model/observed-host';

/** A NIC as far as a drawing shows it. */
export interface ShapeNic {
  readonly name: string;
  readonly checksumOffload: string | null;
  readonly segmentationOffload: string | null;
}

/** A link aggregate or failover group that has ports or is to get some. */
export interface ShapeGroup {
  readonly name: string;
  readonly mode: string;
  readonly ports: readonly string[];
  readonly loadBalancing: string | null;
}

/** A VLAN interface of the host. */
export interface ShapeHostVlan {
  readonly name: string;
  /** Null: not known. */
  readonly uplink: string | null;
  readonly vlanId: number | null;
}

/** A vswitch without its ports. */
export interface ShapeVswitch {
  readonly name: string;
  readonly uplink: string | null;
  readonly state: string;
}

/** A guest NIC with the port that it is on. */
export interface ShapeGuestNic {
  readonly guest: string;
  readonly slot: string;
  /** Null: not known. */
  readonly adapter: string | null;
  /** Null: the host chooses it. */
  readonly mac: string | null;
  readonly vswitch: string;
  /** Null: not known, or chosen when it is made. */
  readonly port: number | null;
  /** Null: untagged. */
  readonly vlanId: number | null | 'unknown';
}

/** What is connected with what on a host at one moment: by name, guest NICs by `guest:slot`. */
export interface HostShape {
  readonly nics: ReadonlyMap<string, ShapeNic>;
  readonly groups: ReadonlyMap<string, ShapeGroup>;
  readonly hostVlans: ReadonlyMap<string, ShapeHostVlan>;
  readonly vswitches: ReadonlyMap<string, ShapeVswitch>;
  readonly guestNics: ReadonlyMap<string, ShapeGuestNic>;
}

/** The connections of an observed host. Aggregates that HP-UX lists without their being set up are left out. */
export function shapeOf(observed: ObservedHost): HostShape {
  return {
    nics: byKey(
      observed.lanInterfaces.map((nic) => ({
        name: nic.name,
        checksumOffload: checksumOffload(nic.receiveChecksumOffload, nic.transmitChecksumOffload),
        segmentationOffload: nic.virtualMtuBytes === null ? null : nic.virtualMtuBytes === 0 ? 'off' : 'on',
      })),
      ({ name }) => name,
    ),
    groups: byKey(
      observed.apaGroups
        .filter(({ mode, ports }) => mode !== 'Not_Enabled' || ports.length > 0)
        .map(({ name, mode, ports, loadBalancing }) => ({ name, mode, ports, loadBalancing })),
      ({ name }) => name,
    ),
    hostVlans: byKey(
      observed.hostVlans.map(({ name, uplink, vlanId }) => ({ name, uplink, vlanId })),
      ({ name }) => name,
    ),
    vswitches: byKey(
      observed.vswitches.map(({ name, uplink, state }) => ({ name, uplink, state })),
      ({ name }) => name,
    ),
    guestNics: byKey(observed.guestNics, ({ guest, slot }) => `${guest}:${slot}`),
  };
}

function checksumOffload(receive: string | null, transmit: string | null): string | null {
  if (receive === null || transmit === null) return null;
  if (receive === transmit) return receive;
  return receive === 'on' ? 'receive only' : 'transmit only';
}

function byKey<T>(entries: readonly T[], keyOf: (entry: T) => string): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [keyOf(entry), entry]));
}
