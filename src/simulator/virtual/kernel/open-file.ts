import type { FileError, FileNode, FileSystem } from './file-system';
import { writeBytes } from './file-system';

/** Bytes between processes. It never fills: a writer waits for nobody. */
export interface Pipe {
  bytes: string;
  writers: number;
  readers: number;
  /** Wakes those who wait for bytes. */
  readonly waiting: Set<() => void>;
}

/** A stream that goes to the client; null error when it took the bytes. */
export interface ClientStream {
  write(bytes: string): FileError | null;
  close(): void;
}

/** An open file description, shared by duplicated descriptors and by child processes. */
export interface OpenFile {
  holders: number;
  readonly at:
    | {
        readonly kind: 'file';
        readonly node: FileNode;
        offset: number;
        readonly isAppending: boolean;
        readonly isWritable: boolean;
      }
    | { readonly kind: 'reader' | 'writer'; readonly pipe: Pipe }
    | { readonly kind: 'client'; readonly stream: ClientStream }
    | { readonly kind: 'null' };
}

/** Descriptors of a process by number. */
export type Descriptors = (OpenFile | undefined)[];

/** Makes a pipe: what is read from it, and what is written to it. */
export function createPipe(): { readonly reader: OpenFile; readonly writer: OpenFile } {
  const pipe: Pipe = { bytes: '', writers: 1, readers: 1, waiting: new Set() };
  return { reader: { holders: 0, at: { kind: 'reader', pipe } }, writer: { holders: 0, at: { kind: 'writer', pipe } } };
}

/** Puts an open file at a descriptor, and lets go of what was there. */
export function place(descriptors: Descriptors, descriptor: number, file: OpenFile | undefined): void {
  if (file !== undefined) file.holders += 1;
  const old = descriptors[descriptor];
  descriptors[descriptor] = file;
  if (old !== undefined) release(old);
}

/** Descriptors for a child process: the same open files. */
export function inherit(descriptors: Descriptors): Descriptors {
  for (const file of descriptors) if (file !== undefined) file.holders += 1;
  return descriptors.slice();
}

/** Lets go of an open file; the last one closes it. */
export function release(file: OpenFile): void {
  file.holders -= 1;
  if (file.holders > 0) return;
  const { at } = file;
  if (at.kind === 'client') at.stream.close();
  if (at.kind === 'reader') at.pipe.readers = 0;
  if (at.kind === 'writer') {
    at.pipe.writers = 0;
    wake(at.pipe);
  }
}

/** Writes bytes to an open file; says why not all of them were taken. */
export function writeTo(files: FileSystem, file: OpenFile | undefined, bytes: string): FileError | null {
  if (file === undefined) return 'EBADF';
  const { at } = file;
  switch (at.kind) {
    case 'null':
      return null;
    case 'client':
      return at.stream.write(bytes);
    case 'reader':
      return 'EBADF';
    case 'writer':
      if (at.pipe.readers === 0) return 'EPIPE';
      at.pipe.bytes += bytes;
      wake(at.pipe);
      return null;
    case 'file': {
      if (!at.isWritable) return 'EBADF';
      if (bytes === '') return null;
      const { written, error } = writeBytes(files, at.node, at.isAppending ? at.node.data.length : at.offset, bytes);
      at.offset = at.isAppending ? at.node.data.length : at.offset + written;
      return error;
    }
  }
}

/**
 * Takes what can be read now: at most `limit` bytes, up to and with a line end when `isLine`.
 * Null: nothing yet, a writer may still come; empty: the end.
 */
export function takeBytes(file: OpenFile, isLine: boolean, limit = Number.POSITIVE_INFINITY): string | null {
  const { at } = file;
  if (at.kind === 'file') {
    const { data } = at.node;
    const lineEnd = isLine ? data.indexOf('\n', at.offset) : -1;
    const end = lineEnd < 0 ? data.length : lineEnd + 1;
    const bytes = data.slice(at.offset, Math.min(end, at.offset + limit));
    at.offset += bytes.length;
    return bytes;
  }
  if (at.kind !== 'reader') return '';
  const { pipe } = at;
  const lineEnd = isLine ? pipe.bytes.indexOf('\n') : pipe.bytes.length - 1;
  if (lineEnd < 0 && pipe.writers > 0) return null;
  const bytes = pipe.bytes.slice(0, Math.min(lineEnd < 0 ? pipe.bytes.length : lineEnd + 1, limit));
  pipe.bytes = pipe.bytes.slice(bytes.length);
  return bytes;
}

function wake(pipe: Pipe): void {
  for (const goOn of pipe.waiting) goOn();
  pipe.waiting.clear();
}
