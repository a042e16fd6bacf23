import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ObservedHost } from '../model/observed-host';
import { renamedScenario } from '../simulator/renamed-scenario';
import { SCENARIOS } from '../simulator/scenario';
import { scenarioFromSnapshot } from '../simulator/scenario-from-snapshot';
import { createSimulatedHost, type SimulatedHost } from '../simulator/simulated-host';
import { startSimulatedServer, type SimulatedServer } from '../simulator/ssh/simulated-server';

/** A simulated host that is being served, and the ssh_config that leads to it. */
export interface ServedHost {
  readonly name: string;
  readonly host: SimulatedHost;
  readonly server: SimulatedServer;
  /** For `hpvmctl --ssh-config` and for `ssh -F`; goes away with the server. */
  readonly sshConfigFile: string;
}

/** What a simulated host looks like: that of the quick start, or one of a snapshot; and what it is called, where that differs. */
export interface SimulatedLook {
  readonly snapshot?: ObservedHost | undefined;
  readonly name?: string | undefined;
}

/**
 * Serves a simulated host on loopback.
 *
 * @throws a node network error when the port cannot be had
 */
export async function serveSimulatedHost(port: number, look: SimulatedLook = {}): Promise<ServedHost> {
  const { snapshot } = look;
  const scenario = snapshot === undefined ? SCENARIOS.vmhost1 : scenarioFromSnapshot(snapshot);
  const host = createSimulatedHost(look.name === undefined ? scenario : renamedScenario(scenario, look.name));
  const name = look.name ?? snapshot?.host ?? host.state().nodeName;
  const server = await startSimulatedServer(host, { port });
  const sshConfigFile = path.join(server.directory, 'ssh_config');
  await writeFile(sshConfigFile, sshConfigText(name, server));
  return { name, host, server, sshConfigFile };
}

/** First line of an ssh_config that leads to a simulated host. */
export const SIMULATED_HOST_MARK = '# Made by hpvmctl simulate; leads nowhere when that has ended.';

/** An ssh_config that leads to a simulated host under its name, alone or with a domain behind it. */
export function sshConfigText(name: string, server: SimulatedServer): string {
  return `${[
    SIMULATED_HOST_MARK,
    `Host ${name} ${name}.*`,
    `  HostName ${server.address}`,
    `  Port ${String(server.port)}`,
    `  User root`,
    `  IdentityFile ${quoted(server.identityFile)}`,
    `  IdentitiesOnly yes`,
    `  UserKnownHostsFile ${quoted(server.knownHostsFile)}`,
  ].join('\n')}\n`;
}

function quoted(file: string): string {
  return /\s/.test(file) ? `"${file}"` : file;
}
