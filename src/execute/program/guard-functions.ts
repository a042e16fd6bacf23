import { HOOK_SECONDS, type ProgramOptions } from './program-options';

/** Shell functions that arm and keep the guard: a process that ends a command that hangs, and takes the run back when the runner is gone or hangs. */
export function guardFunctions(options: ProgramOptions): string {
  return `hpvm_arm() {
  # The boot script starts with run level 3, and a host that stays below it counts as one that goes down.
  if [ "$hpvm_guarded_run" = yes ] && hpvm_is_below_3; then
    hpvm_end refused run-level
    return 1
  fi
  hpvm_now
  hpvm_record 'arming seconds=${String(options.longestSeconds)} back=${options.takesBack ? 'yes' : 'no'}'
  if ! { hpvm_boot_script >"$R/boot-script" && true >"$R/ending"; } 2>/dev/null; then
    hpvm_end refused boot-hook-not-writable
    return 1
  fi
  "\${HPVM_SHELL:-sh}" "$R/program" guard "$$" </dev/null >/dev/null 2>&1 &
  hpvm_guard=$!
  hpvm_short=0
  hpvm_naps=0
  while [ "$hpvm_naps" -lt 10 ]; do
    if [ -s "$R/armed" ] && hpvm_lives "$hpvm_guard"; then
      # The guard is there first: it ends a command of ours that hangs.
      hpvm_run hook hpvm_hook ${String(HOOK_SECONDS)} ''
      if [ "$hpvm_exit" != 0 ]; then
        hpvm_end refused boot-hook-not-writable
        return 1
      fi
      hpvm_now
      if hpvm_record "armed guard=$hpvm_guard"; then return 0; fi
      break
    fi
    hpvm_nap
  done
  hpvm_end refused guard-not-armed
  return 1
}
hpvm_watch_command() {
  hpvm_watched=none
  { read -r hpvm_watched <"$R/current"; } 2>/dev/null
  # A full disk leaves it empty; some shells take the empty process id for the whole group.
  case $hpvm_watched in
    *' '*[0-9]' '[0-9]*) ;;
    *) hpvm_watched=none ;;
  esac
  if [ "$hpvm_watched" = none ] || [ "$hpvm_watched" != "$hpvm_watched_before" ]; then
    hpvm_watched_before=$hpvm_watched
    hpvm_watched_seconds=0
    return 0
  fi
  hpvm_watched_seconds=$((hpvm_watched_seconds + 1))
  hpvm_allowed=\${hpvm_watched##* }
  hpvm_watched_pid=\${hpvm_watched#* }
  hpvm_watched_pid=\${hpvm_watched_pid%% *}
  [ "$hpvm_watched_seconds" = "$((hpvm_allowed + 1))" ] || return 0
  hpvm_now
  hpvm_record "took-too-long step=\${hpvm_watched%% *} seconds=$hpvm_watched_seconds"
  hpvm_put_down "$hpvm_watched_pid"
}
hpvm_main_guard() {
  hpvm_runner=$1
  hpvm_ticks=0
  hpvm_watched_before=none
  hpvm_locked=1
  hpvm_now
  hpvm_record "guarding runner=$hpvm_runner seconds=${String(options.longestSeconds)}" || exit 1
  { echo "$$" >"$R/armed"; } 2>/dev/null || exit 1
  while :; do
    hpvm_beat
    if ! hpvm_lives "$hpvm_runner"; then
      hpvm_find_out runner-gone
      return
    fi
    hpvm_is_over && [ ! -d "$B/lock" ] && return
    hpvm_watch_command || kill -USR1 "$hpvm_runner" 2>/dev/null
    if [ "$hpvm_ticks" -ge ${String(options.longestSeconds)} ] && ! hpvm_is_over; then
      if hpvm_claim; then
        hpvm_await_command
        kill -KILL "$hpvm_runner" 2>/dev/null
        hpvm_settle_for runner-hangs
        return
      fi
    fi
    sleep 1
    hpvm_ticks=$((hpvm_ticks + 1))
  done
}
hpvm_await_command() {
  # The runner may be gone while its command still works: what it does must have ended before anything is taken back.
  hpvm_patient=yes
  while :; do
    hpvm_left=
    { read -r hpvm_left <"$R/current"; } 2>/dev/null
    hpvm_left_pid=\${hpvm_left#* }
    hpvm_beat
    if ! hpvm_lives "\${hpvm_left_pid%% *}"; then
      # A command that was just started may not have come to saying which process it is.
      case $hpvm_patient$hpvm_rebooted$hpvm_left in
        yesno | yesnonone) hpvm_is_amid_command || return 0 ;;
        *) return 0 ;;
      esac
      hpvm_patient=no
      sleep 2
      continue
    fi
    hpvm_watch_command || hpvm_record "hangs step=\${hpvm_watched%% *} process=$hpvm_watched_pid"
    # One that nothing ends (it is root's, or hangs in the kernel) must not keep the rest from being taken back.
    if [ "$hpvm_watched" != none ] && [ "$hpvm_watched_seconds" -gt "$hpvm_allowed" ]; then return 0; fi
    sleep 1
  done
}
hpvm_is_amid_command() {
  for hpvm_writer in run guard back boot; do
    case $(tail -n 1 "$R/journal.$hpvm_writer" 2>/dev/null) in
      *' intent step='* | *' undo-intent undo='*) return 0 ;;
      *) ;;
    esac
  done
  return 1
}
`;
}
