import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import {
  collectDesired,
  loadDesiredFile,
  type CollectedDesired,
  type DesiredRequest,
  type LoadedDesired,
} from './load-desired';
import type { FileReader } from './ports';

/** A document that was looked through and put back: a fleet has more of them than should stay in memory. */
export interface IndexedDesired {
  readonly path: string;
  readonly host: string;
  readonly digest: string;
}

/** As `loadDesired`, but only knows afterwards where each document is. */
export function indexDesired(
  files: FileReader,
  request: DesiredRequest,
): Promise<Result<CollectedDesired<IndexedDesired>>> {
  return collectDesired(files, request, ({ path, desired, digest }) => ({ path, host: desired.host, digest }));
}

/** Takes a document out again; what there is to say of it was said when it was looked through. Fails with `document-changed` when it is not what it was. */
export async function loadIndexed(
  files: FileReader,
  { path, host, digest }: IndexedDesired,
): Promise<Result<LoadedDesired>> {
  const loaded = await loadDesiredFile(files, path);
  if (!loaded.ok) return loaded;
  const document = loaded.value;
  if (document.desired.host === host && document.digest === digest) return success(document);
  return failure(
    errorDiagnostic(
      'document-changed',
      `${path} has been changed since this command began`,
      'The host was not compared. Run the command again when nobody writes documents.',
      host,
    ),
  );
}
