import { deflateSync, inflateSync } from 'node:zlib';
import type { Plan } from '../../plan/plan-document';
import type { ObjectValue } from '../protocol/value';

/** What Terraform keeps for us beside a state or a plan and shows nobody. */
export interface PrivateData {
  /** The attributes that were applied last: what the host is compared with when it is read. */
  readonly applied?: ObjectValue;
  /** The plan to carry out, in planned data only. */
  readonly plan?: Plan;
  /** Just imported: everything that is found becomes state. */
  readonly isImported?: true;
}

/** Packed small: it lies in the state file. */
export function encodePrivate(data: PrivateData): Uint8Array {
  return Buffer.from(deflateSync(JSON.stringify(data)).toString('base64'));
}

/** Data of another release, or none, is none: the next reading makes it anew. */
export function decodePrivate(bytes: Uint8Array | undefined): PrivateData {
  if (bytes === undefined || bytes.length === 0) return {};
  try {
    return JSON.parse(
      inflateSync(Buffer.from(Buffer.from(bytes).toString(), 'base64')).toString('utf8'),
    ) as PrivateData;
  } catch {
    return {};
  }
}
