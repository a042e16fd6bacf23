/**
 * Shell functions of whoever takes a run over from its runner.
 *
 * Whoever makes the folder `taken` takes the run back; nobody else does.
 *
 * - `hpvm_claim`: makes it, also from one who died over it; gives 1 when somebody else is at it.
 * - `hpvm_find_out REASON`: settles a run whose runner is gone.
 */
export function takeOverFunctions(): string {
  return `hpvm_claim() {
  hpvm_booted_now=$(who -b 2>/dev/null)
  if ! mkdir "$R/taken" 2>/dev/null; then
    hpvm_other=
    { read -r hpvm_other <"$R/taken/pid"; } 2>/dev/null
    # One that has just made the folder has not written into it yet.
    if [ -z "$hpvm_other" ]; then
      sleep 2
      { read -r hpvm_other <"$R/taken/pid"; } 2>/dev/null
    fi
    # Behind a boot a process id that was noted before it belongs to somebody else.
    hpvm_booted_then=$(cat "$R/taken/booted" 2>/dev/null)
    if [ "$hpvm_rebooted" = no ] || { [ -n "$hpvm_booted_now" ] && [ "$hpvm_booted_now" = "$hpvm_booted_then" ]; }; then
      if hpvm_lives "$hpvm_other"; then return 1; fi
    fi
  fi
  { echo "$hpvm_booted_now" >"$R/taken/booted"; } 2>/dev/null
  { echo "$$" >"$R/taken/pid"; } 2>/dev/null
  return 0
}
hpvm_find_out() {
  if hpvm_is_over; then
    # It ended while it put things away.
    cat "$R"/journal.run "$R"/journal.guard "$R"/journal.back "$R"/journal.boot 2>/dev/null | grep ' end result=' >/dev/null 2>&1 && return 0
    hpvm_end "$hpvm_over" put-away-later
    hpvm_clean
    return 0
  fi
  hpvm_claim || return 0
  hpvm_await_command
  hpvm_settle_for "$1"
}
hpvm_settle_for() {
  hpvm_remember
  if [ -z "$hpvm_touched" ]; then
    hpvm_end stopped "$1"
  elif [ "$hpvm_guarded_run" = yes ] && [ "$hpvm_beyond" = no ]; then
    hpvm_take_back "$1"
  else
    hpvm_end broken "$1"
  fi
  hpvm_close
}
hpvm_main_back() {
  # Somebody asked for it: every process of the run is gone.
  hpvm_locked=1
  # The boot script may not have had its turn yet, or be gone.
  hpvm_booted_now=$(who -b 2>/dev/null)
  hpvm_booted_then=$(cat "$R/booted" 2>/dev/null)
  if [ -n "$hpvm_booted_then" ] && [ "$hpvm_booted_now" != "$hpvm_booted_then" ]; then hpvm_rebooted=yes; fi
  hpvm_now
  hpvm_record "back pid=$$"
  hpvm_find_out "$1"
}
`;
}
