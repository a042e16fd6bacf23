import type { Plan, PlanStep, RevertStep } from '../../src/plan/plan-document';
import { interpretCommand } from '../../src/simulator/command-interpreter';
import { reboot } from '../../src/simulator/reboot';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { HPVMCONF, NETCONF, type SimulatedHostState } from '../../src/simulator/simulated-host-state';
import { isShown } from './is-shown';

/** What taking back every beginning of a plan led to. */
export interface TakenBack {
  readonly beginnings: number;
  /** Commands of ways back that were run. */
  readonly commands: number;
  /** Beginnings with a restart that takes back no step of its own. */
  readonly restarts: number;
  /** What went wrong, with the beginning. */
  readonly faults: readonly string[];
}

/**
 * Reads back what takes the whole plan back. Carries out every beginning of the running steps that the way back reaches, one step more each time, and takes each
 * back, at once or after a reboot of the host.
 */
export async function beginningsTakenBack(
  { steps, revert }: Plan,
  start: SimulatedHostState,
  { owned, boots }: { readonly owned: readonly string[]; readonly boots: boolean },
): Promise<TakenBack> {
  const faults: string[] = [];
  const counts = { beginnings: 0, commands: 0, restarts: 0 };
  const end = steps.findIndex(({ id, phase }) => id === revert?.guardedUntil || (boots && phase === 'persist'));
  const reached = revert === null ? [] : end < 0 ? steps : steps.slice(0, end);
  // What a NIC is put back into is a host that does not check for duplicate MACs either.
  const isUnchecked = /^\s*HPVMMACADDRFRAMES="?0/m.test(start.files[HPVMCONF] ?? '');
  let state = start;
  for (const [place, step] of reached.entries()) {
    state = await carryOut(state, step, []);
    const done = reached.slice(0, place + 1);
    const due = dueFor(revert?.steps ?? [], done, boots);
    counts.beginnings += 1;
    counts.commands += due.length;
    if (due.some(({ takesBack }) => takesBack.length > 1)) counts.restarts += 1;
    const wrong: string[] = [];
    const began = boots ? reboot(state) : state;
    let back = began;
    const isWhole = place === reached.length - 1;
    const needless = new Set<string>();
    for (const { readBack, onlyBehind, ...each } of due) {
      const isNeedless = boots && readBack !== undefined && (await isShown(readBack, createSimulatedHost(back)));
      if (isNeedless || needless.has(onlyBehind ?? '')) needless.add(each.id);
      else
        back = await carryOut(
          back,
          isWhole && readBack !== undefined ? { ...each, readBack } : each,
          wrong,
          isUnchecked,
        );
    }
    const startsAll = start.assumptions.haltedVswitchAfterBoot === 'up';
    wrong.push(
      ...(boots ? differences(reboot(start), startsAll ? asUpAs(start, back) : back) : differences(start, back)),
    );
    const before = [...owned].sort().join();
    // What a reboot has taken back already is given up all the same.
    const owners = [...done, ...dueFor(revert?.steps ?? [], done, false)];
    if (ownedAfter(owned, owners) !== before) wrong.push(`owned: ${ownedAfter(owned, owners)}`);
    faults.push(...wrong.map((each) => `after ${step.id} (${step.title}): ${each}`));
  }
  return { ...counts, faults };
}

/** The commands of a way back that are due when these steps were carried out. */
function dueFor(back: readonly RevertStep[], done: readonly PlanStep[], hasBooted: boolean): readonly RevertStep[] {
  const ids = new Set(done.map(({ id }) => id));
  return back.filter(
    ({ takesBack, due }) => takesBack.some((id) => ids.has(id)) && due !== (hasBooted ? 'now' : 'after-reboot'),
  );
}

