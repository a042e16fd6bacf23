import type { PlanStep } from '../../src/plan/plan-document';
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
 * Stops after some running steps of a plan that was carried out, and takes these back on the simulated host with the undo
 * commands of the plan, the last step first: every command must be taken, and the host be as it was. Beginnings with a
 * step that nothing takes back are left out.
 */
export function takeBack(
  steps: readonly PlanStep[],
  done: CarriedOut,
  random: Random,
  tally: Tally,
  label: string,
): void {
  const running = steps.filter(({ phase }) => phase === 'running');
  const recoverable = running.findIndex(({ undo }) => undo === null);
  const most = recoverable < 0 ? running.length : recoverable;
  for (let turn = 0; turn < BEGINNINGS && most > 0; turn += 1) {
    const length = 1 + random.below(most);
    count(tally, 'beginnings taken back');
    const end = backFrom(steps.slice(0, length), done);
    if ('state' in end)
      count(tally, 'beginnings taken back that leave a restart', isRestartDue(done, end.state) ? 1 : 0);
    const fault = 'state' in end ? differenceOf(done.states[0], end.state) : end;
    if (fault === undefined) continue;
    count(tally, 'beginnings not taken back', 1, `${fault.what}: after ${String(length)} steps of ${label}`);
    count(tally, `not taken back: ${fault.kind}`);
  }
}

function backFrom(steps: readonly PlanStep[], done: CarriedOut): { readonly state: SimulatedHostState } | Fault {
  let state = done.states[steps.length];
  if (state === undefined) throw new Error(`no state after ${String(steps.length)} steps`);
  for (const { id, undo } of [...steps].reverse())
    for (const argv of undo ?? []) {
      const result = interpretCommand(state, { argv, answers: ['y'] });
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
