/** Why a file operation failed, as errno names it. */
export type FileError =
  'ENOENT' | 'ENOTDIR' | 'EISDIR' | 'EEXIST' | 'ENOTEMPTY' | 'ENOSPC' | 'ELOOP' | 'EBADF' | 'EPIPE';

/** Contents are byte strings: one character from U+0000 to U+00FF for each byte. */
export interface FileNode {
  readonly kind: 'file';
  data: string;
  mode: number;
  /** Virtual ms since 1970. */
  modifiedMs: number;
  /** A command that the machine itself carries out: a POSIX tool, or a simulated HP command. */
  readonly program?: { readonly kind: 'tool' | 'host'; readonly name: string };
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly entries: Map<string, Node>;
  mode: number;
  modifiedMs: number;
}

export type Node =
  | FileNode
  | FolderNode
  | { readonly kind: 'link'; readonly target: string; mode: number; modifiedMs: number }
  | { readonly kind: 'null'; mode: number; modifiedMs: number };

/** Where a path leads: the folder that holds it, its name there, and what stands there now. */
export interface Place {
  readonly folder: FolderNode;
  readonly name: string;
  readonly node: Node | undefined;
}

/** A tree of files in memory. Paths are absolute. Whoever uses it is root: permissions refuse nothing. */
export interface FileSystem {
  readonly root: FolderNode;
  /** Bytes that still fit into files. */
  freeBytes: number;
  /** Clock for times of change. */
  now(): number;
}

const SYMBOLIC_LINKS_AT_MOST = 20;

/** Makes an empty tree. */
export function createFileSystem(now: () => number): FileSystem {
  return {
    root: { kind: 'folder', entries: new Map(), mode: 0o755, modifiedMs: 0 },
    freeBytes: Number.POSITIVE_INFINITY,
    now,
  };
}

/** Makes a path absolute; `.` and `..` stay, because `..` behind a link is not the folder before it. */
export function absolutePath(workingFolder: string, path: string): string {
  return path.startsWith('/') ? path : `${workingFolder}/${path}`;
}

/** Walks to a path. The last link is followed only when `follows`. */
export function findPlace(files: FileSystem, path: string, follows: boolean): Place | FileError {
  return straightPlace(files, path) ?? walk(files, path, follows, 0);
}

const namesOfPaths = new Map<string, readonly string[] | null>();
/** Paths that hold a run id are seen for a while only. */
const MOST_PATHS = 5000;

/** Names of a path on which every one leads down; null for other paths. */
function straightNames(path: string): readonly string[] | null {
  let names = namesOfPaths.get(path);
  if (names !== undefined) return names;
  const all = path.split('/').filter((name) => name !== '' && name !== '.');
  names = path === '' || path.includes('/.') || path.startsWith('.') || all.length === 0 ? null : all;
  if (namesOfPaths.size >= MOST_PATHS) namesOfPaths.clear();
  namesOfPaths.set(path, names);
  return names;
}

/** Walks a path without links and dots; null when it is none, or does not lead to the end. */
function straightPlace(files: FileSystem, path: string): Place | null {
  const names = straightNames(path);
  if (names === null) return null;
  let folder: FolderNode = files.root;
  const last = names.length - 1;
  for (let index = 0; index < last; index += 1) {
    const node = folder.entries.get(names[index] ?? '');
    if (node?.kind !== 'folder') return null;
    folder = node;
  }
  const name = names[last] ?? '';
  const node = folder.entries.get(name);
  return node?.kind === 'link' ? null : { folder, name, node };
}

