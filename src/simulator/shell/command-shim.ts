/**
 * The executable behind every simulated command: a few lines of sh, because starting a Node process for each command
 * would take forty times as long. It hands its arguments to the simulating process and waits for the reply:
 *
 * 1. writes `path NUL UNIX95 NUL argument NUL ...` into `<pid>.argv`;
 * 2. writes its pid, one short and therefore atomic line, into the FIFO `control`;
 * 3. reads `exit|prompt status number printed` from its own FIFO `<pid>.reply`, copies `<number>.out` and `<number>.err`
 *    (when `printed` holds `o` and `e`), and ends with the status, or answers the question with a line of its stdin.
 *
 * It holds its reply FIFO open for reading and writing before it asks, so that the other side never waits.
 * All but `mkfifo` and `cat` is built into the shell.
 */
export function commandShim(root: string, processId: number): string {
  return `#!/bin/sh
root='${root}'
calls=$root/.calls
if [ ! -p "$calls/control" ] || ! kill -0 ${String(processId)} 2>/dev/null; then
  echo "\${0##*/}: the simulated host is not running" >&2
  exit 127
fi
call=$calls/$$
printf '%s\\0' "$0" "\${UNIX95-}" "$@" >"$call.argv"
PATH=/usr/bin:/bin
[ -p "$call.reply" ] || mkfifo "$call.reply" || exit 126
exec 3<>"$call.reply"
while :; do
  echo "$$" >"$calls/control"
  read -r kind status number printed <&3 || exit 126
  case $printed in *o*) cat "$calls/$number.out" ;; esac
  case $printed in *e*) cat "$calls/$number.err" >&2 ;; esac
  [ "$kind" = prompt ] || exit "$status"
  answer=
  IFS= read -r answer
  printf '%s' "$answer" >"$call.argv"
done
`;
}
