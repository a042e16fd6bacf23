import { absolutePath, findNode, openNode, type FileError, type Node } from '../kernel/file-system';
import type { Doing, Process, Task } from '../kernel/kernel';
import { place, type Descriptors, type OpenFile } from '../kernel/open-file';
import { errorText } from '../kernel/streams';
import type { Redirection } from '../syntax/syntax-tree';
import { expandText } from './expansion';
import type { Shell } from './shell';

/** A redirection whose target was expanded; for a here-document the target is its text. */
export interface ExpandedRedirection {
  readonly descriptor: number;
  readonly operator: Redirection['operator'];
  readonly target: string;
}

const NONE: readonly ExpandedRedirection[] = [];

/** Expands the targets of redirections in the shell that has them. */
export function expandRedirections(
  shell: Shell,
  redirections: readonly Redirection[],
): Doing<readonly ExpandedRedirection[]> {
  if (redirections.length === 0) return NONE;
  if (redirections.some(({ target }) => !target.isQuick)) return targetsOf(shell, redirections);
  return redirections.map(({ descriptor, operator, target }) => {
    const text = expandText(shell, target);
    if (typeof text !== 'string') throw new Error('a quick word is expanded at once');
    return { descriptor, operator, target: text };
  });
}

function* targetsOf(shell: Shell, redirections: readonly Redirection[]): Task<readonly ExpandedRedirection[]> {
  const result: ExpandedRedirection[] = [];
  for (const { descriptor, operator, target } of redirections) {
    const text = expandText(shell, target);
    result.push({ descriptor, operator, target: typeof text === 'string' ? text : yield* text });
  }
  return result;
}

/** Carries redirections out on a table of descriptors, one after another. Says what could not be opened. */
export function redirect(
  shell: Shell,
  process: Process,
  descriptors: Descriptors,
  redirections: readonly ExpandedRedirection[],
): string | null {
  for (const redirection of redirections) {
    const file = openTarget(shell, process, descriptors, redirection);
    if (typeof file === 'string') return `${redirection.target}: ${errorText(file)}`;
    place(descriptors, redirection.descriptor, file ?? undefined);
  }
  return null;
}

/** What came of redirections; `undo` puts back what was there. */
export interface Redirected {
  readonly error: string | null;
  readonly undo: () => void;
}

/** Redirects the shell itself for a while. */
export function redirectForNow(shell: Shell, redirections: readonly ExpandedRedirection[]): Redirected {
  const { process } = shell;
  const { descriptors } = process;
  const saved = redirections.map(({ descriptor }) => ({ descriptor, file: descriptors[descriptor] }));
  for (const { file } of saved) if (file !== undefined) file.holders += 1;
  const error = redirect(shell, process, descriptors, redirections);
  return {
    error,
    undo: () => {
      for (const { descriptor, file } of saved.reverse()) {
        place(descriptors, descriptor, file);
        if (file !== undefined) file.holders -= 1;
      }
    },
  };
}

/** The open file a redirection leads to; null closes the descriptor. */
function openTarget(
  shell: Shell,
  process: Process,
  descriptors: Descriptors,
  { operator, target }: ExpandedRedirection,
): OpenFile | FileError | null {
  const { files } = shell.kernel;
  switch (operator) {
    case '<<':
      return fileOf({ kind: 'file', data: target, mode: 0o600, modifiedMs: 0 }, false, false);
    case '<&':
    case '>&': {
      if (target === '-') return null;
      if (!/^[0-9]+$/.test(target)) throw new Error(`the virtual shell does not know ${operator}${target}`);
      return descriptors[Number(target)] ?? 'EBADF';
    }
    case '<': {
      const node = findNode(files, absolutePath(process.workingFolder, target));
      if (node === undefined) return 'ENOENT';
      return node.kind === 'folder' ? 'EISDIR' : fileOf(node, false, false);
    }
    default: {
      const path = absolutePath(process.workingFolder, target);
      if (operator === '>' && shell.noClobber && findNode(files, path)?.kind === 'file') return 'EEXIST';
      const node = openNode(files, path, 0o666 & ~process.umask);
      if (typeof node === 'string') return node;
      if (operator !== '>>' && node.kind === 'file') node.data = '';
      return fileOf(node, true, operator === '>>');
    }
  }
}

function fileOf(node: Node, isWritable: boolean, isAppending: boolean): OpenFile {
  if (node.kind !== 'file') return { holders: 0, at: { kind: 'null' } };
  return { holders: 0, at: { kind: 'file', node, offset: 0, isAppending, isWritable } };
}
