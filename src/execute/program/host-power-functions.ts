import { commandLines } from './compile-step';

/** Seconds that one question to Integrity VM may take here. */
const PROBE_SECONDS = 20;

/** Seconds between two answers that must be equal, and seconds after which a boot is not waited for any longer. */
const SETTLING_SECONDS = 5;
const BOOT_SECONDS = 600;

/** Questions, {@link SETTLING_SECONDS} apart, that Integrity VM must answer before a host counts as one that does not go down. */
const ANSWERS_WHEN_UP = 60;

/**
 * Shell functions that know whether the host goes down, or is still coming up.
 *
 * - `hpvm_is_below_3`: the run level is below 3 (networking comes with 2, Integrity VM with 3; HP-UX Handbook 13.00, ch. 3, p. 4 and 10-11).
 * - `hpvm_goes_down [failed]`: the boot script was asked to stop, or the run level is below 3, or we were asked to end, or something failed, and Integrity
 *   VM does not answer any more. shutdown(1M) starts /sbin/rc itself: init(1M) need not know, who(1) may go on to say 3, and the processes that are left
 *   are killed, not asked to end.
 * - `hpvm_leave_to_boot [failed]`: ends this process where the host goes down, and leaves lock, boot script and what was done as they are.
 * - `hpvm_find_boot`: whether the host has booted since the run began, in `hpvm_rebooted`: `yes`, `no`, or `maybe` where who(1) did not say when.
 *   Going down to run level s or 2 and up again starts the boot script and is no boot (shutdown(1M), September 2010, p. 2).
 * - `hpvm_stays_up`: whether the host has not gone down though the boot script was asked to stop: Integrity VM answers for five minutes, at run level 3.
 * - `hpvm_await_start`: waits until Integrity VM gives the same answer twice, or for ten minutes.
 */
export function hostPowerFunctions(sudo: string | undefined): string {
  return `hpvm_probe() {
${commandLines('hpvm_become', ['/opt/hpvm/bin/hpvmnet'], sudo)}}
hpvm_is_below_3() {
  case "$(who -r 2>/dev/null) " in
    *'run-level '[0126sS]' '*) return 0 ;;
    *) return 1 ;;
  esac
}
hpvm_goes_down() {
  # The boot script takes it away when it starts.
  [ ! -f "$R/goes-down" ] || return 0
  # Behind a boot it has to be done now, whatever who(1) says.
  if [ "$hpvm_who" != boot ] && hpvm_is_below_3; then return 0; fi
  [ "$hpvm_stop" = 1 ] || [ "$1" = failed ] || return 1
  hpvm_run probe hpvm_probe ${String(PROBE_SECONDS)} ''
  [ "$hpvm_exit" != 0 ]
}
hpvm_leave_to_boot() {
  hpvm_goes_down "$1" || return 0
  hpvm_now
  hpvm_record left-to-boot
  [ "$hpvm_who" != boot ] || hpvm_hand_over
  exit 1
}
hpvm_find_boot() {
  hpvm_rebooted=maybe
  hpvm_booted_now=$(TZ=UTC0 who -b 2>/dev/null)
  hpvm_booted_then=$(cat "$R/booted" 2>/dev/null)
  if [ -n "$hpvm_booted_then" ] && [ -n "$hpvm_booted_now" ]; then
    hpvm_rebooted=no
    [ "$hpvm_booted_now" = "$hpvm_booted_then" ] || hpvm_rebooted=yes
  fi
}
hpvm_stays_up() {
  hpvm_answers=0
  while [ "$hpvm_answers" -lt ${String(ANSWERS_WHEN_UP)} ]; do
    if hpvm_is_below_3; then return 1; fi
    hpvm_beat
    hpvm_run probe hpvm_probe ${String(PROBE_SECONDS)} ''
    [ "$hpvm_exit" = 0 ] || return 1
    hpvm_answers=$((hpvm_answers + 1))
    sleep ${String(SETTLING_SECONDS)}
  done
}
hpvm_await_start() {
  hpvm_waited=0
  hpvm_answer_before=
  hpvm_answers=0
  while [ "$hpvm_waited" -lt ${String(BOOT_SECONDS)} ]; do
    hpvm_beat
    # The host goes down again.
    [ ! -f "$R/goes-down" ] || return 0
    hpvm_run probe hpvm_probe ${String(PROBE_SECONDS)} ''
    if [ "$hpvm_exit" = 0 ]; then
      hpvm_answer=$(cat "$R/probe.stdout" 2>/dev/null)
      if [ "$hpvm_answers" != 0 ] && [ "$hpvm_answer" = "$hpvm_answer_before" ]; then return 0; fi
      hpvm_answers=1
      hpvm_answer_before=$hpvm_answer
    else
      hpvm_answers=0
      # It was ended by us, after all that time.
      [ "$hpvm_exit" -le 128 ] || hpvm_waited=$((hpvm_waited + ${String(PROBE_SECONDS)}))
    fi
    sleep ${String(SETTLING_SECONDS)}
    hpvm_waited=$((hpvm_waited + ${String(SETTLING_SECONDS)}))
  done
}
`;
}
