/**
 * What becomes of the signals that somebody sends us. Said again where a function waits: whether the HP-UX shell keeps what was said outside a function
 * is in no document that we could read, and the ksh of its time does not. Functions have the form `name()` only: in the Korn shell one with the word
 * `function` has traps of its own.
 */
export const SIGNALS = `trap 'hpvm_stop=1 hpvm_woken=yes' TERM
trap 'hpvm_gave_up=1 hpvm_woken=yes' USR1
`;

/** Seconds a command may go on after it was asked to end before it is killed. */
const LAST_SECONDS = 10;

/** How often the host is asked whether a step has taken effect, with a second between two questions. */
const READ_BACK_TRIES = 6;

/** Seconds after which a question to the host is ended. */
const LOOK_SECONDS = 60;

/** What `hpvm_row_ID` ends with for a row that is not looked for and means something: the head of the listing, or what nobody can read. */
export const ROW = { head: '2', unreadable: '3' } as const;

/**
 * Shell functions that run one command and ask the host for its effect.
 *
 * - `hpvm_lives PID`: whether there is such a process, whoever it belongs to.
 * - `hpvm_is_ours PID`: whether there is such a process, and it is one of a run: a number that was written down may belong to another by now.
 * - `hpvm_run ID FUNCTION SECONDS ANSWERS`: runs the command in a process of its own, which the guard may end when it takes
 *   longer than SECONDS; sets `hpvm_exit`. Who starts it notes its process id, and so does a process that becomes the command of a step: who starts it may be
 *   killed before it comes to that. A trapped signal never makes it look finished early. One that
 *   nobody may end (a command under sudo is root's) is left behind with 255: whoever tried says so with USR1.
 * - `hpvm_put_down PID`: asks a process to end, and kills it when it does not; gives 1 when it is there all the same.
 * - `hpvm_become COMMAND...`: becomes the command of `hpvm_run`.
 * - `hpvm_ask ID COMMAND...`: becomes the command that asks, which the guard may end.
 * - `hpvm_see ID SENSE [once]`: asks with the read-only command `hpvm_look_ID` until the host shows (SENSE `shown`) or no longer shows (`gone`)
 *   a row that `hpvm_row_ID` knows; sets `hpvm_effect` to `shown` or `missing`, or to `unseen` when it never answered. Only answers of a command that ended with 0 count; what is gone is gone only from a listing whose head is there and in which no row is
 *   unreadable, so that damaged output is no proof of absence.
 * - `hpvm_guest_is_off GUEST`: whether the host shows that this guest is off.
 * - `hpvm_nap`: waits a twentieth of a second at first, then a fifth and then a second, so that what is quick is noticed quickly; `hpvm_naps` counts the seconds behind the first.
 */