/** A boot brings vswitches up that were down; whether they stay so is all the same. */
function asUpAs({ vswitches }: SimulatedHostState, host: SimulatedHostState): SimulatedHostState {
  const wereDown = new Set(vswitches.filter(({ isUp }) => !isUp).map(({ name }) => name));
  return {
    ...host,
    vswitches: host.vswitches.map((each) => (wereDown.has(each.name) ? { ...each, isUp: true } : each)),
  };
}

function ownedAfter(owned: readonly string[], steps: readonly Pick<PlanStep, 'ownership'>[]): string {
  const now = new Set(owned);
  for (const { ownership } of steps) {
    if (ownership?.action === 'claim') now.add(ownership.address);
    if (ownership?.action === 'release') now.delete(ownership.address);
  }
  return [...now].sort().join();
}

async function carryOut(
  state: SimulatedHostState,
  {
    id,
    command,
    answers = [],
    readBack,
  }: Pick<RevertStep, 'command' | 'answers' | 'readBack'> & { readonly id: string },
  wrong: string[],
  isUnchecked = false,
): Promise<SimulatedHostState> {
  const result = interpretCommand(state, { argv: command, answers });
  const line = `${id} ${command.join(' ')}`;
  if (result.kind === 'prompt') {
    wrong.push(`${line} asks ${result.prompt}`);
    return state;
  }
  if (result.exitStatus !== 0) wrong.push(`${line}: ${result.stderr.trim()}`);
  const hazards = result.hazards.filter(({ id }) => !isUnchecked || id !== 'mac-check-disabled');
  wrong.push(...hazards.map((hazard) => `${line}: ${hazard.id}, ${hazard.detail}`));
  if (readBack !== undefined && !(await isShown(readBack, createSimulatedHost(result.state))))
    wrong.push(`${line}: not read back`);
  return result.state;
}

/** What is not as it was, by name. Port VLANs count where a guest NIC has the port; a new due restart counts. */
function differences(before: SimulatedHostState, after: SimulatedHostState): readonly string[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].sort();
  return names.flatMap((name) => {
    const [old = 'nothing', now = 'nothing'] = [was.get(name), is.get(name)];
    return old === now || (name.startsWith('restart ') && now === 'nothing') ? [] : [`${name}: ${old} became ${now}`];
  });
}

function partsOf({
  running,
  saved,
  addresses,
  vswitches,
  guests,
  files,
}: SimulatedHostState): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const put = (name: string, value: unknown): void => void parts.set(name, JSON.stringify(value));
  for (const [which, { nicAttributes, aggregates, vlans }] of Object.entries({ running, saved })) {
    for (const [nic, attributes] of Object.entries(nicAttributes)) put(`${which} offload ${nic}`, attributes);
    for (const { name, mode, ports, lb } of aggregates)
      if (mode !== 'Not_Enabled') put(`${which} group ${name}`, [mode, lb, [...ports].sort()]);
    for (const { name, uplink, vlanId } of vlans) put(`${which} vlan ${name}`, [uplink, vlanId]);
  }
  for (const { interface: name, ...address } of addresses) put(`address ${name}`, address);
  for (const path of [NETCONF, HPVMCONF]) put(`file ${path}`, meaningOf(files[path] ?? ''));
  const users = new Set(guests.flatMap(({ nics }) => nics.map(({ vswitch, port }) => `${vswitch} ${String(port)}`)));
  for (const { name, isUp, uplink, portVlans, needsRestart } of vswitches) {
    put(`vswitch ${name}`, [isUp, uplink]);
    if (isUp && needsRestart.length > 0) put(`restart ${name}`, needsRestart);
    for (const [port, id] of Object.entries(portVlans))
      if (users.has(`${name} ${port}`)) put(`tag ${name} ${port}`, id);
  }
  for (const { name, nics } of guests)
    for (const { slot, adapter, vswitch, port, mac } of nics) put(`nic ${name}:${slot}`, [adapter, vswitch, port, mac]);
  return parts;
}

/** The lines of a file that say something, in any order; `ch_rc` writes values without quotes. */
function meaningOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.replaceAll('"', ''))
    .sort();
}
