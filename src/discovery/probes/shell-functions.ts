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

may_be_hidden() {
  if [ -f "$1" ]; then return 0; fi
  F=\${1%/*}
  while [ -n "$F" ]; do
    if [ -d "$F" ]; then
      if [ -x "$F" ]; then return 1; fi
      return 0
    fi
    case $F in */*) F=\${F%/*} ;; *) F= ;; esac
  done
  return 1
}

can_run() {
  S=0
  if [ "$1" = as_root ]; then
    shift
    if [ -n "$SUDO" ] && may_be_hidden "$1"; then return 0; fi
  fi
  if [ -x "$1" ]; then return 0; fi
  S=missing
  if may_be_hidden "$1"; then S=unreadable; fi
  return 1
}

run() {
  begin "$1" "$2"
  shift 2
  : >"$D/stderr"
  if can_run "$@"; then
    "$@" </dev/null 2>"$D/stderr"
    S=$?
  fi
  finish "$S"
}

run_list() {
  begin "$1" -
  L=$D/$1
  shift
  : >"$D/stderr"
  : >"$L"
  if can_run "$@"; then
    "$@" </dev/null >"$L" 2>"$D/stderr"
    S=$?
    cat "$L" </dev/null
  fi
  finish "$S"
}

test_as_root() {
  as_root /usr/bin/test "$1" "$2" </dev/null 2>"$D/stderr"
  S=$?
  if [ "$S" = 1 ] && [ ! -s "$D/stderr" ]; then S=no; fi
}

read_file() {
  begin "$1" -
  : >"$D/stderr"
  if [ -f "$2" ] && [ -r "$2" ]; then
    cat "$2" </dev/null 2>"$D/stderr"
    S=$?
  elif may_be_hidden "$2"; then
    S=unreadable
    if [ -n "$SUDO" ]; then
      test_as_root -f "$2"
      case $S in
        0)
          as_root /usr/bin/cat "$2" </dev/null 2>"$D/stderr"
          S=$?
          ;;
        no) S=missing ;;
      esac
    fi
  else
    S=missing
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
  elif [ -n "$SUDO" ] && may_be_hidden "$3/$4"; then
    test_as_root -d "$3"
    if [ "$S" = 0 ]; then
      test_as_root -f "$3/$4"
      case $S in
        0) echo present ;;
        no)
          echo absent
          S=0
          ;;
      esac
    elif [ "$S" = no ]; then
      S=unreadable
    fi
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
