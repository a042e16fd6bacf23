import { gunzipSync, gzipSync } from 'node:zlib';

/** Lines that every `sh` and every HP-UX tool takes (LINE_MAX is 2048). */
const LINE_CHARACTERS = 76;

/** A plan as it lies in the run folder, so that a run can be picked up from another machine: JSON, gzip, base64 in lines. */
export function packPlan(plan: unknown): string {
  // Time of compression 0: equal plans give equal bytes.
  const packed = gzipSync(Buffer.from(JSON.stringify(plan), 'utf8'), { level: 9 }).toString('base64');
  return `${packed.match(new RegExp(`.{1,${String(LINE_CHARACTERS)}}`, 'g'))?.join('\n') ?? ''}\n`;
}

/** The JSON value of a packed plan, undecoded; `undefined` for text that is none. Packed plans beyond 64 MiB are refused. */
export function unpackPlan(text: string): unknown {
  try {
    const json = gunzipSync(Buffer.from(text.replaceAll(/\s/g, ''), 'base64'), { maxOutputLength: 64 * 1024 * 1024 });
    return JSON.parse(json.toString('utf8')) as unknown;
  } catch {
    // Damaged or foreign: the caller says so with the place.
    return undefined;
  }
}
