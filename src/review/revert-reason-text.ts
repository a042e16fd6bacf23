import { printableText } from './printable-text';

/** Reasons as the host records them, and what they mean. The part behind the last colon names a step or what was waited for. */
const MEANINGS: readonly (readonly [pattern: RegExp, text: (rest: string) => string])[] = [
  [/^failed:step:(.+)$/, (step) => `step ${step} failed`],
  [/^failed:no-effect:(.+)$/, (step) => `step ${step} had no effect`],
  [/^failed:no-confirm$/, () => 'nobody confirmed it in time'],
  [/^asked-to-revert:/, () => 'it was asked for'],
  [/^stopped:/, () => 'a stop was asked for'],
  [/^broken:(.+)$/, (what) => `the host could not go on (${what.replaceAll('-', ' ')})`],
  [/^runner-gone$/, () => 'the process that carried it out was gone'],
  [/^runner-hangs$/, () => 'it took longer than it may'],
  [/^rebooted$/, () => 'the host had rebooted before it was confirmed'],
  [/^boot-script-started$/, () => 'its boot script was started, though the host had not rebooted'],
  [/^left-alone$/, () => 'nobody worked on it any more'],
];

/** Why a host took a run back, in words; a reason that is not known stands as it is. */
export function revertReasonText(reason: string): string {
  for (const [pattern, text] of MEANINGS) {
    const match = pattern.exec(reason);
    if (match !== null) return printableText(text(match[1] ?? ''));
  }
  return printableText(reason);
}
