import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { STATE_FOLDER } from '../model/state-folder';

/** Reasons with which whoever settles a run ends one that nothing takes back, and what had become of it. */
const ENDED: ReadonlyMap<string, string> = new Map([
  ['rebooted', 'the host rebooted'],
  ['boot-script-started', 'the host left run level 3 and came back to it'],
  ['runner-gone', 'the process that carried it out was gone'],
  ['runner-hangs', 'it took longer than it may'],
  ['left-alone', 'nobody worked on it any more'],
]);

/** A run that ended behind its first step that nothing takes back, for no fault of disk or rights; undefined for any other reason. */
export function endedHalfway(host: string, reason: string, runId: string): Diagnostic | undefined {
  const what = ENDED.get(reason);
  if (what === undefined) return undefined;
  const boot =
    reason === 'rebooted'
      ? ' The boot kept what Integrity VM keeps at once (vswitches, port VLANs, guest NICs) and what was saved, and dropped the rest, also of steps that were done.'
      : '';
  return errorDiagnostic(
    'ended-halfway',
    `The run on ${host} ended halfway, behind a step that nothing takes back: ${what}`,
    `Nobody goes on with it.${boot} What differs by now is told with this report; steps that it did not come to may have been to boot a vswitch or put an address back: look at the host and do that. ` +
      `Then remove ${STATE_FOLDER}/unfinished there and plan again; until then plan and drift tell of this run. Its journal is in ${STATE_FOLDER}/runs/${runId}.`,
    host,
  );
}
