import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { failure, success, type Result } from '../../model/result';

/** What one probe brought back. */
export interface ProbeFrame {
  /** Name of the probe, or `refused-name`: a name on the host that our allow-list does not pass. */
  readonly probe: string;
  /** The object asked about; null for the host as a whole. For `refused-name`, the kind of object. */
  readonly object: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Exit status; `missing`: there is no such command or file; `unreadable`: it is there and may not be read. */
  readonly status: number | 'missing' | 'unreadable';
}

interface Marker {
  readonly words: readonly string[];
  /** Output between this marker and the next. */
  readonly after: string;
}

/**
 * Reads what the discovery script wrote: for every probe
 *
 * ```
 * TOKEN begin PROBE OBJECT      (OBJECT is - for the host)
 * ...stdout...
 * TOKEN stderr
 * ...stderr...
 * TOKEN end STATUS
 * ```
 *
 * between `TOKEN hpvmctl-discovery 1` and `TOKEN done COUNT`. Every marker begins with a newline of its own, so outputs come back byte
 * for byte, whatever they end with. What stands before the first marker (a login message) is ignored.
 *
 * @returns the frames in order, or `incomplete-discovery` when the script did not run to its end
 */
export function parseFrames(text: string, frameToken: string): Result<readonly ProbeFrame[]> {
  const [head, ...markers] = splitAtMarkers(text, frameToken);
  if (head === undefined) {
    return failure(incomplete('the script printed nothing; is the login shell a POSIX shell that may run commands?'));
  }
  if (head.words[0] === 'no-scratch-folder') {
    return failure(
      errorDiagnostic(
        'no-scratch-folder',
        'the host could not make a private folder below /tmp',
        'Discovery keeps stderr of each command apart in a folder of its own, which it removes.\n' +
          'Check that /tmp exists, is writable for the login user, and has space left (bdf /tmp).',
      ),
    );
  }
  if (head.words[0] === 'no-sudo') {
    return failure(
      errorDiagnostic(
        'sudo-missing',
        'sudo is not where the connection says, or the login user may not run it',
        'connection.sudo (connection.discovery.sudo) is its absolute path on the host. Look for it there ("type sudo"), or leave it out for a login that may run everything itself.',
      ),
    );
  }
  if (head.words.join(' ') !== 'hpvmctl-discovery 1') return failure(incomplete('its first marker is missing'));
  const frames: ProbeFrame[] = [];
  for (let index = 0; index < markers.length; index += 3) {
    const [begin, middle, end] = markers.slice(index, index + 3);
    if (begin?.words[0] === 'done') {
      const isWhole = begin.words[1] === String(frames.length) && middle === undefined;
      return isWhole ? success(frames) : failure(incomplete('the number of answers does not match'));
    }
    const frame = begin && middle && end ? readFrame(begin, middle, end) : undefined;
    if (frame === undefined) return failure(incomplete(`it stopped after ${frames.length} answers`));
    frames.push(frame);
  }
  return failure(incomplete(`it stopped after ${frames.length} answers`));
}

function splitAtMarkers(text: string, frameToken: string): readonly Marker[] {
  return text
    .split(`\n${frameToken} `)
    .slice(1)
    .map((piece) => {
      const lineEnd = piece.indexOf('\n');
      const line = lineEnd < 0 ? piece : piece.slice(0, lineEnd);
      return { words: line.split(' '), after: lineEnd < 0 ? '' : piece.slice(lineEnd + 1) };
    });
}

function readFrame(begin: Marker, middle: Marker, end: Marker): ProbeFrame | undefined {
  const [beginWord, probe, object] = begin.words;
  const [endWord, statusText] = end.words;
  if (beginWord !== 'begin' || middle.words[0] !== 'stderr' || endWord !== 'end') return undefined;
  const status = statusText === undefined ? undefined : readStatus(statusText);
  if (probe === undefined || object === undefined || status === undefined) return undefined;
  return { probe, object: object === '-' ? null : object, stdout: begin.after, stderr: middle.after, status };
}

function readStatus(text: string): ProbeFrame['status'] | undefined {
  if (text === 'missing' || text === 'unreadable') return text;
  return /^[0-9]{1,3}$/.test(text) ? Number(text) : undefined;
}

function incomplete(what: string): Diagnostic {
  return errorDiagnostic(
    'incomplete-discovery',
    'the discovery script did not run to its end',
    `What came back is not complete: ${what}.\nNothing is concluded from a part of the answers. Run discovery again; if it happens again, ` +
      'look for a shell start-up file that ends the session or for a limit on its run time.',
  );
}
