import { RUN_RESULTS } from './journal';
import { assertRunId, runFolderPreamble } from './run-folder';

/** Looks without news, one a second, after which a run whose processes are gone counts as left alone. */
const LOOKS_WHEN_GONE = 3;

/**
 * Shell function `hpvm_follow`: prints the journals of a run as they grow, until it has ended or nobody works on it any more; then one record `seen`. Between two looks
 * it waits a short time at first, and a second when nothing comes. It only reads.
 */
export function followFunction(runId: string): string {
  assertRunId(runId);
  return `hpvm_show() {
  while IFS= read -r hpvm_row; do
    hpvm_row=$hpvm_begun_row$hpvm_row
    hpvm_begun_row=
    hpvm_news=yes
    echo "$hpvm_row" 2>/dev/null || hpvm_heard=no
    case $hpvm_row in
      *' pid='*)
        hpvm_runner=\${hpvm_row##* pid=}
        hpvm_runner=\${hpvm_runner%% *}
        hpvm_is_ours "$hpvm_runner" || hpvm_runner=
        ;;
      *' armed guard='*)
        hpvm_guard=\${hpvm_row##* guard=}
        hpvm_guard=\${hpvm_guard%% *}
        hpvm_is_ours "$hpvm_guard" || hpvm_guard=
        ;;
      *' end result='*) hpvm_ended=yes ;;
      *) ;;
    esac
  done
  # A line that is still being written.
  hpvm_begun_row=$hpvm_begun_row$hpvm_row
}
hpvm_lives() {
  [ -n "$1" ] || return 1
  # A process of root may not be signalled by us: that fails as well.
  kill -0 "$1" 2>/dev/null || ps -p "$1" 2>/dev/null | grep "^ *$1 " >/dev/null
}
hpvm_is_ours() {
  # What we have started ourselves is.
  [ -z "$hpvm_started" ] || return 0
  hpvm_lives "$1" || return 1
  case $(ps -fp "$1" 2>/dev/null) in
    */hpvmctl/runs/*) return 0 ;;
    # The number belongs to something else by now.
    *"$1 "*) return 1 ;;
    # It cannot say: the number must do.
    *) return 0 ;;
  esac
}
hpvm_follow() {
  hpvm_run=absent
  hpvm_state=unknown
  hpvm_over=none
  hpvm_hook=no
  hpvm_owes=no
  if [ -f "$R/prevented" ]; then
    hpvm_run=prevented
  elif [ -f "$R/journal.run" ]; then
    hpvm_run=present
    hpvm_ended=no
    hpvm_heard=yes
    hpvm_started=\${1:-}
    hpvm_runner=
    hpvm_guard=
    hpvm_short=0
    hpvm_alone=0
    hpvm_once=\${2:-no}
    hpvm_row=
    hpvm_part_run=
    hpvm_part_guard=
    hpvm_part_back=
    hpvm_part_boot=
    exec 3<"$R/journal.run" 4<"$R/journal.guard" 5<"$R/journal.back" 6<"$R/journal.boot"
    while :; do
      hpvm_news=no
      hpvm_begun_row=$hpvm_part_run
      hpvm_show <&3
      hpvm_part_run=$hpvm_begun_row
      hpvm_begun_row=$hpvm_part_guard
      hpvm_show <&4
      hpvm_part_guard=$hpvm_begun_row
      hpvm_begun_row=$hpvm_part_back
      hpvm_show <&5
      hpvm_part_back=$hpvm_begun_row
      hpvm_begun_row=$hpvm_part_boot
      hpvm_show <&6
      hpvm_part_boot=$hpvm_begun_row
      if [ "$hpvm_ended" = yes ] || [ "$hpvm_heard" = no ] || [ "$hpvm_once" = yes ]; then break; fi
      if [ "$hpvm_news" = yes ]; then
        hpvm_short=0
        hpvm_alone=0
      fi
      if hpvm_lives "$hpvm_runner" || hpvm_lives "$hpvm_guard" || hpvm_lives "$hpvm_started"; then
        hpvm_alone=0
      else
        hpvm_alone=$((hpvm_alone + 1))
        [ "$hpvm_alone" -le ${String(LOOKS_WHEN_GONE)} ] || break
      fi
      hpvm_short=$((hpvm_short + 1))
      if [ "$hpvm_alone" = 0 ]; then
        if [ "$hpvm_short" -le 40 ]; then
          if sleep 0.05 2>/dev/null; then continue; fi
        elif [ "$hpvm_short" -le 80 ]; then
          if sleep 0.2 2>/dev/null; then continue; fi
        fi
      fi
      sleep 1
    done
    if hpvm_lives "$hpvm_runner" || hpvm_lives "$hpvm_guard" || hpvm_lives "$hpvm_started"; then hpvm_state=alive; else hpvm_state=gone; fi
    for hpvm_ending in ${RUN_RESULTS.join(' ')}; do
      [ ! -f "$R/over-$hpvm_ending" ] || hpvm_over=$hpvm_ending
    done
  elif [ -d "$R" ]; then
    hpvm_run=present
    hpvm_state=gone
  fi
  # What stands outside the folder of the run, which somebody may have removed.
  if grep '/runs/${runId}/' "$P/sbin/init.d/hpvmctl" >/dev/null 2>&1; then hpvm_hook=yes; fi
  # One that a full disk left empty is nobody else's.
  if [ -f "$P/sbin/init.d/hpvmctl" ] && [ ! -s "$P/sbin/init.d/hpvmctl" ]; then hpvm_hook=yes; fi
  if grep '^run ${runId}$' "$B/unfinished" >/dev/null 2>&1; then hpvm_owes=yes; fi
  echo "@hpvm ${runId} look.1 seen run=$hpvm_run runner=$hpvm_state over=$hpvm_over hook=$hpvm_hook owes=$hpvm_owes" 2>/dev/null
}
`;
}

/** The script that goes on following a run over another connection. */
export function followScript(runId: string): string {
  return `{\n${runFolderPreamble(runId)}${followFunction(runId)}trap '' HUP INT PIPE\nhpvm_follow ''\nexit 0\n}\n`;
}

/** The script that looks at a run once: its journals as they stand, and whether somebody works on it. */
export function lookScript(runId: string): string {
  return `{\n${runFolderPreamble(runId)}${followFunction(runId)}trap '' HUP INT PIPE\nhpvm_follow '' yes\nexit 0\n}\n`;
}

/** The script that takes a run back which nobody works on any more, and follows that. */
export function takeBackScript(runId: string): string {
  return `{
${runFolderPreamble(runId)}${followFunction(runId)}trap '' HUP INT PIPE
if [ -f "$R/program" ]; then
  "\${HPVM_SHELL:-sh}" "$R/program" back left-alone </dev/null >/dev/null 2>&1 &
  hpvm_runner_back=$!
fi
hpvm_follow "\${hpvm_runner_back:-}"
exit 0
}
`;
}
