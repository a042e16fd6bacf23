import { STATE_FOLDER } from '../model/state-folder';

const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** True for a text that may name a run: 1 to 64 letters, digits, `.`, `_`, `-`, not starting with a sign. It becomes a folder name on the host. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}

/**
 * Throws for a text that cannot name a run: run ids are made by the program, so a bad one is a bug.
 *
 * @throws Error naming the text
 */
export function assertRunId(text: string): void {
  if (!isRunId(text)) throw new Error(`not a run id: ${JSON.stringify(text)}`);
}

/**
 * First lines of every script of this room: private files, fixed PATH and locale, and the places of the run.
 * `P` is the command prefix, empty on a real host; `B` our state folder; `R` the folder of the run.
 */
export function runFolderPreamble(runId: string): string {
  assertRunId(runId);
  return `umask 077
PATH=/usr/bin:/bin:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL
P=\${HPVM_COMMAND_PREFIX:-}
B=$P${STATE_FOLDER}
R=$B/runs/${runId}
`;
}
