import { executePlan, type ExecutePlanInput } from '../../src/execute/execute-plan';
import type { ExecutionReport } from '../../src/execute/execution-report';
import type { ExecutionProgress, RunQuestion } from '../../src/execute/follow-run';
import type { Answer } from '../../src/execute/answer-questions';
import type { Plan } from '../../src/plan/plan-document';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import {
  createVirtualMachine,
  type VirtualMachine,
  type VirtualMachineOptions,
} from '../../src/simulator/virtual/create-virtual-machine';
import type { HostShell } from '../../src/transport/host-shell';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from './sample-plan';

const STATE = '/var/opt/hpvmctl';
const HPVMNET = '/opt/hpvm/bin/hpvmnet';
const SAVE = ['/usr/sbin/nwmgr', '-s', '-A', 'all', '--sa', '--fr', 'cu', '-c', 'lan4'];

const vlan = (port: number, id: string): readonly string[] => [
  HPVMNET,
  '-S',
  'vmlan4',
  '-u',
  `portid:${String(port)}:vlanid:${id}`,
];

/** Two port VLANs and a save, each with what takes it back. */
export const VLAN_PLAN: Plan = samplePlan(
  [
    sampleStep('s01', vlan(1, '101'), {
      undo: [vlan(1, 'none')],
      ownership: { action: 'claim', address: 'vswitch.web' },
    }),
    sampleStep('s02', vlan(2, '102'), { undo: [vlan(2, 'none')] }),
    sampleStep('s03', SAVE, { undo: [SAVE], phase: 'persist' }),
  ],
  'ready',
  sampleRevert([
    sampleUndo('r01', 's02', vlan(2, 'none')),
    sampleUndo('r02', 's01', vlan(1, 'none'), { ownership: { action: 'release', address: 'vswitch.web' } }),
    sampleUndo('r03', 's03', SAVE, { phase: 'persist' }),
  ]),
);

/** What the host does, in short, when the plan is carried out, when it is taken back before and after the save. */
export const CARRIED_OUT = ['1=101', '2=102', 'save'] as const;
export const TAKEN_BACK = ['1=101', '2=102', '2=none', '1=none'] as const;
export const SAVED_AGAIN = [...CARRIED_OUT, '2=none', '1=none', 'save'] as const;

/** A run of {@link VLAN_PLAN} on a virtual machine, with a client that says yes. */
export interface VirtualRun {
  readonly machine: VirtualMachine;
  readonly progress: ExecutionProgress[];
  /** What the run asked, once for each look. */
  readonly looks: RunQuestion[];
  /** What of the plan and its way back the host was told to do. */
  readonly calls: string[];
  execute(more?: Partial<ExecutePlanInput>): Promise<ExecutionReport>;
  /** Input of a client; `look` of it counts. */
  client(more?: Partial<ExecutePlanInput>): ExecutePlanInput;
  /** Calls back, once, when the host is about to write a record of this kind. */
  onRecord(kind: string, act: () => void): void;
  /** What is left of the run some seconds later: nothing. */
  left(): Promise<readonly string[]>;
  ownership(): string;
}

/** Makes a machine and a client for one run. */
export function virtualRun(options: VirtualMachineOptions = {}): VirtualRun {
  const machine = createVirtualMachine(createSimulatedHost(SCENARIOS.vmhost1), options);
  const progress: ExecutionProgress[] = [];
  const looks: RunQuestion[] = [];
  const calls: string[] = [];
  machine.onAction(({ kind, phase, argv }) => {
    if (kind !== 'host' || phase !== 'before') return undefined;
    const port = /^portid:([0-9]+):vlanid:(.*)$/.exec(argv.at(-1) ?? '');
    if (port !== null) calls.push(`${port[1] ?? ''}=${port[2] ?? ''}`);
    else if (argv.join(' ').endsWith(SAVE.slice(1).join(' '))) calls.push('save');
    return undefined;
  });
  const client = (more: Partial<ExecutePlanInput> = {}): ExecutePlanInput => {
    const { look = () => Promise.resolve<Answer>({ status: 'yes' }), ...rest } = more;
    return {
      plan: VLAN_PLAN,
      planDigest: 'sha256:abc',
      shell: machine.shell(),
      reconnect: () => reached(machine),
      runId: 'run-1',
      owner: 'anna@desk',
      takesBack: true,
      now: () => machine.now(),
      pause: (durationMs) => machine.pause(durationMs),
      onProgress: (told) => progress.push(told),
      look: (question) => {
        looks.push(question);
        return look(question);
      },
      ...rest,
    };
  };
  return {
    machine,
    progress,
    looks,
    calls,
    client,
    execute: (more) => executePlan(client(more)),
    onRecord(kind, act) {
      const end = machine.onAction(({ argv, phase }) => {
        if (phase !== 'before' || !argv.some((word) => new RegExp(`^(@hpvm .* )?${kind}( |$)`).test(word)))
          return undefined;
        end();
        act();
        return undefined;
      });
    },
    async left() {
      await machine.pause(10_000);
      const places = [
        `${STATE}/lock`,
        `${STATE}/unfinished`,
        '/sbin/init.d/hpvmctl',
        '/sbin/rc3.d/S990hpvmctl',
        '/sbin/rc2.d/K010hpvmctl',
      ];
      return [...places.filter((place) => machine.files.exists(place)), ...machine.processes().map(({ text }) => text)];
    },
    ownership: () => machine.files.read(`${STATE}/ownership`) ?? '',
  };
}

/** Logging in tells at once whether there is a host, as a real login does. */
async function reached(machine: VirtualMachine): Promise<HostShell> {
  const shell = machine.shell();
  await shell.runScript(':', { timeoutMs: 60_000 });
  return shell;
}

/** A shell whose follower is told of every piece of text before it hears it; false: it does not hear it. */
export function overheard(shell: HostShell, hear: (text: string) => boolean): HostShell {
  return {
    ...shell,
    runScript: (script, options) =>
      shell.runScript(script, {
        ...options,
        onStdout: (text) => {
          if (hear(text)) options.onStdout?.(text);
        },
      }),
  };
}

/** What was told of the run itself, without the connections. */
export function toldOfRun(progress: readonly ExecutionProgress[]): readonly string[] {
  const ofConnections = ['connection-lost', 'reconnecting', 'reconnected'];
  return progress
    .filter(({ kind }) => !ofConnections.includes(kind))
    .map((told) => ('step' in told ? `${told.kind} ${told.step.id}` : told.kind));
}
