import { commandPaths } from '../../command-interpreter';
import type { SimulatedHost } from '../../simulated-host';
import { findPlace, makeFolder, type FileNode, type FileSystem, type Node } from '../kernel/file-system';
import { toBytes } from '../kernel/text-of-bytes';
import { TOOLS } from '../externals/tools';

const FOLDERS = [
  '/dev',
  '/etc/rc.config.d',
  '/home',
  '/opt',
  '/sbin/init.d',
  '/sbin/rc3.d',
  '/tmp',
  '/usr/bin',
  '/usr/sbin',
];
const STATE_FOLDERS = ['/var/opt/hpvm/common', '/var/opt/hpvm/guests', '/var/tmp'];

/** Lays out a host's file tree: folders, tools, simulated commands and `/dev/null`. `/bin` is `/usr/bin`, as on HP-UX. */
export function installFiles(files: FileSystem, host: SimulatedHost): void {
  for (const folder of [...FOLDERS, ...STATE_FOLDERS]) makeFolder(files, folder, { parents: true });
  const modifiedMs = files.now();
  put(files, '/bin', { kind: 'link', target: '/usr/bin', mode: 0o777, modifiedMs });
  put(files, '/dev/null', { kind: 'null', mode: 0o666, modifiedMs });
  for (const name of [...Object.keys(TOOLS), 'sh']) put(files, `/usr/bin/${name}`, program('tool', name, modifiedMs));
  put(files, '/sbin/sh', program('tool', 'sh', modifiedMs));
  for (const path of commandPaths(host.state())) {
    makeFolder(files, path.replace(/\/[^/]*$/, ''), { parents: true });
    put(files, path, program('host', path, modifiedMs));
  }
}

function program(kind: 'tool' | 'host', name: string, modifiedMs: number): FileNode {
  return { kind: 'file', data: toBytes(`${name}\n`), mode: 0o755, modifiedMs, program: { kind, name } };
}

function put(files: FileSystem, path: string, node: Node): void {
  const place = findPlace(files, path, false);
  if (typeof place === 'string') throw new Error(`${path} cannot be made: ${place}`);
  place.folder.entries.set(place.name, node);
}
