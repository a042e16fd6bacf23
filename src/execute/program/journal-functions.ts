import { assertRunId } from '../run-folder';

/**
 * Shell functions that keep a journal: `hpvm_record "KIND key=value..."` appends one record to the journal of this
 * process and gives 1 when it could not be written.
 *
 * Every record carries the POSIX checksum of the one before it and of itself, so that a torn, lost or altered line shows. `cksum` is the only
 * checksum that each HP-UX has.
 */
export function journalFunctions(runId: string): string {
  assertRunId(runId);
  return `hpvm_now() {
  hpvm_at=$(date -u '+%Y-%m-%dT%H:%M:%SZ')
}
hpvm_record() {
  hpvm_sequence=$((hpvm_sequence + 1))
  if [ "$hpvm_torn" = yes ]; then
    # The last one may stand there in part: a new line, and a new chain.
    { echo >>"$R/journal.$hpvm_who"; } 2>/dev/null || return 1
    hpvm_torn=no
    hpvm_sum=0
  fi
  hpvm_line="@hpvm ${runId} $hpvm_who.$hpvm_sequence $1 at=$hpvm_at"
  if { echo "$hpvm_sum $hpvm_line" >"$R/summed.$hpvm_who"; } 2>/dev/null; then
    # One process where a pipeline takes three.
    hpvm_sum=$(cksum <"$R/summed.$hpvm_who")
  else
    hpvm_sum=$(echo "$hpvm_sum $hpvm_line" | cksum)
  fi
  hpvm_sum=\${hpvm_sum%% *}
  if { echo "$hpvm_line sum=$hpvm_sum" >>"$R/journal.$hpvm_who"; } 2>/dev/null; then return 0; fi
  hpvm_torn=yes
  return 1
}
hpvm_end() {
  hpvm_result=$1
  hpvm_reason=$2
}
`;
}

/** Most bytes of one output stream of one step that travel back; the whole output stays in the run folder. */
const OUTPUT_LIMIT_BYTES = 16_384;

/** Shell function `hpvm_output STEP`: journals what the step and its read-back wrote, in hexadecimal so that output can never look like a record; `hpvm_hex FILE` gives it in `hpvm_hex`. */
export function outputFunction(): string {
  return `hpvm_output() {
  for hpvm_stream in stdout stderr readback; do
    [ -s "$R/$1.$hpvm_stream" ] || continue
    hpvm_hex "$R/$1.$hpvm_stream"
    hpvm_record "output step=$1 stream=$hpvm_stream hex=$hpvm_hex"
  done
}
hpvm_hex() {
  # Its bytes are words, which need no further process to be joined.
  # shellcheck disable=SC2046
  set -- $(od -A n -t x1 -v -N ${String(OUTPUT_LIMIT_BYTES)} "$1" 2>/dev/null)
  hpvm_ifs=$IFS
  IFS=
  hpvm_hex="$*"
  IFS=$hpvm_ifs
}
`;
}
