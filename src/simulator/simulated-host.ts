import { advisories, type Advisory } from './advisories';
import { interpretCommand } from './command-interpreter';
import { outstandingHazards, type OutstandingHazard } from './outstanding-hazards';
import { reboot } from './reboot';
import { readSavedFile } from './saved-files/saved-files';
import { hostFromScenario, type Scenario } from './scenario';
import type { Fault, Hazard, SimulatedHostState } from './simulated-host-state';

/** What a command printed and how it ended. */
export interface CommandOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitStatus: number;
}

/** Prints a question and waits for one line; the end of the input is an empty line. */
export type AskUser = (prompt: string) => Promise<string>;

/** A simulated Integrity VM host that runs commands one after another. */
export interface SimulatedHost {
  /** Runs a command line in-process. Each line of `stdin` answers one question; questions are printed on stdout. */
  run(
    argv: readonly string[],
    options?: { readonly stdin?: string; readonly environment?: Readonly<Record<string, string>> },
  ): Promise<CommandOutcome>;
  /**
   * Runs a command line whose questions somebody else answers.
   *
   * @param isAlive whether the process that runs it still exists; one that was killed while it hung does nothing more
   */
  runInteractively(
    argv: readonly string[],
    environment: Readonly<Record<string, string>>,
    ask: AskUser,
    isAlive?: () => boolean,
  ): Promise<CommandOutcome>;
  state(): SimulatedHostState;
  /** What the host was driven into so far, oldest first. */
  hazards(): readonly Hazard[];
  /** What is wrong with it as it stands. */
  outstandingHazards(): readonly OutstandingHazard[];
  /** Advice it does not follow as it stands; no harm. */
  advisories(): readonly Advisory[];
  /** Boots the host again: what is saved becomes what runs. */
  reboot(): void;
  /** Replaces the text of a file the host keeps, as an editor would. */
  writeFile(path: string, text: string): void;
  /** @throws Error when the pattern is no regular expression. */
  injectFault(fault: Fault): void;
  /** Removes a fault; commands that hang in it go on. */
  removeFault(id: string): void;
  /** Calls back whenever a `drop` fault cuts the connections. Returns what ends that. */
  onDrop(listener: () => void): () => void;
}

export interface SimulatedHostOptions {
  /** Clock for the times of hazards; default: a virtual clock that starts in the scenario and counts commands. */
  readonly now?: () => Date;
  /** Seed of generated MAC addresses; default: the scenario's. */
  readonly seed?: number;
}

/** Creates a host from a scenario or from a state that {@link SimulatedHost.state} once gave. */
export function createSimulatedHost(
  from: Scenario | SimulatedHostState,
  options: SimulatedHostOptions = {},
): SimulatedHost {
  let state: SimulatedHostState = 'running' in from ? from : hostFromScenario(from);
  if (options.seed !== undefined) state = { ...state, randomState: options.seed };
  const matches = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();
  const dropListeners = new Set<() => void>();

  const carryOut = async (
    argv: readonly string[],
    environment: Readonly<Record<string, string>>,
    ask: AskUser,
  ): Promise<CommandOutcome> => {
    const answers: string[] = [];
    for (;;) {
      const { now } = options;
      if (now !== undefined) state = { ...state, clockSeconds: Math.floor(now().getTime() / 1000) };
      const result = interpretCommand(state, { argv, answers, environment });
      if (result.kind === 'done') {
        state = result.state;
        return { stdout: result.stdout, stderr: result.stderr, exitStatus: result.exitStatus };
      }
      answers.push(await ask(result.prompt));
    }
  };

  const matchingFault = (argv: readonly string[]): Fault | undefined => {
    const [path = '', ...args] = argv;
    const line = [path.slice(path.lastIndexOf('/') + 1), ...args].join(' ');
    return state.faults.find((fault) => {
      if (!new RegExp(fault.pattern).test(line)) return false;
      const count = (matches.get(fault.id) ?? 0) + 1;
      matches.set(fault.id, count);
      const skip = fault.skip ?? 0;
      return count > skip && count <= skip + (fault.times ?? Number.POSITIVE_INFINITY);
    });
  };

  const runInteractively: SimulatedHost['runInteractively'] = async (argv, environment, ask, isAlive) => {
    const fault = matchingFault(argv);
    if (fault === undefined) return carryOut(argv, environment, ask);
    const { effect } = fault;
    if (effect.kind === 'garble') return garbled(await carryOut(argv, environment, ask));
    const isEarly = effect.isApplied;
    const outcome = isEarly ? await carryOut(argv, environment, ask) : { stdout: '', stderr: '', exitStatus: 0 };
    if (effect.kind === 'exit')
      return { ...outcome, stderr: outcome.stderr + (effect.stderr ?? ''), exitStatus: effect.status };
    if (effect.kind === 'drop') {
      for (const listener of dropListeners) listener();
      return outcome;
    }
    await new Promise<void>((resolve) => waiting.set(fault.id, [...(waiting.get(fault.id) ?? []), resolve]));
    return isEarly || isAlive?.() === false ? outcome : carryOut(argv, environment, ask);
  };

  return {
    run: async (argv, runOptions = {}) => {
      const lines = (runOptions.stdin ?? '').split('\n');
      let asked = '';
      const outcome = await runInteractively(argv, runOptions.environment ?? {}, (prompt) => {
        asked += prompt;
        return Promise.resolve(lines.shift() ?? '');
      });
      return { ...outcome, stdout: asked + outcome.stdout };
    },
    runInteractively,
    state: () => state,
    hazards: () => state.hazards,
    outstandingHazards: () => outstandingHazards(state),
    advisories: () => advisories(state),
    reboot: () => {
      state = reboot(state);
      // What hung was killed with everything else.
      waiting.clear();
    },
    writeFile: (path, text) => {
      const files = { ...state.files, [path]: text };
      state = { ...state, files, saved: readSavedFile(state.saved, path, files) };
    },
    injectFault: (fault) => {
      if (!isPattern(fault.pattern))
        throw new Error(`the pattern of fault ${fault.id} is no regular expression: ${fault.pattern}`);
      matches.delete(fault.id);
      state = { ...state, faults: [...state.faults.filter(({ id }) => id !== fault.id), fault] };
    },
    removeFault: (id) => {
      state = { ...state, faults: state.faults.filter((fault) => fault.id !== id) };
      for (const goOn of waiting.get(id) ?? []) goOn();
      waiting.delete(id);
    },
    onDrop: (listener) => {
      dropListeners.add(listener);
      return () => dropListeners.delete(listener);
    },
  };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Damages text the way a bad line does: rulers and digits break, the end is missing. */
function garbled(outcome: CommandOutcome): CommandOutcome {
  const damaged = outcome.stdout.replaceAll('=', '-').replace(/[0-9]/g, '?');
  return { ...outcome, stdout: damaged.slice(0, Math.ceil(damaged.length * 0.8)) };
}
