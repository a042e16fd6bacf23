import {
  findPlace,
  makeFolder,
  openNode,
  unlink,
  writeBytes,
  type FileError,
  type FolderNode,
} from '../kernel/file-system';
import type { Task } from '../kernel/kernel';
import type { Program, ProgramCall } from '../shell/system';
import { fail, filesOf, nodeAt, optionsOf, pathOf, print, unknownTool } from './tool';

/** `mkdir [-p] [-m mode] folder...` */
export const mkdir: Program = function* (call) {
  const { options, operands } = optionsOf('mkdir', call.args, 'p', 'm');
  const mode = options.has('m') ? parseInt(options.get('m') ?? '', 8) : 0o777 & ~call.process.umask;
  let status = 0;
  for (const operand of operands) {
    const error = makeFolder(filesOf(call), pathOf(call, operand), { parents: options.has('p'), mode });
    if (error !== null) status = yield* fail(call, 'mkdir', operand, error);
  }
  return status;
};

/** `rmdir folder...` */
export const rmdir: Program = function* (call) {
  const { operands } = optionsOf('rmdir', call.args, '');
  let status = 0;
  for (const operand of operands) {
    const error = removeEmptyFolder(call, operand);
    if (error !== null) status = yield* fail(call, 'rmdir', operand, error);
  }
  return status;
};

function removeEmptyFolder(call: ProgramCall, operand: string): FileError | null {
  const place = findPlace(filesOf(call), pathOf(call, operand), false);
  if (typeof place === 'string') return place;
  if (place.node === undefined) return 'ENOENT';
  if (place.node.kind !== 'folder') return 'ENOTDIR';
  if (place.node.entries.size > 0) return 'ENOTEMPTY';
  place.folder.entries.delete(place.name);
  return null;
}

/** `rm [-f] [-r] path...` */
export const rm: Program = function* (call) {
  const { options, operands } = optionsOf('rm', call.args, 'frR');
  let status = 0;
  for (const operand of operands) {
    const place = findPlace(filesOf(call), pathOf(call, operand), false);
    const isMissing = typeof place === 'string' ? place === 'ENOENT' || place === 'ENOTDIR' : place.node === undefined;
    if (isMissing && options.has('f')) continue;
    let error: FileError | null = typeof place === 'string' ? place : null;
    if (typeof place !== 'string') {
      if (place.node?.kind === 'folder' && (options.has('r') || options.has('R')))
        place.folder.entries.delete(place.name);
      else error = unlink(filesOf(call), pathOf(call, operand));
    }
    if (error !== null) status = yield* fail(call, 'rm', operand, error);
  }
  return status;
};

/** `mv [-f] from to`, `mv [-f] from... folder`: a file that is there is replaced at once. */
export const mv: Program = function* (call) {
  const { operands } = optionsOf('mv', call.args, 'f');
  return yield* intoTarget(call, 'mv', operands, (from, to) => {
    const source = findPlace(filesOf(call), pathOf(call, from), false);
    if (typeof source === 'string') return source;
    const target = findPlace(filesOf(call), pathOf(call, to), false);
    if (typeof target === 'string') return target;
    if (source.node === undefined) return 'ENOENT';
    if (target.node?.kind === 'folder' && target.node.entries.size > 0) return 'ENOTEMPTY';
    source.folder.entries.delete(source.name);
    target.folder.entries.set(target.name, source.node);
    return null;
  });
};

/** `cp [-p] [-f] from to`, `cp [-p] [-f] from... folder`; files only. */
export const cp: Program = function* (call) {
  const { options, operands } = optionsOf('cp', call.args, 'fp');
  return yield* intoTarget(call, 'cp', operands, (from, to) => {
    const files = filesOf(call);
    const source = nodeAt(call, from);
    if (source === undefined) return 'ENOENT';
    if (source.kind === 'folder') return 'EISDIR';
    const bytes = source.kind === 'file' ? source.data : '';
    const target = openNode(files, pathOf(call, to), source.mode & 0o777 & ~call.process.umask);
    if (typeof target === 'string') return target;
    if (target.kind !== 'file') return null;
    target.data = '';
    const { error } = writeBytes(files, target, 0, bytes);
    if (options.has('p')) {
      target.mode = source.mode;
      target.modifiedMs = source.modifiedMs;
    }
    return error;
  });
};