export function commandFunctions(): string {
  const tries = Array.from({ length: READ_BACK_TRIES }, (_, index) => String(index + 1)).join(' ');
  return `hpvm_current() {
  { echo "$1" >"$R/current"; } 2>/dev/null
  # A full disk leaves it empty.
  [ -s "$R/current" ]
}
hpvm_lives() {
  case $1 in
    '' | *[!0-9]*) return 1 ;;
    *) ;;
  esac
  # A process of root may not be signalled by us: that fails as well.
  kill -0 "$1" 2>/dev/null || ps -p "$1" 2>/dev/null | grep "^ *$1 " >/dev/null
}
hpvm_is_ours() {
  hpvm_lives "$1" || return 1
  case $(ps -fp "$1" 2>/dev/null) in
    */hpvmctl/runs/*) return 0 ;;
    # A row, and it names something else.
    *"$1 "*) return 1 ;;
    # It cannot say: the number must do.
    *) return 0 ;;
  esac
}
hpvm_await() {
${SIGNALS.replaceAll(/^(?=.)/gm, '  ')}  while :; do
    hpvm_woken=no
    wait "$1"
    hpvm_exit=$?
    if [ "$hpvm_gave_up" = 1 ]; then
      hpvm_exit=255
      return 0
    fi
    # A signal that we handle ends the waiting, not the command; ksh93 gives 1 for it.
    [ "$hpvm_exit" -gt 128 ] || [ "$hpvm_woken" = yes ] || return 0
    if hpvm_lives "$1"; then continue; fi
    # It may have ended since; 127: it had, and its own signal ended it.
    wait "$1"
    hpvm_again=$?
    [ "$hpvm_again" = 127 ] || hpvm_exit=$hpvm_again
    return 0
  done
}
hpvm_run() {
  hpvm_stdout=$R/$1.stdout
  hpvm_stderr=$R/$1.stderr
  # A full disk must not keep a command from running that takes something back; with \`:\` a failing redirection ends the shell.
  { true >"$hpvm_stdout"; } 2>/dev/null || hpvm_stdout=/dev/null
  { true >"$hpvm_stderr"; } 2>/dev/null || hpvm_stderr=/dev/null
  hpvm_running=$1
  hpvm_running_seconds=$3
  if [ -n "$4" ]; then
    # shellcheck disable=SC2086
    { printf '%s\\n' $4; } 2>/dev/null | "$2" >"$hpvm_stdout" 2>"$hpvm_stderr" &
  else
    "$2" </dev/null >"$hpvm_stdout" 2>"$hpvm_stderr" &
  fi
  hpvm_command=$!
  hpvm_gave_up=0
  hpvm_noted=no
  if hpvm_current "$1 $hpvm_command $3"; then hpvm_noted=yes; fi
  hpvm_bound "$1" "$3" "$hpvm_command"
  hpvm_await "$hpvm_command"
  hpvm_unbound
  hpvm_current none
  if [ "$hpvm_gave_up" = 1 ]; then
    hpvm_now
    hpvm_record "hangs step=$1 process=$hpvm_command"
  fi
}
hpvm_bound() {
  hpvm_dog=
  # The guard ends what hangs in the runner, if it can read what that is; whoever takes back without one, or behind a boot, does it itself.
  if [ "$hpvm_who" = run ] && [ "$hpvm_noted" = yes ]; then return 0; fi
  hpvm_watchdog "$1" "$2" "$3" </dev/null >/dev/null 2>&1 &
  hpvm_dog=$!
}
hpvm_unbound() {
  [ -n "$hpvm_dog" ] || return 0
  hpvm_bound_exit=$hpvm_exit
  hpvm_bound_gave_up=$hpvm_gave_up
  hpvm_gave_up=0
  kill -KILL "$hpvm_dog" 2>/dev/null
  hpvm_await "$hpvm_dog" 2>/dev/null
  hpvm_gave_up=$hpvm_bound_gave_up
  hpvm_exit=$hpvm_bound_exit
}
hpvm_watchdog() {
  hpvm_barked=0
  while [ "$hpvm_barked" -lt "$2" ]; do
    sleep 1
    hpvm_barked=$((hpvm_barked + 1))
    # Whoever takes over from us ends it.
    kill -0 "$$" 2>/dev/null || return 0
  done
  hpvm_bitten=$3
  if [ -z "$hpvm_bitten" ]; then
    # Who is asked has written down its process id.
    { read -r hpvm_bitten <"$R/current"; } 2>/dev/null
    case $hpvm_bitten in
      "$1 "*) hpvm_bitten=\${hpvm_bitten#* } ;;
      *) return 0 ;;
    esac
  fi
  hpvm_put_down "\${hpvm_bitten%% *}" || kill -USR1 "$$" 2>/dev/null
}
hpvm_put_down() {
  kill -TERM "$1" 2>/dev/null
  hpvm_last=0
  while [ "$hpvm_last" -lt ${String(LAST_SECONDS)} ]; do
    sleep 1
    hpvm_beat
    hpvm_lives "$1" || return 0
    hpvm_last=$((hpvm_last + 1))
  done
  kill -KILL "$1" 2>/dev/null
  sleep 1
  ! hpvm_lives "$1"
}
hpvm_become() {
  hpvm_exec "$hpvm_running" "$hpvm_running_seconds" "$@"
}
hpvm_ask() {
  hpvm_asked=$1
  shift
  hpvm_exec "$hpvm_asked" ${String(LOOK_SECONDS)} "$@"
}
hpvm_exec() {
  # Not every shell can tell the process id of a part of itself, or wait for what it started inside $( ): a shell of its own can.
  # shellcheck disable=SC2016
  exec sh -c '{ echo "$1 $$ $2" >"$0"; } 2>/dev/null; shift 2; exec "$@"' "$R/current" "$@"
}
hpvm_see() {
  hpvm_effect=unseen
  for hpvm_try in ${tries}; do
    [ "$hpvm_try" = 1 ] || sleep 1
    hpvm_bound "$1" ${String(LOOK_SECONDS)} ''
    hpvm_shown=$("hpvm_look_$1" </dev/null 2>/dev/null)
    hpvm_seen=$?
    hpvm_unbound
    hpvm_current none
    { echo "$hpvm_shown" >"$R/$1.readback"; } 2>/dev/null
    if [ "$hpvm_seen" != 0 ]; then
      [ "$3" != once ] || return 0
      continue
    fi
    hpvm_row_shown=gone
    hpvm_readable=no
    hpvm_ifs=$IFS
    IFS='
'
    for hpvm_row in $hpvm_shown; do
      "hpvm_row_$1" "$hpvm_row "
      case $? in
        0) hpvm_row_shown=shown ;;
        ${ROW.head}) [ "$hpvm_readable" = never ] || hpvm_readable=yes ;;
        ${ROW.unreadable}) hpvm_readable=never ;;
        *) ;;
      esac
    done
    IFS=$hpvm_ifs
    if [ "$hpvm_row_shown $2" = 'gone gone' ] && [ "$hpvm_readable" != yes ]; then
      [ "$3" != once ] || return 0
      continue
    fi
    if [ "$hpvm_row_shown" = "$2" ]; then
      hpvm_effect=shown
      return 0
    fi
    hpvm_effect=missing
    [ "$3" != once ] || return 0
  done
}
hpvm_guest_is_off() {
  if ! hpvm_guests=$(hpvm_root "$P"/opt/hpvm/bin/hpvmstatus </dev/null 2>/dev/null); then
    echo "hpvmstatus does not say whether guest $1 is off" >&2
    return 1
  fi
  # A row of the listing: its name, its number, what it is, and its state, \`On\` and more, or \`Off\`.
  hpvm_ifs=$IFS
  IFS='
'
  for hpvm_row in $hpvm_guests; do
    case "$hpvm_row " in
      "$1 "*' Off '*)
        IFS=$hpvm_ifs
        return 0
        ;;
      *) ;;
    esac
  done
  IFS=$hpvm_ifs
  echo "hpvmstatus does not show guest $1 off, as it was when the plan was made: stop it first" >&2
  return 1
}
hpvm_nap() {
  hpvm_short=$((hpvm_short + 1))
  # HP-UX documents whole seconds only: what is short there ends at once with an error, and a second is slept.
  if [ "$hpvm_short" -le 20 ]; then
    if sleep 0.05 2>/dev/null; then return 0; fi
  elif [ "$hpvm_short" -le 60 ]; then
    if sleep 0.2 2>/dev/null; then
      [ "$((hpvm_short % 5))" != 0 ] || hpvm_naps=$((hpvm_naps + 1))
      return 0
    fi
  fi
  hpvm_naps=$((hpvm_naps + 1))
  sleep 1
}
`;
}
