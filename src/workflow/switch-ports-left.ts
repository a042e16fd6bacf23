import type { ExecutionReport } from '../execute/execution-report';
import { warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { Plan, RevertStep, SwitchPortsBack } from '../plan/plan-document';

type Role = NonNullable<SwitchPortsBack['before']>;

/** What the run did. */
type Done = Pick<ExecutionReport, 'steps' | 'undone'>;

/**
 * Switch ports that a person has to put back behind a run that was taken back: the host is read again, the switch is not. Told of
 * groups with which something was begun; how their ports came back, by the commands of the way back that were run.
 */
export function switchPortsLeft(plan: Plan, { steps, undone }: Done): readonly Diagnostic[] {
  const ran = new Set(undone.filter(({ status }) => status === 'done' || status === 'unknown').map(({ id }) => id));
  const commandsBack = (plan.revert?.steps ?? []).filter(({ id }) => ran.has(id));
  const begun = new Set(steps.filter(({ status }) => status !== 'not-run').map(({ id }) => id));
  return (plan.revert?.switchPorts ?? [])
    .filter(({ takesBack }) => takesBack.some((step) => begun.has(step)))
    .map(({ ports, before, planned }) =>
      warningDiagnostic(
        'switch-not-taken-back',
        `the switch ports of ${ports.join(', ')} were not taken back: ${wanted(before, planned)}`,
        [
          'The host is read again after a run, the switch is not, and no command on the host changes it. Where it was set for the plan, put it back now: until server and switch are in the same mode, links may not carry traffic.',
          ...(before === null ? [] : lookingAt(before, commandsBack)),
          ...(planned === null ? [] : freedFrom(planned, before, portsThatLeft(ports, planned, plan, commandsBack))),
        ].join(' '),
        before === null ? plan.host : `apaGroup.${before.group}`,
      ),
    );
}

function wanted(before: Role | null, planned: Role | null): string {
  const [from, to] = [trunkOf(planned), trunkOf(before)];
  if (to === null) return `they belong in no trunk, and may still be in the ${String(from)}`;
  return `they belong in the ${to}${from === null ? '' : `, and may still be in the ${from}`}`;
}

function trunkOf(role: Role | null): string | null {
  return role === null || role.mode === 'LAN_MONITOR' ? null : `${role.mode} trunk of ${role.group}`;
}

function lookingAt({ group, mode }: Role, commandsBack: readonly RevertStep[]): readonly string[] {
  const look = `Look with "/usr/sbin/nwmgr -v -S apa -I ${group.slice('lan'.length)}": state Up, and no port with an asterisk (APA Administrator's Guide, 11i v3, March 2014, p. 44).`;
  const wasForced =
    mode === 'LAN_MONITOR' &&
    commandsBack.some(({ command }) => ['-a', group, '-f'].every((word) => command.includes(word)));
  return wasForced
    ? [
        `${group} was made again with -f, which overrides the test whether its ports reach one another (nwmgr_apa(1M), September 2010, p. 8).`,
        look,
      ]
    : [look];
}

/** Those that a command took out of the planned group again. Behind a boot that dropped the group there is none. */
function portsThatLeft(
  ports: readonly string[],
  { mode }: Role,
  { steps }: Plan,
  commandsBack: readonly RevertStep[],
): readonly string[] {
  const takenBack = new Set(commandsBack.flatMap(({ takesBack }) => takesBack));
  const joins = steps.filter(({ id, command }) => takenBack.has(id) && command.includes(`mode=${mode}`));
  return ports.filter((port) => joins.some(({ command }) => command.includes(port)));
}

/** No document says in which mode a port is left that leaves a negotiated group. */
function freedFrom(planned: Role, before: Role | null, ports: readonly string[]): readonly string[] {
  const isNegotiated = planned.mode === 'LACP_AUTO' || planned.mode === 'FEC_AUTO';
  if (!isNegotiated || before?.mode === planned.mode || ports.length === 0) return [];
  const commands = ports.map((port) => `"/usr/sbin/nwmgr -c ${port} -S apa"`).join(' and ');
  return [
    `A port may have come out in mode ${planned.mode} and go on negotiating: see ${commands}; "/usr/sbin/nwmgr -s -A mode=MANUAL" of a port in no group ends that (p. 9).`,
  ];
}
