/**
 * Shell functions that carry out the steps of the plan.
 *
 * `hpvm_step ID` records the intent, runs `hpvm_do_ID`, asks with `hpvm_look_ID`, and records the outcome. What else it goes by is set before the call:
 * `hpvm_step_seconds`, `_stoppable`, `_several`, `_owner`, `_kind`, `_answers`, `_sense` and `_undos`. That nothing came of a command that failed counts only
 * when the host also shows what each of `_undos` (`ID:SENSE`) would lead to. It gives 1, with the reason in `hpvm_result`, when nothing may follow. What has, or may have, taken effect is
 * kept in `hpvm_touched`, what is not certain of it in `hpvm_unsure`.
 *
 * A step costs few processes of our own, because each costs a millisecond or more. `hpvm_without LIST ID` leaves the list without the step in `hpvm_others`.
 */
export function stepFunctions(): string {
  return `hpvm_may_begin() {
  if hpvm_is_taken; then
    hpvm_end taken guard
    return 1
  fi
  if [ -f "$R/revert" ] && [ "$hpvm_guarded_run" = yes ]; then
    hpvm_end asked-to-revert "before:$1"
    return 1
  fi
  # Without a guard nothing is taken back, and asking for it only stops the run.
  if [ "$hpvm_step_stoppable" = yes ] && { [ "$hpvm_stop" = 1 ] || [ -f "$R/stop" ] || [ -f "$R/revert" ]; }; then
    hpvm_end stopped "before:$1"
    return 1
  fi
}
hpvm_step() {
  hpvm_may_begin "$1" || return 1
  # What came directly before it was recorded with the time.
  hpvm_begun=$hpvm_at
  if ! hpvm_record "intent step=$1"; then
    hpvm_end broken "journal-not-writable-before:$1"
    return 1
  fi
  hpvm_touch "$1"
  hpvm_run "$1" "hpvm_do_$1" "$hpvm_step_seconds" "$hpvm_step_answers"
  hpvm_status=$hpvm_exit
  hpvm_effect=unasked
  [ -z "$hpvm_step_sense" ] || hpvm_see "$1" "$hpvm_step_sense"
  hpvm_now
  hpvm_ownership=none
  # Ended by a signal it may work on, of several objects it may have done some, and an answer that nobody can read shows nothing either.
  if [ "$hpvm_effect" = missing ] && { [ "$hpvm_status" -gt 128 ] || [ "$hpvm_step_several" = yes ] || ! hpvm_is_as_before "$1" "$hpvm_step_undos"; }; then hpvm_effect=unseen; fi
  if [ "$hpvm_status" = 0 ] && [ "$hpvm_effect" != missing ] && [ "$hpvm_effect" != unseen ]; then
    hpvm_without "$hpvm_unsure" "$1"
    hpvm_unsure=$hpvm_others
    if [ -n "$hpvm_step_owner" ]; then
      if { echo "$hpvm_step_owner" >>"$B/ownership"; } 2>/dev/null; then hpvm_ownership=recorded; else hpvm_ownership=failed; fi
    fi
  elif [ "$hpvm_status" != 0 ] && [ "$hpvm_effect" = missing ]; then
    # The command says no, and the host shows that nothing came of it.
    hpvm_without "$hpvm_touched" "$1"
    hpvm_touched=$hpvm_others
  elif [ "$hpvm_effect" = shown ]; then
    hpvm_without "$hpvm_unsure" "$1"
    hpvm_unsure=$hpvm_others
  fi
  hpvm_record "outcome step=$1 exit=$hpvm_status effect=$hpvm_effect ownership=$hpvm_ownership"
  hpvm_written=$?
  hpvm_output "$1"
  if [ "$hpvm_status" != 0 ]; then
    hpvm_end failed "step:$1"
    return 1
  fi
  if [ "$hpvm_effect" = missing ] || [ "$hpvm_effect" = unseen ]; then
    hpvm_end failed "no-effect:$1"
    return 1
  fi
  if [ "$hpvm_ownership" = failed ]; then
    hpvm_end broken "ownership-not-writable-after:$1"
    return 1
  fi
  hpvm_measure "$hpvm_step_kind"
  if [ "$hpvm_written" = 0 ] && { echo "done $1" >>"$B/unfinished"; } 2>/dev/null; then return 0; fi
  hpvm_end broken "journal-not-writable-after:$1"
  return 1
}
hpvm_is_as_before() {
  [ "$hpvm_status" != 0 ] || return 0
  for hpvm_word in $2; do
    hpvm_see "\${hpvm_word%:*}" "\${hpvm_word#*:}" once
    [ "$hpvm_effect" = shown ] || return 1
  done
  hpvm_effect=missing
}
hpvm_without() {
  hpvm_others=
  for hpvm_word in $1; do
    [ "$hpvm_word" = "$2" ] || hpvm_others="$hpvm_others $hpvm_word "
  done
}
`;
}

/** The record of durations is cut when a run leaves more lines than this in it, to so many of the newest. */
const MOST_DURATIONS = 1000;
const KEPT_DURATIONS = 500;

/**
 * Keeps how long successful steps took, for later plans: a line each with the kind of operation and when it began and
 * ended. A run never fails for it. HP-UX `date` prints no seconds since the epoch, and the arithmetic is the reader's.
 */
export function durationFunctions(): string {
  return `hpvm_measure() {
  [ -z "$1" ] || { echo "$1 $hpvm_begun $hpvm_at" >>"$B/durations"; } 2>/dev/null || :
}
hpvm_trim() {
  [ -f "$B/durations" ] || return 0
  hpvm_lines=$(wc -l 2>/dev/null <"$B/durations" | tr -cd '0-9')
  [ "\${hpvm_lines:-0}" -gt ${String(MOST_DURATIONS)} ] || return 0
  { tail -n ${String(KEPT_DURATIONS)} "$B/durations" >"$B/durations.new" && mv "$B/durations.new" "$B/durations"; } 2>/dev/null || :
}
`;
}
