/**
 * Shell functions that take a run back.
 *
 * `hpvm_undo ID` runs `hpvm_do_ID` when one of the steps in `hpvm_undo_steps` has, or may have, taken effect, a second time when it did not
 * help. What else it goes by is set before the call: `hpvm_undo_phase`, `_due`, `_behind` (the halt without which this boot is not due), `_seconds`, `_owner`,
 * `_answers`, `_sense`, and `_dependents` (the steps that need those in `_steps`).
 *
 * Where it is not certain that a step has taken effect the host is asked first, and what it shows done needs no command. What takes
 * back a step that may never have taken effect may fail, unless the host says that its effect is missing. What stands because its way back failed may need other
 * steps: one that is needed by it stays as well. Behind a boot, and for what is saved, the order says too little, and all that comes later stays. What is left is
 * recorded in its order.
 *
 * That the run is taken back, and what is left, is noted with what it owes: nobody is to go on with its steps.
 *
 * After a reboot only what survives one is taken back (`_due` is not `now`), unless saving had begun: then all of it, because what was saved runs.
 */
export function takeBackFunctions(runId: string): string {
  return `hpvm_note_back() {
  # Who reads what is owed must not go forward now. Where that is the record of another run, or of none, it is not ours to write.
  if grep '^run ${runId}$' "$B/unfinished" >/dev/null 2>&1; then { echo "$1" >>"$B/unfinished"; } 2>/dev/null || :; fi
}
hpvm_own() {
  [ -z "$1" ] || { echo "$1" >>"$B/ownership"; } 2>/dev/null || :
}
hpvm_reach() {
  # A rename needs no room on the disk: how far the way back has come is known to whoever takes it up.
  if mv "$R/back-$hpvm_reached" "$R/back-$1" 2>/dev/null; then hpvm_reached=$1; fi
}
hpvm_undo() {
  hpvm_needed=no
  hpvm_certain=yes
  if [ "$hpvm_passed" = "$1" ]; then
    # Somebody who died over it may have carried it out already.
    hpvm_passed=
    hpvm_certain=no
  fi
  for hpvm_word in $hpvm_undo_steps; do
    case $hpvm_touched in
      *" $hpvm_word "*) hpvm_needed=yes ;;
      *) ;;
    esac
    case $hpvm_unsure in
      *" $hpvm_word "*) hpvm_certain=no ;;
      *) ;;
    esac
  done
  [ "$hpvm_needed" = yes ] || return 0
  if [ "$hpvm_rebooted" != no ]; then
    hpvm_certain=no
    if [ "$hpvm_rebooted" = yes ] && [ "$hpvm_undo_due" = now ] && [ "$hpvm_saving" = no ]; then
      hpvm_own "$hpvm_undo_owner"
      return 0
    fi
  elif [ "$hpvm_undo_due" = after-reboot ]; then
    return 0
  fi
  if [ -n "$hpvm_passed" ]; then
    hpvm_own "$hpvm_undo_owner"
    return 0
  fi
  if [ -n "$hpvm_undo_behind" ] && hpvm_was_needless "$hpvm_undo_behind"; then
    hpvm_own "$hpvm_undo_owner"
    return 0
  fi
  if [ -n "$hpvm_standing" ]; then
    hpvm_stays=no
    if [ "$hpvm_rebooted" != no ] || [ "$hpvm_undo_phase" = persist ]; then hpvm_stays=yes; fi
    for hpvm_word in $hpvm_undo_steps $hpvm_undo_dependents; do
      case $hpvm_standing in
        *" $hpvm_word "*) hpvm_stays=yes ;;
        *) ;;
      esac
    done
    if [ "$hpvm_stays" = yes ]; then
      hpvm_let_stand "$1" "$hpvm_undo_steps"
      return 0
    fi
  fi
  [ "$hpvm_reached" = again ] || hpvm_reach "$1"
  if [ "$hpvm_certain" = no ] && [ -n "$hpvm_undo_sense" ]; then
    hpvm_see "$1" "$hpvm_undo_sense" once
    if [ "$hpvm_effect" = shown ]; then
      hpvm_now
      hpvm_record "undo-needless undo=$1"
      hpvm_own "$hpvm_undo_owner"
      return 0
    fi
  fi
  for hpvm_turn in 1 2; do
    hpvm_now
    hpvm_record "undo-intent undo=$1 turn=$hpvm_turn"
    hpvm_beat
    hpvm_run "$1" "hpvm_do_$1" "$hpvm_undo_seconds" "$hpvm_undo_answers"
    hpvm_status=$hpvm_exit
    hpvm_effect=unasked
    [ -z "$hpvm_undo_sense" ] || hpvm_see "$1" "$hpvm_undo_sense"
    hpvm_now
    hpvm_record "undo-outcome undo=$1 turn=$hpvm_turn exit=$hpvm_status effect=$hpvm_effect"
    hpvm_output "$1"
    hpvm_undone=no
    case $hpvm_effect in
      shown) hpvm_undone=yes ;;
      missing | unseen) ;;
      *)
        if [ "$hpvm_status" != 0 ] && [ "$hpvm_certain" = no ]; then
          # It may fail because there is nothing to take back, or because Integrity VM has ended.
          hpvm_leave_to_boot failed
          hpvm_status=0
        fi
        [ "$hpvm_status" != 0 ] || hpvm_undone=yes
        ;;
    esac
    if [ "$hpvm_undone" = yes ]; then
      hpvm_own "$hpvm_undo_owner"
      return 0
    fi
    # It still works on it.
    [ "$hpvm_gave_up" = 0 ] || break
  done
  # Integrity VM may have ended under our hands.
  hpvm_leave_to_boot failed
  hpvm_let_stand "$1" "$hpvm_undo_steps"
}
hpvm_was_needless() {
  # Whoever took back before us may have run it.
  case $(cat "$R"/journal.run "$R"/journal.guard "$R"/journal.back "$R"/journal.boot 2>/dev/null | grep " undo=$1 ") in
    *' undo-intent '*) return 1 ;;
    *' undo-needless '*) return 0 ;;
    *) return 1 ;;
  esac
}
hpvm_let_stand() {
  # Whoever tries again must not pass it by.
  hpvm_reach again
  hpvm_left="$hpvm_left $1"
  for hpvm_word in $2; do
    case $hpvm_touched in
      *" $hpvm_word "*) hpvm_standing="$hpvm_standing $hpvm_word " ;;
      *) ;;
    esac
  done
}
hpvm_take_back() {
  hpvm_leave_to_boot
  hpvm_now
  hpvm_record "reverting reason=$1"
  hpvm_tell "taking back the run in $R: $1"
  hpvm_note_back reverting
  hpvm_reason_back=$1
  hpvm_reached=$(set +f && cd "$R" && echo back-*)
  hpvm_reached=\${hpvm_reached#back-}
  hpvm_passed=
  # A boot takes with it what was put back and not saved.
  case "$hpvm_reached $hpvm_rebooted" in
    # Something failed: it is begun at the beginning, and what was done may be done already.
    'again no') hpvm_unsure=$hpvm_touched ;;
    'none '* | 'again '* | '* '* | *' yes' | *' maybe') ;;
    *) hpvm_passed=$hpvm_reached ;;
  esac
  hpvm_left=
  hpvm_standing=
  hpvm_undos
  # Without Integrity VM a failure says nothing of the way back: the boot script stays.
  [ -z "$hpvm_left" ] || hpvm_leave_to_boot failed
  hpvm_end reverted "$hpvm_reason_back"
  hpvm_now
  for hpvm_word in $hpvm_left; do
    hpvm_record "undo-left undo=$hpvm_word"
    hpvm_note_back "left $hpvm_word"
    [ "$hpvm_result" = revert-failed ] || hpvm_end revert-failed "$hpvm_word"
  done
}
`;
}
