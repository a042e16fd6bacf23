/**
 * Shell functions of whoever takes a run over from its runner.
 *
 * Names of files, renamed, say who takes the run back (`claim-`; nobody else does) and how far that has come (`back-`): that needs no room on the disk, and
 * of several who rename a file one succeeds.
 *
 * - `hpvm_is_taken`: whether somebody takes the run back.
 * - `hpvm_claim`: takes it for itself, also from one who died over it; gives 1 when somebody else is at it.
 * - `hpvm_find_out REASON`: settles a run whose runner is gone.
 */
export function takeOverFunctions(): string {
  return `hpvm_is_taken() {
  [ ! -f "$R/claim-free" ]
}
hpvm_claim() {
  hpvm_booted_now=$(TZ=UTC0 who -b 2>/dev/null | tr -cd 'A-Za-z0-9')
  hpvm_mine=claim-$$-$hpvm_booted_now
  for hpvm_try in 1 2 3; do
    hpvm_theirs=$(set +f && cd "$R" && echo claim-*)
    case $hpvm_theirs in
      claim-free) ;;
      # Somebody has put it away.
      'claim-*') { true >"$R/$hpvm_mine"; } 2>/dev/null ;;
      *)
        hpvm_other=\${hpvm_theirs#claim-}
        hpvm_other_booted=\${hpvm_other#*-}
        # Behind a boot a process id that was noted before it belongs to somebody else; without both times nobody knows.
        if [ "$hpvm_rebooted" = no ] || [ -z "$hpvm_booted_now" ] || [ -z "$hpvm_other_booted" ] || [ "$hpvm_booted_now" = "$hpvm_other_booted" ]; then
          if hpvm_is_ours "\${hpvm_other%%-*}"; then return 1; fi
        fi
        ;;
    esac
    mv "$R/$hpvm_theirs" "$R/$hpvm_mine" 2>/dev/null
    if [ -f "$R/$hpvm_mine" ]; then
      [ "$hpvm_who" != boot ] || hpvm_hand_over
      return 0
    fi
    sleep 1
  done
  return 1
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
  hpvm_find_boot
  if [ "$hpvm_rebooted" = yes ]; then
    # Said before the boot, and the boot script did not come to taking it away.
    [ -s "$R/journal.boot" ] || rm -f "$R/goes-down"
  else
    # Nobody knows: what drops at a boot was not dropped, as far as can be seen.
    hpvm_rebooted=no
    if [ -f "$R/goes-down" ] && hpvm_stays_up; then rm -f "$R/goes-down"; fi
  fi
  hpvm_now
  hpvm_record "back pid=$$"
  hpvm_find_out "$1"
}
`;
}
