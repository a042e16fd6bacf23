import { RUN_RESULTS } from '../journal';
import { HOOK_SECONDS, type ProgramOptions } from './program-options';

/**
 * Shell functions that end a run. The name of one file, renamed, says how it ended: it needs no room on the disk, and it is there as a whole or not at all.
 *
 * - `hpvm_is_over`: whether that is decided already; sets `hpvm_over`.
 * - `hpvm_close`: decides it, with what stands in `hpvm_result`, and puts everything away.
 */
export function endingFunctions(options: ProgramOptions): string {
  return `hpvm_is_over() {
  for hpvm_ending in ${RUN_RESULTS.join(' ')}; do
    if [ -f "$R/over-$hpvm_ending" ]; then
      hpvm_over=$hpvm_ending
      return 0
    fi
  done
  return 1
}
hpvm_close() {
  # How the run ended is decided here, by a rename; what follows can be repeated by whoever finds it.
  hpvm_short=0
  hpvm_naps=0
  while [ -f "$R/ending" ]; do
    # What it says of itself does not count: the guard goes by the file.
    mv "$R/ending" "$R/over-$hpvm_result" 2>/dev/null
    [ -f "$R/ending" ] || break
    # Undecided, it is the guard's.
    [ "$hpvm_naps" -lt 60 ] || exit 1
    hpvm_nap
  done
  # Somebody took the file away: nothing is decided, and the guard takes it back while it has the lock.
  if [ "$hpvm_who" = run ] && [ -s "$R/armed" ] && ! hpvm_is_over; then exit 1; fi
  hpvm_clean
}
hpvm_clean() {
  hpvm_hooked=no
  hpvm_run unhook hpvm_unhook ${String(HOOK_SECONDS)} ''
  if hpvm_is_hooked; then hpvm_hooked=yes; fi
  case $hpvm_result in
    applied | reverted | stopped | refused)
      # What was done and stays is not forgotten.
      if [ "$hpvm_result" = stopped ] && [ -n "$hpvm_touched" ] && [ "$hpvm_all_done" = no ]; then :
      # What an earlier run owes is not ours to forgive.
      elif grep '^run ${options.runId}$' "$B/unfinished" >/dev/null 2>&1; then rm -f "$B/unfinished"; fi
      ;;
    *) ;;
  esac
  hpvm_now
  hpvm_record "disarmed hook-left=$hpvm_hooked"
  hpvm_unlock
  hpvm_now
  [ "$hpvm_result" = applied ] || hpvm_tell "the run in $R has ended: $hpvm_result $hpvm_reason"
  hpvm_record "end result=$hpvm_result reason=$hpvm_reason"
}
`;
}
