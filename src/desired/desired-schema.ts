import { z } from 'zod';

import { DESIRED_FIELDS as fields } from './desired-fields';

/** Budgets, which never make a change, and where the element is declared. */
const declared = { protect: fields.protect.schema.optional(), from: fields.from.schema.optional() };
const budgeted = { maxOutageSeconds: fields.maxOutageSeconds.schema.optional(), ...declared };

const lanInterface = z.strictObject({
  name: fields.nicName.schema,
  checksumOffload: fields.offload.schema.optional(),
  segmentationOffload: fields.offload.schema.optional(),
  ...declared,
});

const apaGroup = z.strictObject({
  name: fields.groupName.schema,
  mode: fields.apaMode.schema.optional(),
  ports: z.array(fields.nicName.schema).optional(),
  loadBalancing: fields.loadBalancing.schema.optional(),
  ...declared,
});

const hostVlan = z.strictObject({
  name: fields.hostVlanName.schema,
  uplink: fields.hostVlanUplink.schema.optional(),
  vlanId: fields.vlanId.schema.optional(),
  ...declared,
});

const vswitch = z.strictObject({
  name: fields.managedVswitchName.schema,
  uplink: fields.vswitchUplink.schema.nullable().optional(),
  standbyUplink: fields.vswitchStandbyUplink.schema.optional(),
  state: fields.vswitchState.schema.optional(),
  ...budgeted,
});

const guestNic = z.strictObject({
  guest: fields.guestName.schema,
  slot: fields.slot.schema,
  vswitch: fields.vswitchName.schema.optional(),
  vlanId: fields.vlanId.schema.nullable().optional(),
  adapter: fields.adapter.schema.optional(),
  port: fields.vswitchPort.schema.optional(),
  mac: fields.mac.schema.optional(),
  ...budgeted,
});

const tunables = z.strictObject({ macAddressFrames: fields.macAddressFrames.schema.optional(), ...declared });

const addressAfter = z.strictObject({
  address: fields.connectionAddress.schema,
  port: fields.connectionPort.schema.optional(),
});

const discoveryIdentity = z.strictObject({
  user: fields.connectionUser.schema.optional(),
  sudo: fields.connectionSudo.schema.optional(),
});

const connection = z.strictObject({
  address: fields.connectionAddress.schema,
  port: fields.connectionPort.schema.optional(),
  user: fields.connectionUser.schema.optional(),
  after: addressAfter.optional(),
  sudo: fields.connectionSudo.schema.optional(),
  legacyAlgorithms: fields.legacyAlgorithms.schema.optional(),
  client: fields.connectionClient.schema.optional(),
  discovery: discoveryIdentity.optional(),
});

/** Shape of `<host>.desired.json`: what each value alone may be. What spans values is in `rules/`. */
export const desiredHostSchema = z.strictObject({
  formatVersion: fields.formatVersion.schema,
  kind: fields.kind.schema,
  host: fields.hostName.schema,
  connection: connection.optional(),
  lanInterfaces: z.array(lanInterface).optional(),
  apaGroups: z.array(apaGroup).optional(),
  hostVlans: z.array(hostVlan).optional(),
  vswitches: z.array(vswitch).optional(),
  guestNics: z.array(guestNic).optional(),
  tunables: tunables.optional(),
});

/** A document whose values are all well formed, before normalisation. */
export type DesiredDocument = z.infer<typeof desiredHostSchema>;
