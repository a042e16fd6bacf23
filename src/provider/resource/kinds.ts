import type { JsonValue } from '../../model/canonical-json';
import type { ResourceKind } from '../../model/resource';
import type { Attribute } from '../protocol/attribute-type';
import type { Value } from '../protocol/value';

/** How one attribute of a resource block and one property of a desired-state document are the same thing. */
export interface FieldMapping {
  /** In HCL, for example `vlan_id`. */
  readonly attribute: string;
  /** In the document, for example `vlanId`. */
  readonly property: string;
  readonly schema: Attribute;
  /** Known values that are not null; absent: the same in both. */
  readonly toDocument?: (value: Value) => unknown;
  /** What a document or an observation says, null where there is no such value; absent: the same in both. */
  readonly toAttribute?: (value: JsonValue) => Value;
}

/** How a kind of resource is written in HCL: a map keyed by name (for guest NICs `guest:bus,device`), or one object. */
export interface KindMapping {
  readonly attribute: string;
  /** Property of the desired-state document. */
  readonly list: string;
  readonly description: string;
  /** What its keys are, for the description; undefined for the one object of `tunables`. */
  readonly key: string | undefined;
  readonly fields: readonly FieldMapping[];
}

/** A guest-only vswitch has no uplink, an untagged port no VLAN: the word for it, since null means "not managed". */
const NONE = 'none';

const optional = (type: 'string' | 'number' | 'bool' | readonly ['set', 'string'], description: string): Attribute => ({
  type,
  mode: 'optional',
  description,
});
const field = (attribute: string, property: string, schema: Attribute): FieldMapping => ({
  attribute,
  property,
  schema,
});
/** Null in the document is a value of its own; null in HCL means that nothing is said. */
const orNone = (mapping: FieldMapping): FieldMapping => ({
  ...mapping,
  toDocument: (value) => (value === NONE ? null : value),
  toAttribute: (value) => (value === null ? NONE : value),
});

const protect: FieldMapping = {
  ...field(
    'protect',
    'protect',
    optional('bool', 'When true, a plan that would remove it, make it anew or interrupt it is refused.'),
  ),
  // A document says it, or leaves it out.
  toDocument: (value) => (value === true ? true : undefined),
};
const maxOutageSeconds = field(
  'max_outage_seconds',
  'maxOutageSeconds',
  optional('number', 'Whole seconds that an interruption may last at most; a plan that may take longer is refused.'),
);

const vlanOfPort: FieldMapping = {
  ...field(
    'vlan_id',
    'vlanId',
    optional('string', 'VLAN of its vswitch port: `0` to `4094`, or `"none"` for untagged. Left out: not managed.'),
  ),
  // What is no number stays text, and the decoder says what may stand there.
  toDocument: (value) =>
    value === NONE ? null : typeof value === 'string' && /^(0|[1-9][0-9]{0,3})$/.test(value) ? Number(value) : value,
  toAttribute: (value) => (value === null ? NONE : JSON.stringify(value)),
};

/** Every kind, in the order of the resource's attributes. */
export const KIND_MAPPINGS: { readonly [Kind in ResourceKind]: KindMapping } = {
  lanInterface: {
    attribute: 'interfaces',
    list: 'lanInterfaces',
    description: 'Physical NICs, by name.',
    key: 'NIC, for example `lan4`',
    fields: [
      field(
        'checksum_offload',
        'checksumOffload',
        optional('string', 'Checksum offload (CKO), receive and transmit: `on` or `off`.'),
      ),
      field(
        'segmentation_offload',
        'segmentationOffload',
        optional('string', 'TCP segmentation offload (TSO): `on` or `off`.'),
      ),
      protect,
    ],
  },
  apaGroup: {
    attribute: 'groups',
    list: 'apaGroups',
    description: 'Link aggregates and failover groups (APA), by name.',
    key: 'aggregate, `lan900` to `lan949`',
    fields: [
      field(
        'mode',
        'mode',
        optional('string', '`MANUAL`, `FEC_AUTO`, `LACP_AUTO`, or `LAN_MONITOR` for a failover group.'),
      ),
      field('ports', 'ports', optional(['set', 'string'], 'NICs in it.')),
      field(
        'load_balancing',
        'loadBalancing',
        optional('string', '`LB_MAC`, `LB_IP` or `LB_PORT`; a failover group has none.'),
      ),
      protect,
    ],
  },
  hostVlan: {
    attribute: 'host_vlans',
    list: 'hostVlans',
    description: 'VLAN interfaces of the host itself, by name.',
    key: 'interface, `lan5000` to `lan8999`',
    fields: [
      field('uplink', 'uplink', optional('string', 'NIC, aggregate or failover group beneath it.')),
      field('vlan_id', 'vlanId', optional('number', 'VLAN id, 0 to 4094.')),
      protect,
    ],
  },
  vswitch: {
    attribute: 'vswitches',
    list: 'vswitches',
    description: 'Virtual switches, by name.',
    key: 'name, at most 8 letters, digits, `_` and `-`',
    fields: [
      orNone(
        field(
          'uplink',
          'uplink',
          optional('string', 'NIC or aggregate behind it, or `"none"` for guests only. Left out: not managed.'),
        ),
      ),
      field(
        'standby_uplink',
        'standbyUplink',
        optional('string', 'Interface that vswitchmgr of Serviceguard may move it to.'),
      ),
      field('state', 'state', optional('string', '`up` or `down`.')),
      maxOutageSeconds,
      protect,
    ],
  },
  guestNic: {
    attribute: 'guest_nics',
    list: 'guestNics',
    description: 'NICs of guests, by guest and slot.',
    key: '`guest:bus,device`, for example `web01:0,1`',
    fields: [
      field('vswitch', 'vswitch', optional('string', 'vswitch it is connected to; `localnet` is there on every host.')),
      vlanOfPort,
      field('adapter', 'adapter', optional('string', '`avio_lan` (accelerated) or `lan` (emulated).')),
      field('port', 'port', optional('number', 'vswitch port, 0 to 511. Left out: the planner picks a free one.')),
      field(
        'mac',
        'mac',
        optional('string', 'MAC address, for example `0x1666f3f84e37`. Left out: the host generates one.'),
      ),
      maxOutageSeconds,
      protect,
    ],
  },
  tunables: {
    attribute: 'tunables',
    list: 'tunables',
    description: 'Settings of Integrity VM as a whole.',
    key: undefined,
    fields: [
      field(
        'mac_address_frames',
        'macAddressFrames',
        optional('number', '`HPVMMACADDRFRAMES`: frames sent to find out whether a MAC address is in use, 0 to 30.'),
      ),
      protect,
    ],
  },
};
