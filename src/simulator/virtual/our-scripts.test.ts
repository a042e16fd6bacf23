import { samplePlan, sampleStep } from '../../../test/transport/sample-plan';
import { discoverHost } from '../../discovery/discover-host';
import { compileLauncher } from '../../execute/compile-launcher';
import { compileProgram } from '../../execute/program/compile-program';
import { requestOfRun } from '../../execute/run-requests';
import { createSimulatedHost } from '../simulated-host';
import { SCENARIOS } from '../scenario';
import { openLocalShell } from '../shell/local-shell';
import type { HostShell } from '../../transport/host-shell';
import { createVirtualMachine } from './create-virtual-machine';

const RUNS = 100;
const TOKEN = 'abcdefghijklmnop';
const HPVMNET = '/opt/hpvm/bin/hpvmnet';

const plan = samplePlan(
  Array.from({ length: 10 }, (_, index) =>
    sampleStep(
      `s${String(index + 1).padStart(2, '0')}`,
      [HPVMNET, '-S', 'vmlan4', '-u', `portid:1:vlanid:${index + 100}`],
      {
        readBack: { command: [HPVMNET, '-S', 'vmlan4'], lineStartsWith: '1 ', lineContains: ` ${index + 100}` },
      },
    ),
  ),
);

const compiled = compileProgram(plan, {
  runId: 'run-1',
  planDigest: 'sha256:a',
  owner: 'me@desk',
  takesBack: false,
  confirmToken: 'token',
  confirmSeconds: 60,
  longestSeconds: 3600,
});
if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
const launcher = compileLauncher({ runId: 'run-1', program: compiled.value, packedPlan: 'plan\n' });

/** Launches the run, and tells it to go on as soon as it speaks. */
async function carryOut(shell: HostShell, timeoutMs: number) {
  let requests: Promise<void> | undefined;
  const outcome = await shell.runScript(launcher, {
    timeoutMs,
    onStdout: () => {
      requests ??= requestOfRun(shell, 'run-1', 'go', 'go')
        .then(() => requestOfRun(shell, 'run-1', 'confirm', 'token'))
        .then(() => requestOfRun(shell, 'run-1', 'finish', 'yes'));
    },
  });
  await requests;
  return outcome;
}

const observe = (shell: HostShell) =>
  discoverHost(shell, { host: 'vmhost1', observedAt: '2026-11-22T10:00:00Z', frameToken: TOKEN, timeoutMs: 600_000 });

/** What became of each step, without what no two machines share. */
const gist = (stdout: string): string[] => stdout.match(/(?:outcome step|end result)=.*?(?= at=| sum=|$)/gm) ?? [];

test('the discovery script and a runner do the same in the virtual shell as in a real one', async () => {
  const virtualHost = createSimulatedHost(SCENARIOS.vmhost1);
  const realHost = createSimulatedHost(SCENARIOS.vmhost1);
  const virtual = createVirtualMachine(virtualHost).shell();
  const real = await openLocalShell(realHost);
  try {
    expect(await observe(virtual)).toEqual(await observe(real));
    const outcomes = [await carryOut(virtual, 600_000), await carryOut(real, 60_000)];
    expect(gist(outcomes[0]!.stdout)).toEqual(gist(outcomes[1]!.stdout));
    expect(gist(outcomes[0]!.stdout).at(-1)).toContain('result=applied');
    expect(outcomes[0]!.exitStatus).toBe(outcomes[1]!.exitStatus);
    expect(virtualHost.state().vswitches).toEqual(realHost.state().vswitches);
    expect(await observe(virtual)).toEqual(await observe(real));
  } finally {
    await real.close();
  }
});

test('many runs take a short while', async () => {
  const times = { discovery: 0, runner: 0 };
  for (let run = 0; run < RUNS; run += 1) {
    const machine = createVirtualMachine(createSimulatedHost(SCENARIOS.vmhost1));
    const shell = machine.shell();
    const begin = performance.now();
    const seen = await observe(shell);
    const middle = performance.now();
    const { exitStatus } = await carryOut(shell, 600_000);
    times.discovery += middle - begin;
    times.runner += performance.now() - middle;
    expect([seen.ok, exitStatus]).toEqual([true, 0]);
  }
  console.log(
    `${RUNS} runs: discovery ${(times.discovery / RUNS).toFixed(2)} ms each, runner of 10 steps ${(times.runner / RUNS).toFixed(2)} ms each`,
  );
});
