/** Our state on a host, below the command prefix: lock, runs and the ownership record. */
export const STATE_FOLDER = '/var/opt/hpvmctl';

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

/** Most bytes of one output stream of one step that travel back; the whole output stays in the run folder. */
const OUTPUT_LIMIT_BYTES = 16_384;

/** Shell function `hpvm_output STEP`: prints what the step and its read-back wrote, in hexadecimal so that output can never look like a record. */
export function outputFunction(runId: string): string {
  assertRunId(runId);
  return `hpvm_output() {
  for hpvm_stream in stdout stderr readback; do
    [ -s "$R/$1.$hpvm_stream" ] || continue
    hpvm_hex=$(od -A n -t x1 -v -N ${String(OUTPUT_LIMIT_BYTES)} "$R/$1.$hpvm_stream" | tr -cd '0-9a-f')
    echo "@hpvm ${runId} 0 output step=$1 stream=$hpvm_stream hex=$hpvm_hex" 2>/dev/null
  done
}
`;
}
