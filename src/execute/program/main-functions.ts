import { displayCommand, quoteShellWord } from '../../model/shell-word';
import type { Plan } from '../../plan/plan-document';
import { encodeJournalValue } from '../journal';
import type { ProgramOptions } from './program-options';

/** Seconds the host waits for the client to say that the host still is what the plan was made from. */
const GO_SECONDS = 180;

/** Seconds the host waits, when all is saved, for the client to have looked; then the run ends well without it. */
const FINISH_SECONDS = 120;

/** Shell functions that wait for what the client writes into the run folder. `hpvm_wait_for FILE SECONDS` gives 1, and the reason, when it does not come. */
function waitFunctions(options: ProgramOptions): string {
  return `hpvm_wait_for() {
  hpvm_short=0
  # Who waits once more has waited already.
  [ "$3" = again ] || hpvm_naps=0
  while :; do
    if hpvm_is_taken; then
      hpvm_end taken guard
      return 1
    fi
    if [ -f "$R/revert" ]; then
      hpvm_end asked-to-revert "waiting-for:$1"
      return 1
    fi
    if [ "$hpvm_stop" = 1 ] || [ -f "$R/stop" ]; then
      hpvm_end stopped "waiting-for:$1"
      return 1
    fi
    # What somebody asked for goes before what was agreed to.
    if [ -f "$R/$1" ] && [ -s "$R/$1" ]; then return 0; fi
    if [ "$hpvm_naps" -ge "$2" ]; then
      hpvm_end failed "no-$1"
      return 1
    fi
    hpvm_beat
    hpvm_nap
  done
}
hpvm_go() {
  hpvm_now
  hpvm_record 'ready seconds=${String(GO_SECONDS)}' || { hpvm_end broken journal-not-writable; return 1; }
  hpvm_wait_for go ${String(GO_SECONDS)} && return 0
  # Nothing has been done, whatever it was.
  hpvm_end stopped "$hpvm_reason"
  return 1
}
hpvm_confirmation() {
  hpvm_now
  hpvm_record 'awaiting seconds=${String(options.confirmSeconds)}'
  hpvm_turn=first
  while :; do
    hpvm_wait_for confirm ${String(options.confirmSeconds)} "$hpvm_turn" || return 1
    hpvm_turn=again
    hpvm_token=
    read -r hpvm_token <"$R/confirm"
    if [ "$hpvm_token" = ${quoteShellWord(options.confirmToken)} ]; then break; fi
    rm -f "$R/confirm"
  done
  hpvm_now
  if hpvm_record confirmed; then return 0; fi
  hpvm_end broken journal-not-writable-confirming
  return 1
}
hpvm_finish() {
  hpvm_all_done=yes
  hpvm_now
  hpvm_record 'carried-out seconds=${String(FINISH_SECONDS)}'
  hpvm_wait_for finish ${String(FINISH_SECONDS)} && return 0
  case $hpvm_result in
    failed | stopped)
      # Everything was done and said to be done; a client that went away is no reason to take it back.
      hpvm_end applied nobody-looked
      return 0
      ;;
    *) return 1 ;;
  esac
}
`;
}

/**
 * What the run owes stands on the host from before the first step until all is done, so that a run that ends half way is
 * not forgotten: what it was to put back is not visible in the state it leaves.
 */
function debtFunction(plan: Plan, options: ProgramOptions): string {
  const todo = plan.steps.map((step) => quoteShellWord(`todo ${step.id} ${displayCommand(step.command)}`));
  return `hpvm_owe() {
  if [ -f "$B/unfinished" ]; then
    hpvm_end broken an-earlier-run-is-unfinished
    return 1
  fi
  hpvm_now
  if { printf '%s\\n' 'run ${options.runId}' "since $hpvm_at"${todo.map((line) => ` ${line}`).join('')} >"$B/unfinished"; } 2>/dev/null; then return 0; fi
  rm -f "$B/unfinished"
  hpvm_end broken state-folder-not-writable
  return 1
}
`;
}

/** The way of a run through all of it, and what becomes of one that did not come through. */
export function mainFunctions(plan: Plan, options: ProgramOptions): string {
  const carryOut = options.takesBack
    ? 'hpvm_guarded && hpvm_confirmation && hpvm_rest && hpvm_finish'
    : 'hpvm_guarded && hpvm_rest';
  return `${waitFunctions(options)}${debtFunction(plan, options)}hpvm_settle() {
  [ "$hpvm_result" != applied ] || return 0
  # The guard thought that we were gone, and does the rest.
  [ "$hpvm_result" != taken ] || exit 1
  hpvm_look_beyond
  if [ "$hpvm_guarded_run" = yes ] && [ "$hpvm_beyond" = no ]; then
    hpvm_claim || exit 1
    hpvm_take_back "$hpvm_result:$hpvm_reason"
  elif [ "$hpvm_result" = asked-to-revert ]; then
    hpvm_end stopped "$hpvm_reason"
  fi
}
hpvm_main_run() {
  # Time of the last boot (who(1)): whoever takes the run back later sees whether there was another.
  { TZ=UTC0 who -b >"$R/booted"; } 2>/dev/null
  hpvm_end applied ''
  hpvm_now
  hpvm_record 'begin owner=${encodeJournalValue(options.owner)} plan=${encodeJournalValue(options.planDigest)} steps=${String(plan.steps.length)} pid='"$$"
  hpvm_written=$?
  { true >"$R/claim-free" && true >"$R/back-none"; } 2>/dev/null || hpvm_written=1
  if [ "$hpvm_written" != 0 ]; then
    hpvm_end broken journal-not-writable
  elif hpvm_lock && hpvm_go && hpvm_owe && hpvm_arm; then
    ${carryOut}
    hpvm_settle
    hpvm_trim
  fi
  hpvm_close
  [ "$hpvm_result" != applied ] || hpvm_prune
}
`;
}
