import { findNode, findPlace, type FileSystem } from '../kernel/file-system';
import { fromBytes, toBytes } from '../kernel/text-of-bytes';
import { putFile } from './mirror-files';

/** The files of a virtual machine as a test sees them. Paths are absolute. */
export interface VirtualFiles {
  /** Text of a file; undefined when there is none. */
  read(path: string): string | undefined;
  /** Writes a file, with the folders above it, also on a full disk. */
  write(path: string, text: string, mode?: number): void;
  exists(path: string): boolean;
  /** Names in a folder, in byte order; none when it is no folder. */
  list(path: string): readonly string[];
  /** Removes a file, a link or a whole folder. */
  remove(path: string): void;
}

/** Opens a file tree for tests. */
export function virtualFiles(files: FileSystem): VirtualFiles {
  return {
    read: (path) => {
      const node = findNode(files, path);
      return node?.kind === 'file' ? fromBytes(node.data) : undefined;
    },
    write: (path, text, mode) => putFile(files, path, toBytes(text), mode),
    exists: (path) => findNode(files, path) !== undefined,
    list: (path) => {
      const node = findNode(files, path);
      return node?.kind === 'folder' ? [...node.entries.keys()].sort() : [];
    },
    remove: (path) => {
      const place = findPlace(files, path, false);
      if (typeof place !== 'string') place.folder.entries.delete(place.name);
    },
  };
}
