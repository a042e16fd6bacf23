import { createHash } from 'node:crypto';
import type { ApplyReport } from '../../../src/review/apply-report';
import { createSimulatedHost, type SimulatedHost } from '../../../src/simulator/simulated-host';
import type { SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import { createVirtualMachine, type VirtualMachine } from '../../../src/simulator/virtual/create-virtual-machine';
import { applyPlan } from '../../../src/workflow/apply';
import { settleRun } from '../../../src/workflow/found-run';
import { targetAfter, targetOf } from '../../../src/workflow/host-target';
import type { HostTarget } from '../../../src/workflow/ports';
import { startClient, type Client } from './client';
import type { FaultCase } from './corpus';
import { eventNamer } from './events';
import type { FaultKind, PlacedFault } from './fault';
import { fits, isMoment, isProbe, isRefusedBySudo, overrideOf } from './overrides';
import { networkBefore, type Network } from './network';
import { commandElsewhere, commandOnFootprint } from './operator';
import { commandMs, ownedOn, STATE_FOLDER, type SeenHosts } from './seen-host';

/** What a client said at its end; `report` null: it was killed. */
interface Answer {
  readonly report: ApplyReport | null;
  /** Codes of a resume that could not begin. */
  readonly failure: readonly string[];
  /** What was armed some seconds later. */
  readonly left: readonly string[];
}

/** What came of a trial. */
export interface TrialResult {
  /** Clients in their order: who applied, and who resumed. */
  readonly answers: readonly Answer[];
  readonly state: SimulatedHostState;
  readonly owned: readonly string[];
  /** Guard processes, boot script, lock and records of unfinished runs at the very end. */
  readonly left: readonly string[];
  /** Events in their order, without times. */
  readonly events: readonly string[];
  /** Faults that happened. */
  readonly fired: number;
  readonly reboots: number;
  /** Commands of the second operator. */
  readonly operator: readonly (readonly string[])[];
  /** Hazards of the operator's own commands. */
  readonly operatorHazards: number;
  /** Places among its hazards of those of commands that the host refused: nothing came of them. */
  readonly refused: ReadonlySet<number>;
  /** How often a command line changed something. */
  readonly effects: ReadonlyMap<string, number>;
  readonly longestWithoutAddressMs: number;
  readonly virtualSeconds: number;
  readonly digest: string;
}

/** Seconds a host waits for the confirmation in trials. */
export const CONFIRM_SECONDS = 60;

/** A lock whose maker did not come to write his name into it: the next run takes it over after some seconds. */
export const NAMELESS_LOCK = 'nameless lock';

/** How often somebody tries to resume. */
const RESUMES = 5;

const MINUTE_MS = 60_000;

/** Longest time that a process of a run that has ended goes on waiting for a tool that hangs. */
const LAST_TOOL_MS = 3 * MINUTE_MS;

/** Carries a plan out on a machine of its own with faults on the way, and has somebody resume it until it is settled. */
export async function runTrial(
  each: FaultCase,
  faults: readonly PlacedFault[],
  hosts: SeenHosts,
  onEnd: (machine: VirtualMachine) => void = () => undefined,
): Promise<TrialResult> {
  const { plan, desired } = each;
  const simulated = createSimulatedHost(each.state);
  const effects = new Map<string, number>();
  // The machine is made around the host, and the network before the machine.
  const outside: { network?: Network } = {};
  const refused = new Set<number>();
  let reboots = 0;
  const host: SimulatedHost = {
    ...simulated,
    runInteractively: async (argv, environment, ask, isAlive) => {
      // Commands run beside each other: what one does lies between its last answer and the moment it is carried out.
      let before = simulated.state();
      const asked: string[] = [];
      const running = simulated.runInteractively(
        argv,
        environment,
        async (prompt) => {
          asked.push(prompt);
          const answer = await ask(prompt);
          before = simulated.state();
          return answer;
        },
        isAlive,
      );
      const atOnce = simulated.state();
      const outcome = await running;
      const after = asked.length > 0 ? simulated.state() : atOnce;
      if (changes(before, after)) {
        const line = argv.join(' ');
        effects.set(line, (effects.get(line) ?? 0) + 1);
        outside.network?.lookAtAddress();
      } else if (outcome.exitStatus !== 0) {
        for (let place = before.hazards.length; place < after.hazards.length; place += 1) refused.add(place);
      }
      return outcome;
    },
    reboot: () => {
      reboots += 1;
      simulated.reboot();
      outside.network?.lookAtAddress();
    },
  };
  const machine = createVirtualMachine(host, { hostCommandMs: commandMs });
  const target: HostTarget = targetOf(desired);
  const { address } = target.connection;
  const after = targetAfter(plan).connection.address;
  const net = networkBefore(machine, host, [address, after]);
  outside.network = net;

  const startedMs = machine.now().getTime();
  const trace = createHash('sha256');
  const events: string[] = [];
  const namer = eventNamer(plan);
  const pending = [...faults];
  const operator: (readonly string[])[] = [];
  let operatorHazards = 0;
  let fired = 0;
  let lastFired = 0;
  let looks = 0;
  let lookFault: FaultKind | undefined;
  let isSudoRefused = false;
  let client: Client | undefined;
  let killed: (() => void) | undefined;
  let resumeAfterMs = MINUTE_MS;
  const overrides: { kind: FaultKind; event: string }[] = [];

  const later = (durationMs: number, work: () => void): void => {
    void machine.pause(durationMs).then(work, () => undefined);
  };
  const processOf = (mode: string): number | undefined =>
    machine.processes().find(({ text }) => text.startsWith('sh ') && text.includes(`/program ${mode}`))?.pid;
  const operate = (argv: readonly string[] | undefined): boolean => {
    if (argv === undefined) return false;
    const before = simulated.hazards().length;
    void simulated.run(argv);
    operator.push(argv);
    later(0, () => (operatorHazards += simulated.hazards().length - before));
    return true;
  };
  /** False: there is nobody it could happen to. */
  const happen = (kind: FaultKind, event: string): boolean => {
    switch (kind) {
      case 'connection-drop':
        net.drop();
        return true;
      case 'silent-hang':
        net.silence(90_000);
        return true;
      case 'network-gone':
        net.silence(40 * MINUTE_MS);
        return true;
      case 'client-killed':
      case 'client-gone':
        if (killed === undefined) return false;
        resumeAfterMs = kind === 'client-killed' ? 20_000 : 180 * MINUTE_MS;
        client?.kill();
        killed();
        return true;
      case 'reboot':
        machine.reboot();
        return true;
      case 'torn-journal':
      case 'runner-killed': {
        const runner = processOf('run');
        if (runner === undefined) return false;
        machine.kill(runner, 'KILL');
        // Only what it writes just then can be cut.
        if (kind === 'torn-journal' && event.startsWith('after record run ') && !machine.isDiskFull) tear(machine);
        return true;
      }
      case 'disk-full-10-min':
        machine.isDiskFull = true;
        later(10 * MINUTE_MS, () => (machine.isDiskFull = false));
        return true;
      case 'disk-full':
        machine.isDiskFull = true;
        return true;
      case 'operator-footprint':
        return operate(commandOnFootprint(plan, each.state));
      case 'operator-unrelated':
        return operate(commandElsewhere());
      case 'host-key-changed':
        net.changeHostKey();
        return true;
      case 'sudo-refused':
        isSudoRefused = true;
        return true;
      default:
        return false;
    }
  };
  /** Notes an event; gives the fault with another outcome that happens to it. */
  const occur = (event: string): FaultKind | undefined => {
    events.push(event);
    trace.update(`${event} ${String(machine.now().getTime() - startedMs)}\n`);
    let found: FaultKind | undefined;
    for (const fault of [...pending]) {
      const { at, kind } = fault;
      if ('event' in at ? at.event !== event : fired === 0 || events.length - lastFired < at.eventsLater) continue;
      if (!isMoment(kind) && !fits(kind, event)) continue;
      if (found !== undefined) continue;
      pending.splice(pending.indexOf(fault), 1);
      if (isMoment(kind)) {
        if (!happen(kind, event)) continue;
      } else found = kind;
      fired += 1;
      lastFired = events.length;
      trace.update(`${kind}\n`);
    }
    return found;
  };
  machine.onAction((action) => {
    if (isSudoRefused && action.phase === 'before' && isRefusedBySudo(action))
      return { status: 1, stderr: 'sudo: a password is required\n' };
    if (lookFault !== undefined && action.kind === 'host' && action.phase === 'before' && isProbe(action))
      return lookFault === 'discovery-garbled'
        ? { status: 0, stdout: '?? ==-- ??\nlan? ???\n' }
        : { status: 1, stderr: 'cannot open /dev/hpvm\n' };
    const event = namer.nameOf(action);
    if (event === undefined) return undefined;
    const subject = event.replace(/^(?:before|after) /, '').replace(/ #\d+$/, '');
    const kept = overrides.find((one) => one.event === subject);
    const kind = occur(event);
    if (action.phase !== 'before') return undefined;
    if (kind === 'garbled' || kind === 'look-fails') overrides.push({ kind, event: subject });
    return overrideOf(kind ?? kept?.kind);
  });

  const answers: Answer[] = [];
  // How each run ended stands in the name of a file: what is still there of its processes waits for a tool that hangs, and does nothing to the host any more.
  const isPutAway = (): boolean =>
    !isLast &&
    machine.files
      .list(`${STATE_FOLDER}/runs`)
      .every((run) => machine.files.list(`${STATE_FOLDER}/runs/${run}`).some((name) => name.startsWith('over-')));
  let isLast = false;
  const leftNow = (): readonly string[] => [
    ...machine
      .processes()
      .filter(
        ({ text }) => text.includes('/program guard') || text.includes('/program run') || text.includes('/program b'),
      )
      .filter(() => !isPutAway())
      .map(({ text }) => `process ${text.replace(/^.*\/program /, '').replace(/\d+/g, '')}`),
    ...(machine.files.exists('/sbin/init.d/hpvmctl') ? ['boot script'] : []),
    ...(['/sbin/rc3.d', '/sbin/rc2.d'].some((at) => machine.files.list(at).some((name) => name.includes('hpvmctl')))
      ? ['boot link']
      : []),
    ...(machine.files.exists(`${STATE_FOLDER}/lock`)
      ? [(machine.files.read(`${STATE_FOLDER}/lock/owner`) ?? '') === '' ? NAMELESS_LOCK : 'lock']
      : []),
    ...(machine.files.exists(`${STATE_FOLDER}/unfinished`) ? ['unfinished'] : []),
  ];
  const attempt = async (work: (client: Client) => Promise<Omit<Answer, 'left'>>): Promise<Answer> => {
    const mine = startClient({
      machine,
      host,
      network: net,
      hosts,
      name: String(answers.length),
      onLook: () => {
        looks += 1;
        const fault = occur(looks === 1 ? 'look' : `look #${String(looks)}`);
        lookFault = fault;
        return fault !== undefined;
      },
      onLookEnd: () => (lookFault = undefined),
    });
    client = mine;
    const death = new Promise<Omit<Answer, 'left'>>((resolve) => {
      killed = () => {
        killed = undefined;
        resolve({ report: null, failure: [] });
      };
    });
    const said = await Promise.race([work(mine), death]);
    killed = undefined;
    lookFault = undefined;
    if (said.report !== null) await machine.pause(5000);
    const answer = { ...said, left: leftNow() };
    answers.push(answer);
    return answer;
  };

  const stopSignal = new AbortController().signal;
  let answer = await attempt(async ({ ports, observe }) => ({
    report: await applyPlan(
      { plan, target, desired },
      {
        ports,
        observe,
        owner: 'sweep@here',
        takesBack: true,
        confirmSeconds: CONFIRM_SECONDS,
        onProgress: () => undefined,
        stopSignal,
      },
    ),
    failure: [],
  }));
  for (let turn = 0; turn < RESUMES && !isSettled(answer); turn += 1) {
    await machine.pause(resumeAfterMs);
    resumeAfterMs = 20 * MINUTE_MS;
    net.mend();
    answer = await attempt(async ({ ports, observe }) => {
      const hasMoved = !host.state().addresses.some((one) => one.address === address);
      const where = hasMoved ? { ...target, connection: { ...target.connection, address: after } } : target;
      const settled = await settleRun(
        { target: where, ports, observe, onProgress: () => undefined, stopSignal },
        'resume',
      );
      return settled.ok
        ? { report: settled.value, failure: [] }
        : { report: null, failure: settled.diagnostics.map(({ code }) => code) };
    });
  }
  // A tool that hangs is ended after 60 s and 10 more; then nothing of any run may be left.
  if (leftNow().length === 0 && machine.processes().length > 0) await machine.pause(LAST_TOOL_MS);
  isLast = true;
  const state = host.state();
  onEnd(machine);
  for (const one of answers) trace.update(`${String(one.report?.exitCode)} ${one.failure.join()} ${one.left.join()}\n`);
  return {
    answers,
    state,
    owned: ownedOn(machine.files),
    left: leftNow(),
    events,
    fired,
    reboots,
    operator,
    operatorHazards,
    refused,
    effects,
    longestWithoutAddressMs: net.longestWithoutAddress(),
    virtualSeconds: (machine.now().getTime() - startedMs) / 1000,
    digest: trace.digest('hex'),
  };
}

function isSettled({ report, failure }: Answer): boolean {
  if (report === null) return failure.includes('no-run');
  return report.exitCode !== 8;
}

function changes(before: SimulatedHostState, after: SimulatedHostState): boolean {
  if (before === after) return false;
  const rest = ({
    clockSeconds: _c,
    randomState: _r,
    hazards: _h,
    faults: _f,
    settlingAggregates: _s,
    ...state
  }: SimulatedHostState): string => JSON.stringify(state);
  return rest(before) !== rest(after);
}

/** Cuts the last line of the runner's journal in two. */
function tear(machine: VirtualMachine): void {
  const runs = `${STATE_FOLDER}/runs`;
  for (const run of machine.files.list(runs)) {
    const path = `${runs}/${run}/journal.run`;
    const text = machine.files.read(path) ?? '';
    const last = text.slice(0, -1).lastIndexOf('\n') + 1;
    if (text.length - last > 2) machine.files.write(path, text.slice(0, last + Math.floor((text.length - last) / 2)));
  }
}
