import { quoteShellWord } from '../../model/shell-word';
import { RUN_RESULTS } from '../journal';
import { LAST_SECONDS } from './command-functions';
import type { ProgramOptions } from './program-options';

/** Where HP-UX finds what is started at boot (HP-UX Handbook 13.00, ch. 3, p. 4 and 10-11): late in run level 3, when networking and Integrity VM are up. */
export const BOOT_SCRIPT = '/sbin/init.d/hpvmctl';
const BOOT_LINK = '/sbin/rc3.d/S990hpvmctl';

/** Seconds that putting the boot script in place, or away, may take. */
const HOOK_SECONDS = 60;

/**
 * Shell functions that arm, keep and put down the guard: a process that takes the run back when the runner is gone or hangs, and
 * a script that does so after a boot.
 *
 * Whoever makes the folder `taken` takes the run back; nobody else does. The name of one file, renamed, says how a run ended: it needs no room on the
 * disk, and it is there as a whole or not at all.
 */
export function guardFunctions(options: ProgramOptions): string {
  return `${rootFunction(options.sudo)}hpvm_is_over() {
  for hpvm_ending in ${RUN_RESULTS.join(' ')}; do
    if [ -f "$R/over-$hpvm_ending" ]; then
      hpvm_over=$hpvm_ending
      return 0
    fi
  done
  return 1
}
hpvm_hook() {
  [ "$hpvm_guarded_run" = yes ] || return 0
  hpvm_root mkdir -p "$P/sbin/init.d" "$P/sbin/rc3.d" 2>/dev/null
  {
    hpvm_root cp "$R/boot-script" "$P${BOOT_SCRIPT}" &&
      hpvm_root chmod 755 "$P${BOOT_SCRIPT}" &&
      hpvm_root rm -f "$P${BOOT_LINK}" &&
      hpvm_root ln -s "$P${BOOT_SCRIPT}" "$P${BOOT_LINK}" &&
      cmp -s "$R/boot-script" "$P${BOOT_LINK}"
  } 2>/dev/null
}
hpvm_is_hooked() {
  # Another run may have put its own there since. Asked without a tool: one that fails would leave it there unnoticed.
  [ -f "$P${BOOT_SCRIPT}" ] || return 1
  while read -r hpvm_row; do
    case $hpvm_row in
      *'/runs/${options.runId}/'*) return 0 ;;
      *) ;;
    esac
  done <"$P${BOOT_SCRIPT}"
  return 1
}
hpvm_unhook() {
  if hpvm_is_hooked; then hpvm_root rm -f "$P${BOOT_LINK}" "$P${BOOT_SCRIPT}" 2>/dev/null; fi
  ! hpvm_is_hooked
}
hpvm_arm() {
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
  if [ "$hpvm_watched_seconds" -gt "$((hpvm_allowed + ${String(LAST_SECONDS)}))" ]; then
    kill -KILL "$hpvm_watched_pid" 2>/dev/null
  elif [ "$hpvm_watched_seconds" -gt "$hpvm_allowed" ]; then
    [ "$hpvm_watched_seconds" != "$((hpvm_allowed + 1))" ] || {
      hpvm_now
      hpvm_record "took-too-long step=\${hpvm_watched%% *} seconds=$hpvm_watched_seconds"
    }
    kill -TERM "$hpvm_watched_pid" 2>/dev/null
  fi
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
    hpvm_watch_command
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
  while :; do
    hpvm_left=
    { read -r hpvm_left <"$R/current"; } 2>/dev/null
    hpvm_left=\${hpvm_left#* }
    hpvm_lives "\${hpvm_left%% *}" || return 0
    hpvm_beat
    hpvm_watch_command
    # One that nothing ends (it is root's, or hangs in the kernel) must not keep the rest from being taken back.
    if [ "$hpvm_watched" != none ] && [ "$hpvm_watched_seconds" -gt "$((hpvm_allowed + ${String(3 * LAST_SECONDS)}))" ]; then return 0; fi
    sleep 1
  done
}
hpvm_claim() {
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
  hpvm_remember_debts
  if [ -z "$hpvm_touched" ]; then
    hpvm_end stopped "$1"
  elif [ "$hpvm_guarded_run" = yes ] && [ "$hpvm_beyond" = no ]; then
    hpvm_take_back "$1"
  else
    hpvm_end broken "$1"
  fi
  hpvm_close
}
hpvm_remember_debts() {
  # The record of debts was written before the first step: where the journal does not even tell the beginning, anything may have been done.
  grep '^run ${options.runId}$' "$B/unfinished" >/dev/null 2>&1 || return 0
  hpvm_lost=no
  grep '^@hpvm ${options.runId} run[.]1 begin ' "$R/journal.run" >/dev/null 2>&1 || hpvm_lost=yes
  while read -r hpvm_kind hpvm_a hpvm_more; do
    case "$hpvm_kind $hpvm_lost" in
      'done '* | 'todo yes') ;;
      *) continue ;;
    esac
    case $hpvm_touched in
      *" $hpvm_a "*) ;;
      *)
        hpvm_touched="$hpvm_touched $hpvm_a "
        hpvm_unsure="$hpvm_unsure $hpvm_a "
        ;;
    esac
  done <"$B/unfinished"
  hpvm_look_beyond
}
hpvm_remember() {
  [ -f "$R/journal.run" ] || return 0
  while read -r hpvm_mark hpvm_name hpvm_number hpvm_kind hpvm_a hpvm_b hpvm_c hpvm_more; do
    [ "$hpvm_mark" = @hpvm ] || continue
    case $hpvm_kind in
      intent)
        hpvm_a=\${hpvm_a#step=}
        hpvm_touched="$hpvm_touched $hpvm_a "
        hpvm_unsure="$hpvm_unsure $hpvm_a "
        ;;
      outcome)
        hpvm_a=\${hpvm_a#step=}
        case "$hpvm_b $hpvm_c" in
          'exit=0 effect=shown' | 'exit=0 effect=unasked')
            hpvm_without "$hpvm_unsure" "$hpvm_a"
            hpvm_unsure=$hpvm_others
            ;;
          'exit=0 '*) ;;
          *' effect=missing')
            hpvm_without "$hpvm_touched" "$hpvm_a"
            hpvm_touched=$hpvm_others
            ;;
          *) ;;
        esac
        ;;
      *) ;;
    esac
  done <"$R/journal.run"
  hpvm_look_beyond
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
hpvm_main_boot() {
  # Started by hand while the run is going on: its guard beats every second, and after a boot nobody does.
  hpvm_beat_before=$(cat "$B/lock/heartbeat" 2>/dev/null)
  # Said at once: who looks meanwhile would take the run for left alone, and take it back as if there had been no boot.
  hpvm_now
  hpvm_record "woke pid=$$"
  sleep 4
  [ "$(cat "$B/lock/heartbeat" 2>/dev/null)" = "$hpvm_beat_before" ] || return 0
  hpvm_locked=1
  hpvm_rebooted=yes
  # Integrity VM may still be starting.
  hpvm_tries=0
  while [ "$hpvm_tries" -lt 120 ] && ! hpvm_root "$P"/opt/hpvm/bin/hpvmnet </dev/null >/dev/null 2>&1; do
    hpvm_beat
    hpvm_tries=$((hpvm_tries + 1))
    sleep 5
  done
  hpvm_current none
  hpvm_find_out rebooted
}
`;
}

/** Shell function that runs its arguments with the rights of root. */
function rootFunction(sudo: string | undefined): string {
  // After a boot the program runs as root, and nobody has to allow root anything.
  const command =
    sudo === undefined
      ? '"$@"'
      : `if [ "$hpvm_is_root" = yes ]; then "$@"; else "$P"${quoteShellWord(sudo)} -n "$@"; fi`;
  return `hpvm_root() {
  ${command}
}
hpvm_tell() {
  logger -p daemon.warning -t hpvmctl "$1" </dev/null >/dev/null 2>&1
  return 0
}
`;
}
