import { quoteShellWord } from '../../model/shell-word';

/** Where HP-UX finds what is started at boot (HP-UX Handbook 13.00, ch. 3, p. 4 and 10-11): late in run level 3, when networking and Integrity VM are up. */
const BOOT_SCRIPT = '/sbin/init.d/hpvmctl';
const BOOT_LINK = '/sbin/rc3.d/S990hpvmctl';

/** What stops it: before everything else when run level 3 is left (rc(1M); S and K number add up to 1000, HP-UX Handbook 13.00, ch. 3, p. 10). */
const STOP_LINK = '/sbin/rc2.d/K010hpvmctl';

/** Shell functions that put the boot script of a run in place and away, and what that script starts. */
export function bootFunctions(runId: string): string {
  return `${bootScriptFunction(runId)}hpvm_hook() {
  [ "$hpvm_guarded_run" = yes ] || return 0
  hpvm_root mkdir -p "$P/sbin/init.d" "$P/sbin/rc2.d" "$P/sbin/rc3.d" 2>/dev/null
  {
    hpvm_root cp "$R/boot-script" "$P${BOOT_SCRIPT}" &&
      hpvm_root chmod 755 "$P${BOOT_SCRIPT}" &&
      hpvm_root rm -f "$P${STOP_LINK}" "$P${BOOT_LINK}" &&
      hpvm_root ln -s "$P${BOOT_SCRIPT}" "$P${BOOT_LINK}" &&
      hpvm_root ln -s "$P${BOOT_SCRIPT}" "$P${STOP_LINK}" &&
      cmp -s "$R/boot-script" "$P${BOOT_LINK}" &&
      cmp -s "$R/boot-script" "$P${STOP_LINK}"
  } 2>/dev/null
}
hpvm_is_hooked() {
  # rm(1) takes the script away last: it stands for its links.
  # Another run may have put its own there since. Asked without a tool: one that fails would leave it there unnoticed.
  [ -f "$P${BOOT_SCRIPT}" ] || return 1
  # A full disk left it empty; nobody else can be at it while we have the lock.
  if [ ! -s "$P${BOOT_SCRIPT}" ] && [ "$hpvm_locked" = 1 ]; then return 0; fi
  while read -r hpvm_row; do
    case $hpvm_row in
      *'/runs/${runId}/'*) return 0 ;;
      *) ;;
    esac
  done <"$P${BOOT_SCRIPT}"
  return 1
}
hpvm_is_linked() {
  [ ! -f "$P${BOOT_SCRIPT}" ] || return 1
  [ -h "$P${STOP_LINK}" ] || [ -h "$P${BOOT_LINK}" ]
}
hpvm_unhook() {
  # Links to a script that is not there are nobody's: it could not be written.
  if hpvm_is_hooked || hpvm_is_linked; then hpvm_root rm -f "$P${STOP_LINK}" "$P${BOOT_LINK}" "$P${BOOT_SCRIPT}" 2>/dev/null; fi
  ! hpvm_is_hooked
}
hpvm_main_boot() {
  # Started by hand while the run is going on: its guard beats every second, and after a boot nobody does.
  hpvm_beat_before=$(cat "$B/lock/heartbeat" 2>/dev/null)
  hpvm_hand_over
  # Said at once: who looks meanwhile would take the run for left alone, and take it back as if there had been no boot.
  hpvm_now
  hpvm_record "woke pid=$$"
  sleep 4
  [ "$(cat "$B/lock/heartbeat" 2>/dev/null)" = "$hpvm_beat_before" ] || return 0
  hpvm_locked=1
  hpvm_find_boot
  # Integrity VM may still be starting.
  hpvm_await_start
  [ "$hpvm_rebooted" = no ] || hpvm_current none
  # Leaving run level 3 and coming back to it is no boot: nothing that ran was dropped.
  if [ "$hpvm_rebooted" = no ]; then hpvm_find_out boot-script-started; else hpvm_find_out rebooted; fi
  hpvm_hand_over
}
hpvm_hand_over() {
  # What root has written here the login must be able to read, and to write on. HP-UX chown knows no --reference.
  [ "$(id -u 2>/dev/null)" = 0 ] || return 0
  # find(1) prints no owner.
  # shellcheck disable=SC2012
  hpvm_login=$(ls -ldn "$R" 2>/dev/null | { read -r hpvm_mode hpvm_links hpvm_login hpvm_more && echo "$hpvm_login"; })
  case $hpvm_login in
    '' | 0 | *[!0-9]*) return 0 ;;
    *) ;;
  esac
  for hpvm_file in "$R" "$B/lock" "$B/ownership" "$B/unfinished" "$B/durations"; do
    [ ! -e "$hpvm_file" ] || chown -hR "$hpvm_login" "$hpvm_file" 2>/dev/null
  done
}
`;
}

/** Writes what HP-UX starts at boot while the guard is armed, beside the program. */
function bootScriptFunction(runId: string): string {
  const lines = [
    '#!/sbin/sh',
    `# ${BOOT_SCRIPT}: takes back run ${runId} of hpvmctl, which was not confirmed before the host went down.`,
    'case $1 in',
    // rc(1M) asks for all messages before it begins.
    'stop_msg | stop) true >"$P$D" ;;',
    'start) rm -f "$P$D" ;;',
    '*) ;;',
    'esac 2>/dev/null',
    'case $1 in',
    `stop_msg) echo "Leaving run ${runId} of hpvmctl to the next boot" ;;`,
    `start_msg) echo "Taking back run ${runId} of hpvmctl" ;;`,
    // rc(1M) may hang up the console group before the program has said what it makes of that.
    `start) trap '' HUP; sh "$P$F" boot </dev/null >/dev/null 2>&1 & ;;`,
    '*) ;;',
    'esac',
    'exit 0',
  ];
  const [first = '', ...others] = lines;
  const folder = `/var/opt/hpvmctl/runs/${runId}`;
  const settings = ['P=${HPVM_COMMAND_PREFIX:-}', `F=${folder}/program`, `D=${folder}/goes-down`];
  const text = [first, ...settings, ...others].map(quoteShellWord).join(' \\\n    ');
  return `hpvm_boot_script() {
  printf '%s\\n' \\
    ${text}
}
`;
}
