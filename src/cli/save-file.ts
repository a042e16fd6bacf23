import path from 'node:path';
import { errorDiagnostic } from '../model/diagnostic';
import { printableJson } from '../model/printable-json';
import { printableText } from '../review/printable-text';
import type { CliContext } from './context';
import { noteDiagnostics } from './note-diagnostics';
import { withFileLock, type LockWaiting } from './with-file-lock';
import { placeOf, tryWriting, writeFileAtomic } from './write-file-atomic';

/**
 * Writes a file that the user named, whole or not at all; when that fails says so and gives false. A person who watches
 * is told what was written: `what` is in it.
 */
export async function saveFile(context: CliContext, file: string, content: string, what: string): Promise<boolean> {
  const isSaved = await succeeds(context, file, async (absolute) => {
    await writeFileAtomic(absolute, content, context.randomToken());
    return true;
  });
  if (isSaved && context.isWatched) context.note(`Wrote ${what} to ${printableText(file)}.\n`);
  return isSaved;
}

/** Finds out beforehand whether {@link saveFile} can work, and says so when it cannot. Writes nothing that stays. */
export async function canSaveFile(context: CliContext, file: string): Promise<boolean> {
  return succeeds(context, file, async (absolute) => {
    await tryWriting(absolute, context.randomToken());
    return true;
  });
}

/**
 * Does something that saves a file while no other process does the same with it, by whatever link it is named; what that gives, or false when the file
 * cannot be locked, which is said. `isHeld` is that of {@link withFileLock}.
 */
export async function withSavedFile<T>(
  context: CliContext,
  file: string,
  waiting: Omit<LockWaiting, 'token'>,
  work: (isHeld: () => Promise<boolean>) => Promise<T>,
): Promise<T | false> {
  return succeeds(context, file, async (absolute) => {
    const place = await placeOf(absolute);
    // What cannot be replaced, a pipe or a device, has no content that could be lost.
    if (place === 'not-replaceable') return work(() => Promise.resolve(true));
    return withFileLock(place, { ...waiting, token: context.randomToken() }, work);
  });
}

async function succeeds<T>(
  context: CliContext,
  file: string,
  write: (absolute: string) => Promise<T>,
): Promise<T | false> {
  try {
    return await write(path.resolve(context.workingFolder, file));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const [why, next] = REASONS.get(String(error.code)) ?? [error.message, OTHERWISE];
    noteDiagnostics(context, [errorDiagnostic('cannot-write-file', `Cannot write ${file}: ${why}`, next)]);
    return false;
  }
}

const OTHERWISE = 'Check that the folder exists and that you may write there.';

/** Why a file cannot be written, and what to do next, by the error of the system. */
const REASONS: ReadonlyMap<string, readonly [why: string, next: string]> = new Map([
  ['ENOENT', ['there is no such folder', 'Make the folder first (mkdir -p), or correct the path.']],
  ['EACCES', ['you may not write there', 'Choose another place, or have the permissions changed (ls -ld shows them).']],
  ['EISDIR', ['it is a folder', 'Name a file in it.']],
  ['ENOTDIR', ['a part of its path is a file, not a folder', 'Correct the path.']],
  ['ENOSPC', ['the disk is full', 'Make room, or choose another folder.']],
  ['ENAMETOOLONG', ['its name is longer than the file system allows', 'Choose a shorter one.']],
  ['EROFS', ['the file system is read-only', 'Choose another folder.']],
]);

/** A document as files hold it: JSON a person can read, with a final line break. */
export function jsonFileText(document: unknown): string {
  return `${printableJson(document, 2)}\n`;
}
