import { canonicalJson } from '../model/canonical-json';
import type { ObservedHost } from '../model/observed-host';
import { targetOf } from '../workflow/host-target';
import type { Attribute, Attributes } from './protocol/attribute-type';
import type { Schema } from './protocol/schema';
import type { ObjectValue, Value } from './protocol/value';
import { connectionAttribute } from './resource/connection';
import { readConfig, type LocatedDiagnostic } from './resource/host-network-config';
import type { World } from './world';

const told = (type: Attribute['type'], description: string): Attribute => ({ type, mode: 'computed', description });
const mapOf = (description: string, attributes: Attributes): Attribute =>
  told({ nesting: 'map', attributes }, description);

/** `hpvm_host`: a host as it is. */
export const HOST_SCHEMA: Schema = {
  version: 0,
  description:
    'Reads a host over SSH and changes nothing. Its `snapshot` lets `hpvm_host_network` show the commands of the first plan.',
  attributes: {
    host: { type: 'string', mode: 'required', description: 'Name of the host.' },
    connection: connectionAttribute,
    snapshot: told(
      'string',
      'The whole observation as JSON, as `hpvmctl discover` writes it: for `hpvm_host_network`, or for `jsondecode`.',
    ),
    node_name: told('string', '`uname -n`.'),
    os_release: told('string', '`uname -r`: `B.11.31` is 11i v3.'),
    model: told('string', 'What `model` prints.'),
    integrity_vm_version: told('string', 'Release of Integrity VM, for example `B.04.20.05`.'),
    guests: mapOf('Guests, by name.', { state: told('string', 'As printed, for example `On (OS)`.') }),
    interfaces: mapOf('Physical NICs, by name.', {
      mac: told('string', 'MAC address.'),
      state: told('string', '`up` or `down`.'),
      driver: told('string', 'Driver.'),
      speed_mbps: told('number', 'Speed of the link in Mbit/s; null without one.'),
    }),
    groups: mapOf('Configured aggregates and failover groups, by name.', {
      mode: told('string', 'Mode.'),
      ports: told(['list', 'string'], 'NICs in it.'),
      state: told('string', '`up` or `down`.'),
    }),
    vswitches: mapOf('vswitches, by name.', {
      uplink: told('string', 'Interface behind it; null for guests only.'),
      state: told('string', '`up`, `down` or `unknown`.'),
      mac: told('string', 'MAC address captured when it booted.'),
    }),
    guest_nics: mapOf('Guest NICs, by `guest:bus,device`.', {
      vswitch: told('string', 'vswitch it is connected to.'),
      port: told('number', 'vswitch port.'),
      vlan_id: told('string', 'VLAN of the port, `none` when untagged; null when it could not be read.'),
      adapter: told('string', '`avio_lan` or `lan`.'),
      mac: told('string', 'MAC address.'),
    }),
    unread: told(['list', 'string'], 'What could not be read, and why. Unknown is not absent.'),
  },
};

/** Reads a host. */
export async function readHost(
  config: ObjectValue,
  world: World,
): Promise<{ readonly state: ObjectValue; readonly diagnostics: readonly LocatedDiagnostic[] }> {
  const { host = null, connection = null } = config;
  const asked = readConfig({ host, connection }, world.connectionDefaults);
  if (asked.loaded === undefined) return { state: config, diagnostics: asked.diagnostics };
  const observed = await world.observe(targetOf(asked.loaded.desired));
  const diagnostics = observed.diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map((diagnostic) => ({ diagnostic, path: [{ attribute: 'host' }] }));
  return { state: observed.ok ? { ...config, ...facts(observed.value) } : config, diagnostics };
}

function facts(observed: ObservedHost): ObjectValue {
  const { platform } = observed;
  return {
    snapshot: canonicalJson(observed),
    node_name: platform.nodeName,
    os_release: platform.osRelease,
    model: platform.model,
    integrity_vm_version: platform.integrityVmVersion,
    guests: keyed(
      observed.guests,
      ({ name }) => name,
      ({ stateText }) => ({ state: stateText }),
    ),
    interfaces: keyed(
      observed.lanInterfaces,
      ({ name }) => name,
      ({ mac, state, driver, speedMbps }) => ({ mac, state, driver, speed_mbps: speedMbps }),
    ),
    groups: keyed(
      observed.apaGroups.filter(({ mode }) => mode !== 'Not_Enabled'),
      ({ name }) => name,
      ({ mode, ports, state }) => ({ mode, ports, state }),
    ),
    vswitches: keyed(
      observed.vswitches,
      ({ name }) => name,
      ({ uplink, state, mac }) => ({ uplink, state, mac }),
    ),
    guest_nics: keyed(
      observed.guestNics,
      ({ guest, slot }) => `${guest}:${slot}`,
      ({ vswitch, port, vlanId, adapter, mac }) => ({ vswitch, port, vlan_id: vlanText(vlanId), adapter, mac }),
    ),
    unread: observed.coverage.map(({ subject, probe, reason }) => `${subject}: ${reason} (${probe})`),
  };
}

function vlanText(vlanId: number | null | 'unknown'): string | null {
  if (vlanId === 'unknown') return null;
  return vlanId === null ? 'none' : String(vlanId);
}

function keyed<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  valueOf: (item: Item) => ObjectValue,
): Value {
  return Object.fromEntries(items.map((item) => [keyOf(item), valueOf(item)]));
}
