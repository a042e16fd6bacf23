import { runFolderPreamble } from './run-folder';
import { followFunction } from './follow-script';
import { posixChecksum } from './posix-checksum';

export interface LauncherInput {
  readonly runId: string;
  /** Text of `compileProgram`. */
  readonly program: string;
  /** The plan as it travels, see `packPlan`. */
  readonly packedPlan: string;
}

/**
 * The script that is sent to a host: it writes the program into the folder of the run, starts it apart from the connection, and shows
 * its journal until the run has ended.
 *
 * A script that arrived only in part does nothing, and a program that could not be written as it was sent (a full disk) is not started.
 */
export function compileLauncher({ runId, program, packedPlan }: LauncherInput): string {
  return `{
${runFolderPreamble(runId)}${followFunction(runId)}hpvm_write_run() {
  cat >"$R/program" <<'HPVM-END-OF-PROGRAM' && cat >"$R/plan" <<'HPVM-END-OF-PLAN'
${program}HPVM-END-OF-PROGRAM
${packedPlan}HPVM-END-OF-PLAN
}
hpvm_is_whole() {
  [ "$(cksum <"$R/program")" = "${posixChecksum(program)}" ] && [ "$(cksum <"$R/plan")" = "${posixChecksum(packedPlan)}" ]
}
trap '' HUP INT PIPE
mkdir -p "$B/runs" 2>/dev/null
# Making the run folder decides who may use this run id: us, or someone who called the run off.
if mkdir "$R" 2>/dev/null; then
  if hpvm_write_run 2>/dev/null && hpvm_is_whole && true >"$R/journal.run" && true >"$R/journal.guard" && true >"$R/journal.back" && true >"$R/journal.boot" && true >"$R/ending" && true >"$R/stop-free"; then
    "\${HPVM_SHELL:-sh}" "$R/program" run </dev/null >/dev/null 2>&1 &
    hpvm_follow "$!"
  else
    rm -f "$R/program"
    echo "@hpvm ${runId} launch.1 end result=broken reason=run-folder-not-writable"
  fi
else
  # Who calls a run off makes the folder first and writes into it next.
  [ ! -d "$R" ] || [ -f "$R/prevented" ] || [ -f "$R/journal.run" ] || sleep 1
  if [ -f "$R/prevented" ]; then
    echo "@hpvm ${runId} launch.1 end result=stopped reason=called-off"
  elif [ -d "$R" ]; then
    echo "@hpvm ${runId} launch.1 end result=refused reason=run-exists"
  else
    echo "@hpvm ${runId} launch.1 end result=broken reason=state-folder-not-writable"
  fi
fi
exit 0
}
`;
}
