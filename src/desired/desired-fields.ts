import { z } from 'zod';

import { ADAPTER_TYPES, APA_MODES, LOAD_BALANCING } from '../model/desired-host';
import { GUEST_SLOT_PATTERN } from '../model/guest-slot';
import { GUEST_NAME_PATTERN, HOST_NAME_PATTERN, VSWITCH_NAME_PATTERN } from '../model/names';
import { SUDO_PATH_PATTERN } from '../model/privileged-command';
import { MAX_VLAN_ID } from '../model/vlan-id';
import { suggestGuestMac } from './suggest-guest-mac';

/** What one value of a desired-state document may be, and who says so. */
export interface DesiredField {
  readonly schema: z.ZodType;
  /** Code of the diagnostic for a value that is not allowed. */
  readonly code: string;
  /** What is allowed, to complete "it must be ...". */
  readonly allowed: string;
  /** Document, section and page. */
  readonly source: string;
  /** What a value that is not allowed was probably meant to be. */
  readonly suggest?: (text: string) => string | undefined;
}

const OURS = 'desired-state document, formatVersion "1"';

/** Adapter types as documents may spell them; `aviolan` is the second spelling that HP accepts on input. */
const ADAPTER_SPELLINGS = [...ADAPTER_TYPES, 'aviolan'] as const;

/** Any MAC spelling HP accepts on input, and colons; the second digit holds the locally administered and multicast bits. */
const GUEST_MAC_PATTERN = /^(0x[0-9a-fA-F][26aAeE][0-9a-fA-F]{10}|[0-9a-fA-F][26aAeE]([-:][0-9a-fA-F]{2}){5})$/;

/** A LAN interface that is neither an aggregate (900 to 949) nor a VLAN interface (5000 to 8999). */
const NIC_PATTERN = /^lan(?!9[0-4][0-9]$)(?![5-8][0-9]{3}$)(0|[1-9][0-9]{0,4})$/;

/** A NIC or an aggregate. */
const NIC_OR_AGGREGATE_PATTERN = /^lan(?![5-8][0-9]{3}$)(0|[1-9][0-9]{0,4})$/;

const LOCALNET_SOURCE = 'HP-UX Handbook 13.00, chapter 18, p. 6';
const VSWITCH_NAME_SOURCE =
  'hpvmnet(1M) as recalled; agrees with the 8 characters wide Name column (Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75)';

