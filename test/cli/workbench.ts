import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SCENARIOS, type Scenario } from '../../src/simulator/scenario';
import { createSimulatedHost, type SimulatedHost } from '../../src/simulator/simulated-host';
import { startSimulatedServer, type SimulatedServer } from '../../src/simulator/ssh/simulated-server';
import { waitUntil } from '../tools/wait-until';
import { hpvmctl, startHpvmctl, type Finished, type Running } from './hpvmctl-process';

/** A folder with desired state, a simulated host that it leads to, and the command to try on both. */
export interface Workbench {
  readonly folder: string;
  readonly host: SimulatedHost;
  readonly server: SimulatedServer;
  /** Options that lead to the host. */
  readonly connection: readonly string[];
  /** Runs a command with the connection options behind it. */
  run(...words: readonly string[]): Promise<Finished>;
  /** Runs a command with other connection options behind it. */
  runWith(connection: readonly string[], ...words: readonly string[]): Promise<Finished>;
  start(...words: readonly string[]): Running;
  /** Writes `vmhost1.desired.json` with these resources. */
  desire(resources: Readonly<Record<string, unknown>>): void;
  write(name: string, content: string): void;
  read(name: string): string;
  /** What the runs on the host have written into their journals. */
  journals(): string;
  /** Resolves when a journal on the host holds the text. */
  journaled(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The name of the document that `desire` writes. */
export const DESIRED = 'vmhost1.desired.json';

/** One step, harmless and quick. */
export const TWO_FRAMES = { tunables: { macAddressFrames: 2 } };

/** Makes a workbench around the quick-start host, changed as the test needs it. */
export async function openWorkbench(changes: Partial<Scenario> = {}): Promise<Workbench> {
  const host = createSimulatedHost({ ...SCENARIOS.vmhost1, ...changes });
  const server = await startSimulatedServer(host);
  const folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-test-'));
  const connection = [
    ...['--connect', `root@127.0.0.1:${String(server.port)}`],
    ...['--identity', server.identityFile],
    ...['--known-hosts', server.knownHostsFile],
  ];
  const place = { folder };
  let isClosed = false;
  const journals = (): string => journalsBelow(path.join(server.root, 'var/opt/hpvmctl/runs'));
  const write = (name: string, content: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  return {
    folder,
    host,
    server,
    connection,
    run: (...words) => hpvmctl([...words, ...connection], place),
    runWith: (options, ...words) => hpvmctl([...words, ...options], place),
    start: (...words) => startHpvmctl([...words, ...connection], place),
    desire: (resources) => write(DESIRED, desiredText(resources)),
    write,
    read: (name) => readFileSync(path.join(folder, name), 'utf8'),
    journals,
    journaled: (text) =>
      waitUntil(
        () => journals().includes(text),
        () => isClosed,
      ),
    close: async () => {
      isClosed = true;
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function journalsBelow(folder: string): string {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /journal\.\w+$/.test(name));
  return files.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('');
}

/** The text of a desired-state document of vmhost1. */
export function desiredText(resources: Readonly<Record<string, unknown>>, host = 'vmhost1'): string {
  return `${JSON.stringify({ formatVersion: '1', kind: 'hpvm-desired-host', host, ...resources }, null, 2)}\n`;
}
