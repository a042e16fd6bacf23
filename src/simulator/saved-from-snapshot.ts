import type { ObservedSavedConfiguration, SavedApaGroup } from '../model/observed-host';
import type { NetworkConfiguration, SimulatedAggregate, SimulatedVlan } from './simulated-host-state';

/** The saved configuration of a host that looks like a snapshot: what the snapshot does not know is as it runs. */
export function savedFromSnapshot(
  running: NetworkConfiguration,
  saved: ObservedSavedConfiguration | null,
): NetworkConfiguration {
  if (saved === null) return running;
  const { lanInterfaces, apaGroups, hostVlans } = saved;
  const nicAttributes = lanInterfaces.flatMap(
    ({ name, receiveChecksumOffload, transmitChecksumOffload, virtualMtuBytes }) => {
      const now = running.nicAttributes[name];
      if (now === undefined) return [];
      const offload = { rx_cko: receiveChecksumOffload ?? now.rx_cko, tx_cko: transmitChecksumOffload ?? now.tx_cko };
      return [[name, { ...now, ...offload, vmtu: virtualMtuBytes ?? now.vmtu }] as const];
    },
  );
  const taken = new Set((hostVlans ?? []).map(({ name }) => name as string | null));
  return {
    nicAttributes: { ...running.nicAttributes, ...Object.fromEntries(nicAttributes) },
    ...(apaGroups === null
      ? { aggregates: running.aggregates, portModes: running.portModes }
      : savedApa(running, apaGroups)),
    vlans:
      hostVlans === null
        ? running.vlans
        : hostVlans.map(({ name, uplink, vlanId }): SimulatedVlan => {
            const now = running.vlans.find((vlan) =>
              name === null ? vlan.uplink === uplink && vlan.vlanId === vlanId : vlan.name === name,
            );
            const number = name ?? now?.name ?? nextFreeName(taken);
            return { label: 'UNNAMED', pri: 0, tos: 0, ...now, name: number, uplink, vlanId };
          }),
  };
}

function savedApa(
  running: NetworkConfiguration,
  groups: readonly SavedApaGroup[],
): Pick<NetworkConfiguration, 'aggregates' | 'portModes'> {
  const byName = new Map<string, SavedApaGroup>(groups.map((group) => [group.name, group]));
  const isUnclear = (name: string): boolean => byName.get(name)?.mode === null;
  const aggregates = running.aggregates.map((now): SimulatedAggregate => {
    const { mode, ports, loadBalancing, key } = byName.get(now.name) ?? {};
    if (isUnclear(now.name)) return now;
    if (mode === undefined || mode === null || ports === undefined || ports === null)
      return { name: now.name, mode: 'Not_Enabled', ports: [], lb: 'LB_MAC', key: null, gc: null };
    // The order tells the primary port, which a snapshot of the files does not.
    const isSame = ports.length === now.ports.length && ports.every((port) => now.ports.includes(port));
    return {
      ...{ name: now.name, mode, ports: isSame ? now.ports : ports, lb: loadBalancing ?? now.lb },
      ...{ key: mode === 'LACP_AUTO' ? (key ?? null) : null, gc: mode === 'FEC_AUTO' ? (key ?? null) : null },
    };
  });
  const portModes = groups.flatMap(({ mode, ports, key }) =>
    mode === 'LACP_AUTO' || mode === 'FEC_AUTO' ? (ports ?? []).map((name) => ({ name, mode, group: key ?? 0 })) : [],
  );
  const kept = running.aggregates.filter(({ name }) => isUnclear(name)).flatMap(({ ports }) => ports);
  return { aggregates, portModes: [...portModes, ...running.portModes.filter(({ name }) => kept.includes(name))] };
}

function nextFreeName(taken: Set<string | null>): string {
  let ppa = 5000;
  while (taken.has(`lan${String(ppa)}`)) ppa += 1;
  taken.add(`lan${String(ppa)}`);
  return `lan${String(ppa)}`;
}