/** Every value a document may hold: one schema each, with the words and the source for its diagnostics. */
export const DESIRED_FIELDS = {
  formatVersion: {
    schema: z.literal('1'),
    code: 'format-version-unsupported',
    allowed: '"1", the only format this version reads',
    source: OURS,
  },
  kind: { schema: z.literal('hpvm-desired-host'), code: 'kind-wrong', allowed: '"hpvm-desired-host"', source: OURS },
  hostName: {
    schema: z.string().max(253).regex(HOST_NAME_PATTERN),
    code: 'host-name-invalid',
    allowed: 'a host name: labels of letters, digits and "-" joined by dots, at most 253 characters',
    source: 'RFC 1123, section 2.1',
  },
  connectionAddress: {
    schema: z.string().regex(/^[A-Za-z0-9_:][A-Za-z0-9_.:%-]{0,252}$/),
    code: 'connection-address-invalid',
    allowed: 'a DNS name, an IP address or an alias of the ssh configuration',
    source: `${OURS}; ssh(1), destination`,
  },
  connectionPort: {
    schema: z.int().min(1).max(65535),
    code: 'connection-port-out-of-range',
    allowed: 'an integer from 1 to 65535',
    source: 'RFC 9293, section 3.1',
  },
  connectionUser: {
    schema: z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/),
    code: 'connection-user-invalid',
    allowed: 'a login name: letters, digits, "_", "." and "-", not beginning with a digit, "." or "-", at most 64',
    source: OURS,
  },
  connectionSudo: {
    schema: z.string().max(255).regex(SUDO_PATH_PATTERN),
    code: 'connection-sudo-invalid',
    allowed:
      'the absolute path of sudo on the host, for example "/usr/local/bin/sudo": letters, digits, "_", ".", "+" and "-" between the slashes, no part beginning with "." or "-"',
    source: OURS,
  },
  legacyAlgorithms: {
    schema: z.literal(true),
    code: 'legacy-algorithms-invalid',
    allowed: 'true, or left out',
    source: OURS,
  },
  connectionClient: {
    schema: z.literal('openssh'),
    code: 'connection-client-invalid',
    allowed: '"openssh" for the ssh program of the machine that hpvmctl runs on, or left out for the built-in client',
    source: OURS,
  },
  nicName: {
    schema: z.string().regex(NIC_PATTERN),
    code: 'nic-name-invalid',
    allowed:
      'a NIC: "lan" and its number, for example "lan4" (lan900 to lan949 are aggregates, lan5000 to lan8999 VLAN interfaces)',
    source:
      "nwmgr_apa(1M), September 2010, p. 7; HP Auto Port Aggregation Administrator's Guide, 11i v3, March 2014, p. 82; HP-UX VLAN Administrator's Guide, February 2007, p. 26",
  },
  vswitchUplink: {
    schema: z.string().regex(NIC_OR_AGGREGATE_PATTERN),
    code: 'vswitch-uplink-invalid',
    allowed:
      'a NIC or an aggregate, for example "lan4" or "lan900"; never a VLAN interface (lan5000 to lan8999), for nested VLANs are not supported',
    source: 'vPars and Integrity VM V6.3 Administrator Guide, p. 122',
  },
  vswitchStandbyUplink: {
    schema: z.string().regex(NIC_OR_AGGREGATE_PATTERN),
    code: 'vswitch-standby-uplink-invalid',
    allowed: 'a NIC or an aggregate, for example "lan5": the standby that vswitchmgr moves the vswitch to',
    source: 'HP Serviceguard Toolkit for Integrity Virtual Servers User Guide, June 2013, p. 35',
  },
  hostVlanUplink: {
    schema: z.string().regex(NIC_OR_AGGREGATE_PATTERN),
    code: 'host-vlan-uplink-invalid',
    allowed: 'a NIC, an aggregate or a failover group, for example "lan4" or "lan900"; never a VLAN interface itself',
    source: "HP Auto Port Aggregation Administrator's Guide, 11i v1 and v2, September 2008, p. 17",
  },
  groupName: {
    schema: z.string().regex(/^lan9[0-4][0-9]$/),
    code: 'apa-group-name-out-of-range',
    allowed: '"lan900" to "lan949"',
    source: "HP Auto Port Aggregation Administrator's Guide, 11i v3, March 2014, p. 82",
  },
  hostVlanName: {
    schema: z.string().regex(/^lan[5-8][0-9]{3}$/),
    code: 'host-vlan-name-out-of-range',
    allowed: '"lan5000" to "lan8999"',
    source: "HP-UX VLAN Administrator's Guide, February 2007, p. 26",
  },
  /** A vswitch that a document manages. */
  managedVswitchName: {
    schema: z.string().regex(new RegExp(`^(?!localnet$)${VSWITCH_NAME_PATTERN.source.slice(1)}`)),
    code: 'vswitch-name-invalid',
    allowed:
      '1 to 8 letters, digits, "_" and "-", not beginning with "-", and not "localnet", which Integrity VM always makes itself (guest NICs may refer to it)',
    source: `${VSWITCH_NAME_SOURCE}; ${LOCALNET_SOURCE}`,
  },
  /** A vswitch that a document refers to. */
  vswitchName: {
    schema: z.string().regex(VSWITCH_NAME_PATTERN),
    code: 'vswitch-name-invalid',
    allowed: '1 to 8 letters, digits, "_" and "-", not beginning with "-"',
    source: VSWITCH_NAME_SOURCE,
  },
  guestName: {
    schema: z.string().regex(GUEST_NAME_PATTERN),
    code: 'guest-name-invalid',
    allowed: '1 to 255 letters, digits, "_", "-" and ".", not beginning with "-" or "."',
    source: 'vPars and Integrity VM V6.1 Administrator Guide, p. 224',
  },
  slot: {
    schema: z.string().regex(GUEST_SLOT_PATTERN),
    code: 'guest-slot-invalid',
    allowed: '"bus,device", each from 0 to 7, for example "0,1"',
    source: 'vPars and Integrity VM V6.3 Administrator Guide, p. 76',
  },
  mac: {
    schema: z.string().regex(GUEST_MAC_PATTERN),
    code: 'mac-invalid',
    allowed:
      'a locally administered unicast address (second digit 2, 6, a or e) such as "0x1666f3f84e37" or "16-66-f3-f8-4e-37", or nothing: then the host generates one',
    source:
      'Integrity VM A.01.20 Installation, Configuration, and Administration, chapter 7; the same for 4.3, hpvmresources(5), p. 325',
    suggest: suggestGuestMac,
  },
  vlanId: {
    schema: z.int().min(0).max(MAX_VLAN_ID),
    code: 'vlan-id-out-of-range',
    allowed: `an integer from 0 to ${String(MAX_VLAN_ID)}`,
    source: 'vPars and Integrity VM V6.3 Administrator Guide, p. 121',
  },
  vswitchPort: {
    schema: z.int().min(0).max(511),
    code: 'vswitch-port-out-of-range',
    allowed: 'an integer from 0 to 511',
    source: 'vPars and Integrity VM V6.3 Administrator Guide, p. 122',
  },
  adapter: {
    schema: z.enum(ADAPTER_SPELLINGS),
    code: 'adapter-invalid',
    allowed: '"avio_lan" (accelerated) or "lan" (emulated)',
    source: 'Integrity VM 4.3 Installation, Configuration, and Administration, hpvmresources(5), p. 325',
  },
  apaMode: {
    schema: z.enum(APA_MODES),
    code: 'apa-mode-invalid',
    allowed: `one of ${APA_MODES.map((mode) => `"${mode}"`).join(', ')}`,
    source: 'nwmgr_apa(1M), September 2010, p. 7',
  },
  loadBalancing: {
    schema: z.enum(LOAD_BALANCING),
    code: 'load-balancing-invalid',
    allowed: `one of ${LOAD_BALANCING.map((algorithm) => `"${algorithm}"`).join(', ')}`,
    source: "HP Auto Port Aggregation Administrator's Guide, 11i v3, March 2014, p. 78",
  },
  offload: { schema: z.enum(['on', 'off']), code: 'offload-invalid', allowed: '"on" or "off"', source: OURS },
  vswitchState: {
    schema: z.enum(['up', 'down']),
    code: 'vswitch-state-invalid',
    allowed: '"up" or "down"',
    source: OURS,
  },
  macAddressFrames: {
    schema: z.int().min(0).max(30),
    code: 'mac-address-frames-out-of-range',
    allowed: 'an integer from 1 to 30, or 0 for no check',
    source: 'Integrity VM 4.2.5 Release Notes, 7.2.17, p. 75',
  },
  /** Seconds; a budget, not state: planning checks it and changes nothing for it. */
  maxOutageSeconds: {
    schema: z.number().min(0),
    code: 'max-outage-seconds-invalid',
    allowed: 'a number of seconds, 0 or more',
    source: OURS,
  },
  protect: {
    schema: z.literal(true),
    code: 'protect-invalid',
    allowed: 'true, or left out',
    source: OURS,
  },
  from: {
    schema: z
      .string()
      .max(1024)
      .regex(/^[ -~\u00a0-\uffff]*$/),
    code: 'from-invalid',
    allowed: 'text of at most 1024 characters without control characters',
    source: OURS,
  },
} as const satisfies { readonly [name: string]: DesiredField };

/** Name of a value that {@link checkDesiredField} knows. */
export type DesiredFieldName = keyof typeof DESIRED_FIELDS;

const BY_SCHEMA: ReadonlyMap<unknown, DesiredField> = new Map(
  Object.values<DesiredField>(DESIRED_FIELDS).map((field) => [field.schema, field]),
);

/** The field that a schema belongs to; `undefined` for objects and lists. */
export function fieldOfSchema(schema: unknown): DesiredField | undefined {
  return BY_SCHEMA.get(schema);
}

/** Checks one value alone: `undefined` when it is allowed, else the field with what is allowed and why. */
export function checkDesiredField(name: DesiredFieldName, value: unknown): DesiredField | undefined {
  const field = DESIRED_FIELDS[name];
  return field.schema.safeParse(value).success ? undefined : field;
}