function walk(files: FileSystem, path: string, follows: boolean, links: number): Place | FileError {
  if (path === '') return 'ENOENT';
  if (links > SYMBOLIC_LINKS_AT_MOST) return 'ELOOP';
  const names = path.split('/');
  const trail: FolderNode[] = [files.root];
  const way: string[] = [];
  let place: Place = { folder: files.root, name: '', node: files.root };
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? '';
    if (name === '' || name === '.') {
      if (name === '.' && place.node === undefined) return 'ENOENT';
      continue;
    }
    if (place.node === undefined) return 'ENOENT';
    if (place.node.kind !== 'folder') return 'ENOTDIR';
    if (name === '..') {
      if (trail.length > 1) trail.pop();
      way.pop();
      const folder = trail.at(-1) ?? files.root;
      place = { folder, name: '', node: folder };
      continue;
    }
    const folder: FolderNode = place.node;
    const node = folder.entries.get(name);
    const isLast = index === names.length - 1;
    if (node?.kind === 'link' && (!isLast || follows)) {
      const rest = names.slice(index + 1).join('/');
      const base = node.target.startsWith('/') ? node.target : `/${way.join('/')}/${node.target}`;
      return walk(files, rest === '' ? base : `${base}/${rest}`, follows, links + 1);
    }
    if (node?.kind === 'folder') trail.push(node);
    way.push(name);
    place = { folder, name, node };
  }
  return place;
}

/** What stands at a path, links followed; undefined when nothing does. */
export function findNode(files: FileSystem, path: string): Node | undefined {
  const place = straightPlace(files, path) ?? walk(files, path, true, 0);
  return typeof place === 'string' ? undefined : place.node;
}

/** Makes a folder; with `parents` also those above it, and an existing one is no error. */
export function makeFolder(
  files: FileSystem,
  path: string,
  options: { parents?: boolean; mode?: number } = {},
): FileError | null {
  const place = findPlace(files, path, true);
  if (place === 'ENOENT' && options.parents === true) {
    const above = path.replace(/\/*[^/]+\/*$/, '');
    const error = makeFolder(files, above === '' ? '/' : above, options);
    return error ?? makeFolder(files, path, options);
  }
  if (typeof place === 'string') return place;
  if (place.node !== undefined) return options.parents === true && place.node.kind === 'folder' ? null : 'EEXIST';
  if (files.freeBytes <= 0) return 'ENOSPC';
  const modifiedMs = files.now();
  place.folder.entries.set(place.name, { kind: 'folder', entries: new Map(), mode: options.mode ?? 0o755, modifiedMs });
  place.folder.modifiedMs = modifiedMs;
  return null;
}

/** Finds a file for writing and makes it when it is not there. */
export function openNode(files: FileSystem, path: string, mode: number): Node | FileError {
  const place = findPlace(files, path, true);
  if (typeof place === 'string') return place;
  if (place.node !== undefined) return place.node.kind === 'folder' ? 'EISDIR' : place.node;
  if (path.endsWith('/')) return 'EISDIR';
  const node: FileNode = { kind: 'file', data: '', mode, modifiedMs: files.now() };
  place.folder.entries.set(place.name, node);
  return node;
}

/** Writes bytes into a file. On a full disk the part that still fits is written. */
export function writeBytes(
  files: FileSystem,
  node: FileNode,
  offset: number,
  bytes: string,
): { written: number; error: FileError | null } {
  const room = files.freeBytes;
  const fits = bytes.length <= room ? bytes : bytes.slice(0, Math.max(0, room));
  const { data } = node;
  if (offset === data.length) node.data = data + fits;
  else if (offset > data.length) node.data = data + '\0'.repeat(offset - data.length) + fits;
  else node.data = data.slice(0, offset) + fits + data.slice(offset + fits.length);
  node.modifiedMs = files.now();
  if (room !== Number.POSITIVE_INFINITY) files.freeBytes -= fits.length;
  return { written: fits.length, error: fits.length < bytes.length ? 'ENOSPC' : null };
}

/** Removes a name that is no folder. */
export function unlink(files: FileSystem, path: string): FileError | null {
  const place = findPlace(files, path, false);
  if (typeof place === 'string') return place;
  if (place.node === undefined) return 'ENOENT';
  if (place.node.kind === 'folder') return 'EISDIR';
  place.folder.entries.delete(place.name);
  return null;
}
