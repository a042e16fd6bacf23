import { canonicalJson } from '../model/canonical-json';
import type { ObservedHost } from '../model/observed-host';
import { targetOf } from '../workflow/host-target';
import type { ObjectValue, Value } from './protocol/value';
import { readConfig, type LocatedDiagnostic } from './resource/host-network-config';
import type { World } from './world';

/** Reads a host. */
export async function readHost(
  config: ObjectValue,
  world: World,
): Promise<{ readonly state: ObjectValue; readonly diagnostics: readonly LocatedDiagnostic[] }> {
  const { host = null, ssh = null } = config;
  const asked = readConfig({ host, ssh }, world.connectionDefaults);
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
