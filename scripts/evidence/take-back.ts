import { checkPlan } from '../../src/check/check-plan';
import type { Plan, RevertPlan } from '../../src/plan/plan-document';
import { interpretCommand } from '../../src/simulator/command-interpreter';
import type { SimulatedHostState } from '../../src/simulator/simulated-host-state';
import type { CarriedOut } from './carry-out-steps';
import type { Random } from './random';
import { count, type Tally } from './tally';

interface Fault {
  readonly kind: string;
  readonly what: string;
}

/** Beginnings of a plan that are taken back, drawn at random. */
const BEGINNINGS = 2;

/**
 * Stops after some steps of a plan that was carried out, and takes these back on the simulated host with the way back of the
 * plan, as a host does: every command that is due must be taken, and the host be as it was. Only plans whose way back is
 * proven are looked at, up to the first step that nothing takes back or that saves.
 */
export function takeBack(plan: Plan, done: CarriedOut, random: Random, tally: Tally, label: string): void {
  const { revert, steps } = plan;
  if (revert === null || checkPlan(plan).status !== 'proven') return;
  const end = steps.findIndex(({ id, phase }) => phase === 'persist' || id === revert.guardedUntil);
  const most = end < 0 ? steps.length : end;
  for (let turn = 0; turn < BEGINNINGS && most > 0; turn += 1) {
    const length = 1 + random.below(most);
    count(tally, 'beginnings taken back');
    const back = backFrom(revert, new Set(steps.slice(0, length).map(({ id }) => id)), done.states[length]);
    if ('state' in back)
      count(tally, 'beginnings taken back that leave a restart', isRestartDue(done, back.state) ? 1 : 0);
    const fault = 'state' in back ? differenceOf(done.states[0], back.state) : back;
    if (fault === undefined) continue;
    count(tally, 'beginnings not taken back', 1, `${fault.what}: after ${String(length)} steps of ${label}`);
    count(tally, `not taken back: ${fault.kind}`);
  }
}

function backFrom(
  { steps }: RevertPlan,
  begun: ReadonlySet<string>,
  from: SimulatedHostState | undefined,
): { readonly state: SimulatedHostState } | Fault {
  if (from === undefined) throw new Error(`no state after ${String(begun.size)} steps`);
  let state = from;
  for (const { id, command: argv, answers, takesBack, due } of steps) {
    if (due === 'after-reboot' || !takesBack.some((step) => begun.has(step))) continue;
    const result = interpretCommand(state, { argv, answers: answers ?? [] });
    const command = argv.join(' ');
    if (result.kind === 'prompt') return { kind: 'asks', what: `${id} ${command} asks ${result.prompt}` };
    if (result.exitStatus !== 0)
      return { kind: `refused ${result.stderr.trim()}`, what: `${id} ${command}: ${result.stderr.trim()}` };
    state = result.state;
  }
  return { state };
}

/** True where a vswitch runs with settings that its uplink no longer has, and did not before. */
function isRestartDue({ states }: CarriedOut, after: SimulatedHostState): boolean {
  const due = ({ vswitches }: SimulatedHostState): readonly string[] =>
    vswitches.filter(({ isUp, needsRestart }) => isUp && needsRestart.length > 0).map(({ name }) => name);
  const before = new Set(states[0] === undefined ? [] : due(states[0]));
  return due(after).some((name) => !before.has(name));
}

/** What is not as it was, named; keys that an empty group was given show nowhere. */
function differenceOf(before: SimulatedHostState | undefined, after: SimulatedHostState): Fault | undefined {
  const [was, is] = [before === undefined ? new Map<string, string>() : partsOf(before), partsOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name)).sort();
  const first = names[0];
  if (first === undefined) return undefined;
  const what = names.map((name) => `${name}: ${was.get(name) ?? 'nothing'} became ${is.get(name) ?? 'nothing'}`);
  return { kind: `another ${first.split(' ')[0] ?? ''}`, what: what.join('; ') };
}

/** What runs on a host, by name. Port VLANs count where a guest NIC has the port. */
function partsOf({ running, addresses, vswitches, guests }: SimulatedHostState): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const put = (name: string, value: unknown): void => void parts.set(name, JSON.stringify(value));
  for (const [nic, attributes] of Object.entries(running.nicAttributes)) put(`offload ${nic}`, attributes);
  for (const { name, mode, ports, lb } of running.aggregates)
    if (mode !== 'Not_Enabled') put(`group ${name}`, [mode, lb, [...ports].sort()]);
  for (const { name, uplink, vlanId } of running.vlans) put(`vlan ${name}`, [uplink, vlanId]);
  for (const { interface: name, ...address } of addresses) put(`address ${name}`, address);
  const users = new Set(guests.flatMap(({ nics }) => nics.map(({ vswitch, port }) => `${vswitch} ${String(port)}`)));
  for (const { name, isUp, uplink, portVlans } of vswitches) {
    put(`vswitch ${name}`, [isUp, uplink]);
    for (const [port, id] of Object.entries(portVlans))
      if (users.has(`${name} ${port}`)) put(`tag ${name} ${port}`, id);
  }
  for (const { name, nics } of guests)
    for (const { slot, adapter, vswitch, port } of nics) put(`nic ${name}:${slot}`, [adapter, vswitch, port]);
  return parts;
}