/** `ln [-s] [-f] from to` */
export const ln: Program = function* (call) {
  const { options, operands } = optionsOf('ln', call.args, 'sf');
  return yield* intoTarget(call, 'ln', operands, (from, to) => {
    const files = filesOf(call);
    const place = findPlace(files, pathOf(call, to), false);
    if (typeof place === 'string') return place;
    if (place.node !== undefined && !options.has('f')) return 'EEXIST';
    const node = options.has('s')
      ? ({ kind: 'link', target: from, mode: 0o777, modifiedMs: files.now() } as const)
      : nodeAt(call, from);
    if (node === undefined) return 'ENOENT';
    if (files.freeBytes <= 0) return 'ENOSPC';
    place.folder.entries.set(place.name, node);
    return null;
  });
};

/** Carries a tool out for each operand, into the last one when that is a folder. */
function* intoTarget(
  call: ProgramCall,
  name: string,
  operands: readonly string[],
  act: (from: string, to: string) => FileError | null,
): Task {
  const to = operands.at(-1);
  if (to === undefined || operands.length < 2) throw unknownTool(name, call.args);
  const isFolder = nodeAt(call, to)?.kind === 'folder';
  if (operands.length > 2 && !isFolder) return yield* fail(call, name, to, 'ENOTDIR');
  let status = 0;
  for (const from of operands.slice(0, -1)) {
    const base = from.replace(/\/+$/, '').replace(/^.*\//, '');
    const error = act(from, isFolder ? `${to}/${base}` : to);
    if (error !== null) status = yield* fail(call, name, from, error);
  }
  return status;
}

/** `chmod mode path...`: octal modes, and `[ugoa]*[+-=][rwx]*` */
export const chmod: Program = function* (call) {
  const [mode = '', ...operands] = call.args;
  let status = 0;
  for (const operand of operands) {
    const node = nodeAt(call, operand);
    if (node === undefined) status = yield* fail(call, 'chmod', operand, 'ENOENT');
    else node.mode = changedMode(call, node.mode, mode);
  }
  return status;
};

function changedMode(call: ProgramCall, before: number, mode: string): number {
  if (/^[0-7]{3,4}$/.test(mode)) return parseInt(mode, 8);
  const parts = /^([ugoa]*)([-+=])([rwx]*)$/.exec(mode);
  if (parts === null) throw unknownTool('chmod', call.args);
  const [, who = '', sign, what = ''] = parts;
  const bits = (what.includes('r') ? 4 : 0) | (what.includes('w') ? 2 : 0) | (what.includes('x') ? 1 : 0);
  const everybody = who === '' || who.includes('a');
  let mask = 0;
  if (everybody || who.includes('u')) mask |= 0o700;
  if (everybody || who.includes('g')) mask |= 0o070;
  if (everybody || who.includes('o')) mask |= 0o007;
  const chosen = (bits * 0o111) & mask & (who === '' ? ~call.process.umask : 0o777);
  if (sign === '+') return before | chosen;
  return sign === '-' ? before & ~chosen : (before & ~mask) | chosen;
}

/** `ls [-a] [-A] [-d] [-1] [path...]`, one name a line. */
export const ls: Program = function* (call) {
  const { options, operands } = optionsOf('ls', call.args, 'a1dA');
  const lines: string[] = [];
  let status = 0;
  const folders: [string, FolderNode][] = [];
  for (const operand of [...(operands.length === 0 ? ['.'] : operands)].sort()) {
    const place = findPlace(filesOf(call), pathOf(call, operand), true);
    const node = typeof place === 'string' ? undefined : place.node;
    if (node === undefined) status = (yield* fail(call, 'ls', operand, 'ENOENT')) + 1;
    else if (node.kind === 'folder' && !options.has('d')) folders.push([operand, node]);
    else lines.push(operand);
  }
  folders.forEach(([operand, node], index) => {
    if (operands.length > 1) lines.push(...(index > 0 || lines.length > 0 ? [''] : []), `${operand}:`);
    const names = [...node.entries.keys()]
      .filter((name) => options.has('a') || options.has('A') || !name.startsWith('.'))
      .sort();
    lines.push(...(options.has('a') ? ['.', '..'] : []), ...names);
  });
  const printed = yield* print(call, 'ls', lines.map((line) => `${line}\n`).join(''));
  return Math.max(status, printed);
};
