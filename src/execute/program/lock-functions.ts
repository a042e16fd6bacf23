import { encodeJournalValue } from '../journal';
import type { ProgramOptions } from './program-options';

/** Seconds without a heartbeat after which the holder of a lock is dead when its processes are gone, and when they seem to be there. */
const SILENT_SECONDS_GONE = 5;
const SILENT_SECONDS_SEEN = 60;

/** Seconds in which whoever takes a lock over writes its name into its place. */
const TAKING_SECONDS = 5;

/**
 * Shell functions that take and give back the host's lock: one writer per host.
 *
 * The lock is a folder with an owner file and a heartbeat. A holder whose heartbeat has stopped and whose processes are gone is dead; so is one that has
 * been silent for a minute (after a boot its process ids belong to others). Its lock is taken over, and the journal says so.
 */
export function lockFunctions(options: ProgramOptions): string {
  const owner = [
    `owner=${encodeJournalValue(options.owner)}`,
    `run=${options.runId}`,
    `plan=${encodeJournalValue(options.planDigest)}`,
    `seconds=${String(options.longestSeconds)}`,
  ];
  return `hpvm_beat() {
  hpvm_beats=$((hpvm_beats + 1))
  [ ! -d "$B/lock" ] || { echo "$hpvm_who $hpvm_beats" >"$B/lock/heartbeat"; } 2>/dev/null
}
hpvm_hold() {
  hpvm_locked=1
  # Redirected within the braces: on the braces themselves a shell may end for it.
  if { printf '%s\\n' ${owner.map((line) => `'${line}'`).join(' ')} "since=$hpvm_at" "pid=$$" >"$B/lock/owner"; } 2>/dev/null; then
    hpvm_beat
    hpvm_record locked && return 0
  fi
  # It has no name in it, or nobody hears of it.
  hpvm_put_lock_away
  hpvm_locked=0
  hpvm_end broken lock-not-writable
  return 1
}
hpvm_lock() {
  hpvm_now
  if mkdir "$B/lock" 2>/dev/null; then
    hpvm_hold
    return
  fi
  if [ ! -d "$B/lock" ]; then
    hpvm_end broken lock-not-writable
    return 1
  fi
  # The holder may be between making the lock and writing its name into it.
  [ -s "$B/lock/owner" ] || sleep 1
  hpvm_holder=$(od -A n -t x1 -v -N 2048 "$B/lock/owner" 2>/dev/null | tr -cd '0-9a-f')
  # One that left something half done keeps its lock: that is to be settled first (hpvmctl resume).
  if [ ! -f "$B/unfinished" ] && hpvm_is_dead; then
    # One of those who found it dead takes it, and only while it is the lock that was found dead.
    if hpvm_may_take; then
      hpvm_holder_now=$(od -A n -t x1 -v -N 2048 "$B/lock/owner" 2>/dev/null | tr -cd '0-9a-f')
      if [ "$hpvm_holder_now" != "$hpvm_holder" ]; then
        rm -rf "$B/lock/taking.$hpvm_place"
      elif mv "$B/lock" "$R/taken-over" 2>/dev/null && mkdir "$B/lock" 2>/dev/null; then
        hpvm_now
        hpvm_record "lock-taken-over holder=$hpvm_holder"
        hpvm_hold
        return
      fi
    fi
  fi
  hpvm_record "lock-held holder=$hpvm_holder"
  hpvm_end locked lock-held
  return 1
}
hpvm_may_take() {
  # Each place is taken once and never given back: one who died over it loses it to the next place.
  hpvm_place=1
  while ! mkdir "$B/lock/taking.$hpvm_place" 2>/dev/null; do
    [ -d "$B/lock/taking.$hpvm_place" ] || return 1
    hpvm_taker=
    { read -r hpvm_taker <"$B/lock/taking.$hpvm_place/pid"; } 2>/dev/null
    if [ -z "$hpvm_taker" ]; then
      # It may have just made it.
      sleep ${String(TAKING_SECONDS)}
      { read -r hpvm_taker <"$B/lock/taking.$hpvm_place/pid"; } 2>/dev/null
    fi
    if [ "$hpvm_taker" != "$$" ] && hpvm_is_ours "$hpvm_taker"; then return 1; fi
    hpvm_place=$((hpvm_place + 1))
  done
  { echo "$$" >"$B/lock/taking.$hpvm_place/pid"; } 2>/dev/null
  # Somebody may have thought us dead meanwhile.
  [ ! -d "$B/lock/taking.$((hpvm_place + 1))" ]
}
hpvm_is_dead() {
  hpvm_beat_before=$(cat "$B/lock/heartbeat" 2>/dev/null)
  hpvm_silence=0
  while [ "$hpvm_silence" -lt ${String(SILENT_SECONDS_SEEN)} ]; do
    sleep 1
    hpvm_silence=$((hpvm_silence + 1))
    hpvm_beat_now=$(cat "$B/lock/heartbeat" 2>/dev/null)
    [ "$hpvm_beat_now" = "$hpvm_beat_before" ] || return 1
    if [ "$hpvm_silence" -ge ${String(SILENT_SECONDS_GONE)} ]; then
      hpvm_holder_pid=$(sed -n 's/^pid=\\([0-9][0-9]*\\)$/\\1/p' "$B/lock/owner" 2>/dev/null)
      hpvm_is_ours "$hpvm_holder_pid" || return 0
    fi
  done
  return 0
}
hpvm_unlock() {
  [ "$hpvm_locked" = 1 ] || return 0
  hpvm_locked=0
  grep '^run=${options.runId}$' "$B/lock/owner" >/dev/null 2>&1 || return 0
  hpvm_put_lock_away
}
hpvm_put_lock_away() {
  # In one piece: the other process of this run may be writing its heartbeat.
  mv "$B/lock" "$R/unlocked" 2>/dev/null && rm -rf "$R/unlocked"
}
`;
}
