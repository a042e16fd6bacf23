/** A marker starts with a newline of its own, so that it begins a line whatever the output before it ended with. */
export const SHELL_FUNCTIONS = `begin() {
  N=$((N + 1))
  echo "
$T begin $1 $2"
}

finish() {
  echo "
$T stderr"
  if [ -s "$D/stderr" ]; then cat "$D/stderr" </dev/null; fi
  echo "
$T end $1"
}

run() {
  begin "$1" "$2"
  shift 2
  : >"$D/stderr"
  if [ -x "$1" ]; then
    "$@" </dev/null 2>"$D/stderr"
    S=$?
  else
    S=missing
  fi
  finish "$S"
}

run_list() {
  begin "$1" -
  L=$D/$1
  shift
  : >"$D/stderr"
  : >"$L"
  if [ -x "$1" ]; then
    "$@" </dev/null >"$L" 2>"$D/stderr"
    S=$?
    cat "$L" </dev/null
  else
    S=missing
  fi
  finish "$S"
}

read_file() {
  begin "$1" -
  : >"$D/stderr"
  if [ ! -f "$2" ]; then
    S=missing
  elif [ ! -r "$2" ]; then
    S=unreadable
  else
    cat "$2" </dev/null 2>"$D/stderr"
    S=$?
  fi
  finish "$S"
}

read_process_id() {
  begin "$1" -
  : >"$D/stderr"
  if [ ! -f "$2" ]; then
    S=missing
  elif [ ! -r "$2" ]; then
    S=unreadable
  else
    S=0
    A=
    read -r A <"$2"
    if is_number "$A"; then echo "$A"; fi
  fi
  finish "$S"
}

existence() {
  begin "$1" "$2"
  : >"$D/stderr"
  S=unreadable
  if [ -d "$3" ] && [ -x "$3" ]; then
    S=0
    if [ -f "$3/$4" ]; then echo present; else echo absent; fi
  fi
  finish "$S"
}

refuse() {
  begin refused-name "$1"
  : >"$D/stderr"
  printf '%s\\n' "$2"
  finish 0
}

is_number() {
  case $1 in '' | *[!0-9]*) return 1 ;; esac
}

is_interface() {
  case $1 in lan?*) is_number "\${1#lan}" ;; *) return 1 ;; esac
}

is_plumbed_interface() {
  case $1 in
    lan?*:?*) is_interface "\${1%%:*}" && is_number "\${1#*:}" ;;
    *) is_interface "$1" ;;
  esac
}

is_vswitch() {
  case $1 in '' | ?????????* | [!A-Za-z0-9_]* | *[!A-Za-z0-9_-]*) return 1 ;; esac
}

is_guest() {
  case $1 in '' | [!A-Za-z0-9_]* | *[!A-Za-z0-9_.-]*) return 1 ;; esac
}`;
