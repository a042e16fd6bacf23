import { z } from 'zod';
import { ADAPTER_TYPES, APA_MODES, LOAD_BALANCING } from '../model/desired-host';
import type { GuestSlot } from '../model/guest-slot';
import type { MacAddress } from '../model/mac-address';
import type { GuestName, InterfaceName, VswitchName } from '../model/names';
import type { ObservedHost } from '../model/observed-host';
import { MAX_VLAN_ID, type VlanId } from '../model/vlan-id';
import { DOTTED_QUAD } from './parsers/dotted-quad';

/** Text of a branded kind: the pattern is that of its parser in the model, which a test holds it to. */
function branded<T extends string>(pattern: RegExp): z.ZodType<T, T> {
  return z.string().regex(pattern) as unknown as z.ZodType<T, T>;
}

const interfaceName = branded<InterfaceName>(/^lan(0|[1-9][0-9]{0,4})$/);
const vswitchName = branded<VswitchName>(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,7}$/);
const guestName = branded<GuestName>(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$/);
const guestSlot = branded<GuestSlot>(/^[0-7],[0-7]$/);
const macAddress = branded<MacAddress>(/^0x[0-9a-f]{12}$/);
const vlanId = z.number().int().min(0).max(MAX_VLAN_ID) as unknown as z.ZodType<VlanId, VlanId>;
const dottedQuad = z.string().regex(new RegExp(`^${DOTTED_QUAD.source}$`));
const count = z.number().int().min(0);
const seconds = z.number().min(0);
const onOff = z.enum(['on', 'off']);
const upDown = z.enum(['up', 'down']);
const presence = z.enum(['running', 'absent', 'unknown']);

const lanInterface = z.strictObject({
  name: interfaceName,
  mac: macAddress,
  state: upDown,
  driver: z.string(),
  interfaceType: z.string().nullable(),
  aggregate: interfaceName.nullable(),
  receiveChecksumOffload: onOff.nullable(),
  transmitChecksumOffload: onOff.nullable(),
  virtualMtuBytes: count.nullable(),
  speedMbps: count.nullable().default(null),
  description: z.string().nullable().default(null),
  apaPort: z
    .strictObject({ mode: z.string().nullable(), key: count.nullable(), groupCapability: count.nullable() })
    .nullable()
    .default(null),
});

const apaGroup = z.strictObject({
  name: interfaceName,
  mode: z.enum([...APA_MODES, 'Not_Enabled']),
  ports: z.array(interfaceName),
  loadBalancing: z.enum([...LOAD_BALANCING, 'LB_HS']).nullable(),
  state: upDown,
  mac: macAddress,
  key: count.nullable().default(null),
  groupCapability: count.nullable().default(null),
});

const hostVlan = z.strictObject({
  name: interfaceName,
  uplink: interfaceName,
  vlanId: vlanId.nullable(),
  state: upDown,
});

const vswitch = z.strictObject({
  name: vswitchName,
  number: count,
  state: z.enum(['up', 'down', 'unknown']),
  uplink: interfaceName.nullable(),
  mac: macAddress.nullable(),
  ipAddress: dottedQuad.nullable(),
  isShareable: z.boolean().nullable().default(null),
  ports: z.array(
    z.strictObject({
      port: count,
      state: z.string(),
      adapter: z.enum(ADAPTER_TYPES).nullable(),
      vlanId: vlanId.nullable(),
      reservedGuests: count,
      activeGuest: guestName.nullable(),
    }),
  ),
});

const guest = z.strictObject({
  name: guestName,
  number: count,
  stateText: z.string(),
  state: z.enum(['on', 'off', 'unknown']),
  hasPendingConfiguration: z.boolean().nullable(),
  isModifiable: z.boolean().nullable().default(null),
});

const guestNic = z.strictObject({
  guest: guestName,
  slot: guestSlot,
  adapter: z.enum(ADAPTER_TYPES),
  mac: macAddress,
  vswitch: vswitchName,
  port: count.nullable(),
  vlanId: z.union([vlanId, z.null(), z.literal('unknown')]),
});

const saved = z.strictObject({
  lanInterfaces: z.array(
    z.strictObject({
      name: interfaceName,
      receiveChecksumOffload: onOff.nullable(),
      transmitChecksumOffload: onOff.nullable(),
      virtualMtuBytes: count.nullable(),
    }),
  ),
  apaGroups: z
    .array(
      z.strictObject({
        name: interfaceName,
        mode: z.enum(APA_MODES).nullable(),
        ports: z.array(interfaceName).nullable(),
        loadBalancing: z.enum([...LOAD_BALANCING, 'LB_HS']).nullable(),
        key: count.nullable(),
      }),
    )
    .nullable(),
  hostVlans: z.array(z.strictObject({ name: interfaceName.nullable(), uplink: interfaceName, vlanId })).nullable(),
});

/**
 * The snapshot file of `hpvmctl discover --out`, formatVersion "1"; its published JSON Schema is generated from this. What
 * earlier versions did not record reads as unknown.
 */
export const observedHostSchema = z.strictObject({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-observed-host'),
  host: z.string(),
  observedAt: z.iso.datetime(),
  platform: z.strictObject({
    nodeName: z.string(),
    osRelease: z.string(),
    model: z.string().nullable(),
    integrityVmVersion: z.string().nullable(),
  }),
  lanInterfaces: z.array(lanInterface),
  apaGroups: z.array(apaGroup),
  hostVlans: z.array(hostVlan),
  vswitches: z.array(vswitch),
  guests: z.array(guest),
  guestNics: z.array(guestNic),
  addresses: z.array(z.strictObject({ interface: interfaceName, address: dottedQuad, netmask: dottedQuad })),
  netconf: z.array(
    z.strictObject({
      index: count,
      interface: interfaceName,
      address: z.string().nullable(),
      netmask: z.string().nullable(),
    }),
  ),
  ipv6Interfaces: z.array(interfaceName).nullable().default(null),
  saved: saved.nullable().default(null),
  tunables: z.strictObject({ macAddressFrames: z.number().int().min(0).max(30).nullable() }),
  promiscuousPrograms: z.array(
    z.strictObject({ pid: count, command: z.string(), interface: interfaceName.nullable() }),
  ),
  cluster: z
    .strictObject({ vswitchmgr: presence, serviceguard: presence })
    .default({ vswitchmgr: 'unknown', serviceguard: 'unknown' }),
  managementPath: z.strictObject({ address: z.string().nullable(), interface: interfaceName.nullable() }),
  ownedAddresses: z.array(z.string()),
  unfinishedRun: z
    .strictObject({
      runId: z.string(),
      startedAt: z.string(),
      holdsLock: z.boolean(),
      remaining: z.array(z.strictObject({ step: z.string(), command: z.string() })),
      isBeingTakenBack: z.boolean().default(false),
      left: z.array(z.string()).default([]),
    })
    .nullable(),
  measuredDurations: z
    .array(
      z.strictObject({
        operation: z.string(),
        samples: count,
        minSeconds: seconds,
        medianSeconds: seconds,
        maxSeconds: seconds,
      }),
    )
    .default([]),
  coverage: z.array(z.strictObject({ subject: z.string(), probe: z.string(), reason: z.string() })),
}) satisfies z.ZodType<ObservedHost>;
