import type { Plan, RevertPlan, RevertStep, SwitchPortsBack } from '../plan/plan-document';
import { countText } from './plan-summary';
import { secondsText } from './seconds-text';

/** What a plan says of its way back, in a sentence; undefined where it has none. */
export function wayBackText({ revert }: Plan): string | undefined {
  if (revert === null) return undefined;
  const interruption = revert.outages.length === 0 ? ', and nobody is interrupted.' : '. Meanwhile:';
  return `${reachText(revert)}: ${commandCountText(revert)}, about ${secondsText(expectedSeconds(runAtOnce(revert)))} in all${interruption}`;
}

/** How many commands a way back has: `18 commands, and 1 only after a reboot`. */
export function commandCountText(revert: RevertPlan): string {
  const now = runAtOnce(revert).length;
  const later = revert.steps.length - now;
  return `${countText(now, 'command')}${later === 0 ? '' : `, and ${String(later)} only after a reboot`}`;
}

function runAtOnce({ steps }: RevertPlan): RevertPlan['steps'] {
  return steps.filter(({ due }) => due !== 'after-reboot');
}

/** What a person has to put back on the switch when a plan is taken back, a sentence for each kind of port. */
export function switchBackTexts({ revert }: Plan): readonly string[] {
  return (revert?.switchPorts ?? []).map((ports) => {
    const forced =
      ports.before?.mode === 'LAN_MONITOR'
        ? ` ${ports.before.group} is made again by force (-f), because the ports may not reach one another through the switch by then.`
        : '';
    return `Only a person can take the switch back: ${switchBackText(ports)}. Until that is done, links may not carry traffic, though the host is as before.${forced}`;
  });
}

/** What has to be done with switch ports: `the switch ports of lan1, lan2 must leave the LACP_AUTO trunk of lan900`. */
export function switchBackText({ ports, before, planned }: SwitchPortsBack): string {
  const isTrunk = (role: SwitchPortsBack['before']): role is NonNullable<typeof role> =>
    role !== null && role.mode !== 'LAN_MONITOR';
  const leaving = isTrunk(planned) ? ` leave the ${planned.mode} trunk of ${planned.group}` : '';
  const joining = isTrunk(before) ? ` be set to ${before.mode} for ${before.group} again` : '';
  return `the switch ports of ${ports.join(', ')} must${[leaving, joining].filter((text) => text !== '').join(' and')}`;
}

/** What comes behind the reach of the way back, and why that waits. */
export function behindReachText({ revert }: Plan): string | undefined {
  const until = revert?.guardedUntil ?? null;
  return until === null
    ? undefined
    : `${until} and what is behind it run only after the confirmation. Nothing takes back:`;
}

function reachText({ guardedUntil }: RevertPlan): string {
  const whole = guardedUntil === null ? 'The plan' : `What is before ${guardedUntil}`;
  return `${whole} is taken back automatically unless it is confirmed`;
}

function expectedSeconds(steps: RevertPlan['steps']): number {
  return steps.reduce((sum, { durationSeconds }) => sum + durationSeconds.expected, 0);
}

const WHEN: Readonly<Record<RevertStep['due'], string>> = {
  now: ', behind a reboot only if saving had begun',
  always: '',
  'after-reboot': ', only after a reboot',
};

/** Which steps a command of the way back takes back, when it is run besides, and what its form rests on. `steps`: the names of the steps, as they are to be told. */
export function takesBackText(
  { takesBack, due, onlyBehind, confidence }: RevertStep,
  steps: string = takesBack.join(', '),
): string {
  const behind = onlyBehind === undefined ? '' : `, only where ${onlyBehind} was run`;
  const form = confidence === 'recalled' ? '; its form is recalled, no document that we could read shows it' : '';
  return `takes back ${steps}${WHEN[due]}${behind}${form}`;
}
