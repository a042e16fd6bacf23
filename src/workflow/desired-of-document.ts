import { decodeDesiredHost } from '../desired/decode-desired-host';
import { desiredDigest } from '../desired/desired-digest';
import { success, type Result } from '../model/result';
import type { LoadedDesired } from './load-desired';

/** A desired-state document that is at hand as a value and not as a file; problems name places by JSON pointer. */
export function desiredOfDocument(document: unknown, source: string): Result<LoadedDesired> {
  const decoded = decodeDesiredHost(document, source);
  if (!decoded.ok) return decoded;
  const desired = decoded.value;
  return success({ path: source, desired, digest: desiredDigest(desired) }, decoded.diagnostics);
}
