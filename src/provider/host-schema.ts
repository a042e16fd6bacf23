import type { Attribute, Attributes } from './protocol/attribute-type';
import type { Schema } from './protocol/schema';
import { sshAttribute } from './resource/connection';

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
    ssh: sshAttribute,
    declared_at: {
      type: 'string',
      mode: 'optional',
      description: 'Where in the code the host is declared, for error messages. CDKTF fills in the construct path.',
    },
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
