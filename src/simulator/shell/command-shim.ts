import { quoteShellWord } from '../../model/shell-word';

/** Slots that exist from the start: as many calls at once need no `mkfifo` of their own. */
export const PREPARED_SLOTS = 32;

/**
 * The executable behind every simulated command: a few lines of sh, because starting a Node process for each command
 * would take several times as long. It hands its arguments to the simulating process and waits for the reply:
 *
 * 1. claims the first free slot `n` by creating `n.busy` exclusively;
 * 2. writes `path NUL UNIX95 NUL argument NUL ...` into `n.argv`;
 * 3. writes `call n` into the FIFO `control`, a short and therefore atomic line;
 * 4. reads the name of the reply from its own FIFO `n.reply`, and carries out that file, which prints and ends the shim,
 *    or asks, leaves the answer in `n.argv` and lets it call again.
 *
 * It holds its FIFO open for reading and writing before it calls, so that the other side never waits. Everything is
 * built into the shell, so that a command costs one process.
 */
export function commandShim(calls: string, processId: number): string {
  return `#!/bin/sh
calls=${quoteShellWord(calls)}
gone() {
  echo "\${0##*/}: the simulated host is not running" >&2
  exit 127
}
kill -0 ${String(processId)} 2>/dev/null || gone
set -C
slot=0
while ! { true >"$calls/$slot.busy"; } 2>/dev/null; do
  [ -p "$calls/control" ] || gone
  slot=$((slot + 1))
done
set +C
[ -p "$calls/$slot.reply" ] || PATH=/usr/bin:/bin mkfifo "$calls/$slot.reply"
exec 3<>"$calls/$slot.reply"
printf '%s\\0' "$0" "\${UNIX95-}" "$@" >"$calls/$slot.argv"
while :; do
  echo "call $slot" >"$calls/control"
  read -r reply <&3 || exit 126
  . "$calls/$reply"
done
`;
}
