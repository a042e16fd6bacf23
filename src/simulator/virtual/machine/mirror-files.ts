import { findNode, makeFolder, openNode, unlink, type FileSystem } from '../kernel/file-system';
import { fromBytes, toBytes } from '../kernel/text-of-bytes';
import { SAVED_FILES } from '../../saved-files/saved-files';
import type { SimulatedHost } from '../../simulated-host';
import type { SimulatedHostState } from '../../simulated-host-state';

/** Keeps the host's files and those of the virtual machine alike: an edit of either side reaches the other with the next command. */
export interface MirroredFiles {
  readIn(): void;
  writeOut(): void;
}

/** Mirrors the files of a host; `writeOut` first puts them there. */
export function mirrorFiles(host: SimulatedHost, files: FileSystem): MirroredFiles {
  const written = new Map<string, string>();
  let pathsOf: SimulatedHostState['files'] | undefined;
  let paths: readonly string[] = [];
  let lastWritten: Pick<SimulatedHostState, 'files' | 'guests'> | undefined;
  return {
    readIn: () => {
      const { files: hostFiles } = host.state();
      if (hostFiles !== pathsOf) {
        pathsOf = hostFiles;
        paths = [...new Set([...Object.keys(hostFiles), ...SAVED_FILES])];
      }
      for (const path of paths) {
        const node = findNode(files, path);
        if (node?.kind !== 'file') continue;
        if (node.data === written.get(path)) continue;
        host.writeFile(path, fromBytes(node.data));
        written.set(path, node.data);
      }
    },
    writeOut: () => {
      const { files: hostFiles, guests } = host.state();
      if (hostFiles === lastWritten?.files && guests === lastWritten.guests) return;
      lastWritten = { files: hostFiles, guests };
      const wanted = wantedFiles(host);
      for (const path of written.keys()) {
        if (wanted.has(path)) continue;
        unlink(files, path);
        written.delete(path);
      }
      for (const [path, text] of wanted) {
        const bytes = toBytes(text);
        if (written.get(path) === bytes) continue;
        putFile(files, path, bytes);
        written.set(path, bytes);
      }
    },
  };
}

/** Puts a file with these bytes at a path, with the folders above it; never short of space. */
export function putFile(files: FileSystem, path: string, bytes: string, mode?: number): void {
  const { freeBytes } = files;
  files.freeBytes = Number.POSITIVE_INFINITY;
  makeFolder(files, path.replace(/\/[^/]*$/, '') || '/', { parents: true });
  files.freeBytes = freeBytes;
  const node = openNode(files, path, mode ?? 0o644);
  if (typeof node === 'string' || node.kind !== 'file') throw new Error(`${path} cannot be written`);
  node.data = bytes;
  if (mode !== undefined) node.mode = mode;
}

function wantedFiles(host: SimulatedHost): Map<string, string> {
  const { files, guests } = host.state();
  const wanted = new Map(Object.entries(files));
  for (const guest of guests) {
    const folder = `/var/opt/hpvm/guests/${guest.name}`;
    wanted.set(`${folder}/vmm_config.current`, `${JSON.stringify(guest.nics)}\n`);
    if (guest.nextNics !== null) wanted.set(`${folder}/vmm_config.next`, `${JSON.stringify(guest.nextNics)}\n`);
  }
  return wanted;
}
