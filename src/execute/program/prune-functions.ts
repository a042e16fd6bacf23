/** Run folders of ended runs that a host keeps: the newest. A folder takes some 50 to 200 KB. */
const KEPT_RUNS = 20;

/**
 * Shell function `hpvm_prune`: removes the folders of old runs. One that holds the lock, owes something, or is named in the boot script stays, and
 * so does one that has not ended. Run ids begin with the time: their order is that of the runs.
 */
export function pruneFunctions(): string {
  return `hpvm_prune() {
  set +f
  hpvm_ended_runs=0
  for hpvm_old in "$B"/runs/*; do
    if hpvm_has_ended "$hpvm_old"; then hpvm_ended_runs=$((hpvm_ended_runs + 1)); fi
  done
  for hpvm_old in "$B"/runs/*; do
    [ "$hpvm_ended_runs" -gt ${String(KEPT_RUNS)} ] || break
    if hpvm_has_ended "$hpvm_old" && ! hpvm_is_in_use "\${hpvm_old##*/}"; then
      rm -rf "$hpvm_old" 2>/dev/null
      hpvm_ended_runs=$((hpvm_ended_runs - 1))
    fi
  done
  set -f
}
hpvm_has_ended() {
  cat "$1"/journal.* 2>/dev/null | grep ' end result=' >/dev/null 2>&1
}
hpvm_is_in_use() {
  [ "$B/runs/$1" != "$R" ] || return 0
  if grep -x "run $1" "$B/unfinished" >/dev/null 2>&1; then return 0; fi
  if grep -x "run=$1" "$B/lock/owner" >/dev/null 2>&1; then return 0; fi
  grep "/runs/$1/" "$P/sbin/init.d/hpvmctl" >/dev/null 2>&1
}
`;
}
