import { fakeHost, type FakeHost } from '../../test/transport/fake-host';
import { localShell } from '../../test/transport/local-shell';
import { samplePlan, sampleStep } from '../../test/transport/sample-plan';
import type { Plan, PlanStep } from '../plan/plan-document';
import type { HostShell } from '../transport/host-shell';
import { executePlan, type ExecutePlanInput } from './execute-plan';
import type { ExecutionProgress } from './follow-run';

const HPVMNET = '/opt/hpvm/bin/hpvmnet';
const CREATE = sampleStep('s01', [HPVMNET, '-c', '-S', 'web', '-n', '4'], {
  ownership: { action: 'claim', address: 'vswitch.web' },
});
const BOOT = sampleStep('s02', [HPVMNET, '-b', '-S', 'web']);
const HALT = sampleStep('s03', [HPVMNET, '-S', 'web', '-h'], { answers: ['y'] });

let host: FakeHost;
beforeEach(() => {
  host = fakeHost();
  host.command(HPVMNET, `echo "$@" >>"$ROOT/calls"`);
});
afterEach(() => host.remove());

function execute(plan: Plan, more: Partial<ExecutePlanInput> = {}): ReturnType<typeof executePlan> {
  return executePlan({
    plan,
    planDigest: 'sha256:abc',
    shell: localShell(host.root),
    runId: 'run-1',
    owner: 'anna@desk 7',
    now: () => new Date('2026-11-22T10:00:00Z'),
    pause: () => new Promise((resolve) => setTimeout(resolve, 20)),
    ...more,
  });
}

describe('executePlan', () => {
  test('runs every step in order, records ownership and gives the lock back', async () => {
    const progress: string[] = [];
    const onProgress = (event: ExecutionProgress): void => {
      progress.push('step' in event ? `${event.kind} ${event.step.id}` : event.kind);
    };
    const report = await execute(samplePlan([CREATE, BOOT]), { onProgress });
    expect(report).toMatchObject({ outcome: 'applied', diagnostics: [], host: 'vmhost1', runId: 'run-1' });
    expect(report.steps.map((step) => [step.id, step.status, step.exitStatus])).toEqual([
      ['s01', 'done', 0],
      ['s02', 'done', 0],
    ]);
    expect(host.read('/calls')).toBe('-c -S web -n 4\n-b -S web\n');
    expect(host.read('/var/opt/hpvmctl/ownership')).toBe('claim vswitch.web\n');
    expect(host.has('/var/opt/hpvmctl/lock')).toBe(false);
    expect(progress).toEqual([
      'started',
      'step-started s01',
      'step-finished s01',
      'step-started s02',
      'step-finished s02',
    ]);
  });

  test('stops at the first failing step, says what it printed, and claims nothing for it', async () => {
    host.command(
      HPVMNET,
      `echo "$@" >>"$ROOT/calls"; [ "$1" = -b ] && { echo 'hpvmnet: no such vswitch' >&2; exit 3; }; exit 0`,
    );
    const boot = { ...BOOT, ownership: { action: 'claim', address: 'vswitch.never' } } as const;
    const report = await execute(samplePlan([CREATE, boot, HALT]));
    expect(report.outcome).toBe('failed');
    expect(report.steps.map((step) => [step.status, step.exitStatus])).toEqual([
      ['done', 0],
      ['failed', 3],
      ['not-run', null],
    ]);
    expect(report.steps[1]?.stderr).toBe('hpvmnet: no such vswitch\n');
    expect(report.diagnostics[0]).toMatchObject({
      code: 'step-failed',
      detail: expect.stringContaining('no such vswitch'),
    });
    expect(host.read('/var/opt/hpvmctl/ownership')).toBe('claim vswitch.web\n');
    expect(host.has('/var/opt/hpvmctl/lock')).toBe(false);
  });

  test('counts a command that ended with 0 as failed when the host does not show its effect', async () => {
    host.command(
      HPVMNET,
      `echo "$@" >>"$ROOT/calls"; case "$*" in *-h) echo 'not halted';; '-S web') echo 'web 25 Up lan4';; esac`,
    );
    const finished: string[] = [];
    const onProgress = (event: ExecutionProgress): void => {
      if (event.kind === 'step-finished') finished.push(`${event.step.id} ${event.status} ${String(event.exitStatus)}`);
    };
    const readBack = { command: [HPVMNET, '-S', 'web'], lineStartsWith: 'web ', lineContains: ' Down ' };
    const halt: PlanStep = { ...HALT, readBack, ownership: { action: 'release', address: 'vswitch.web' } };
    const report = await execute(samplePlan([halt, sampleStep('s04', [HPVMNET, '-d', '--force'])]), {
      onProgress,
    });
    expect(report).toMatchObject({
      outcome: 'failed',
      steps: [
        {
          status: 'failed',
          exitStatus: 0,
          readBack: { command: `${HPVMNET} -S web`, isShown: false, output: 'web 25 Up lan4\n' },
        },
        { status: 'not-run' },
      ],
      diagnostics: [
        {
          code: 'step-without-effect',
          summary: 'Step s03 (step s03) ended with exit status 0, but vmhost1 does not show its effect',
          detail: expect.stringMatching(
            /It said: not halted\nAsked with: .*\nThe host last answered: web 25 Up lan4\n/,
          ),
        },
      ],
    });
    expect(finished).toEqual(['s03 failed 0']);
    expect(host.read('/calls')).toBe(`-S web -h\n${'-S web\n'.repeat(6)}`);
    expect(host.has('/var/opt/hpvmctl/ownership')).toBe(false);
    expect(host.has('/var/opt/hpvmctl/lock')).toBe(false);
  });

  test('answers a prompt, and gives an empty stdin to a command that has no answers', async () => {
    host.command(
      HPVMNET,
      `printf "hpvmnet: Halt the vswitch? [n]: "; read answer || answer=nobody; echo "answer=$answer" >>"$ROOT/calls"`,
    );
    const report = await execute(samplePlan([HALT, { ...HALT, id: 's04', answers: [] }]));
    expect(report.outcome).toBe('applied');
    expect(host.read('/calls')).toBe('answer=y\nanswer=nobody\n');
    expect(report.steps[0]?.stdout).toBe('hpvmnet: Halt the vswitch? [n]: ');
  });

  test('names who holds the lock and changes nothing', async () => {
    host.write('/var/opt/hpvmctl/lock/owner', 'owner=bert@ops%20desk\nrun=run-0\nsince=2026-11-22T09:59:00Z\n');
    const report = await execute(samplePlan([CREATE]));
    expect(report).toMatchObject({
      outcome: 'locked',
      lock: { owner: 'bert@ops desk', since: '2026-11-22T09:59:00Z', runId: 'run-0' },
      steps: [{ status: 'not-run' }],
    });
    expect(host.read('/calls')).toBe('');
    expect(host.has('/var/opt/hpvmctl/lock/owner')).toBe(true);
  });

  test('lets exactly one of two runs at once win', async () => {
    host.command(HPVMNET, `echo "$@" >>"$ROOT/calls"; sleep 1`);
    const reports = await Promise.all(
      ['one', 'two'].map((runId) => execute(samplePlan([CREATE]), { runId, owner: runId })),
    );
    const winner = reports.find((report) => report.outcome === 'applied');
    const loser = reports.find((report) => report.outcome === 'locked');
    expect(loser?.lock).toMatchObject({ owner: winner?.runId, runId: winner?.runId });
    expect(host.read('/calls')).toBe('-c -S web -n 4\n');
  });

  test('stops after the current step when asked, and says which steps were not run', async () => {
    const stop = new AbortController();
    host.command(
      HPVMNET,
      `echo "$@" >>"$ROOT/calls"; while [ ! -f "$ROOT/var/opt/hpvmctl/runs/run-1/stop" ]; do sleep 0.05; done`,
    );
    const events: ExecutionProgress[] = [];
    const onProgress = (event: ExecutionProgress): void => {
      events.push(event);
      if (event.kind === 'step-started') stop.abort();
    };
    const report = await execute(samplePlan([CREATE, BOOT]), { stopSignal: stop.signal, onProgress });
    expect(report.outcome).toBe('stopped');
    expect(report.steps.map((step) => step.status)).toEqual(['done', 'not-run']);
    expect(events).toContainEqual({ kind: 'stop-requested', answer: 'asked' });
    expect(host.has('/var/opt/hpvmctl/lock')).toBe(false);
  });

  test('a stop waits until no interruption is open any more', async () => {
    const stop = new AbortController();
    host.command(
      HPVMNET,
      `echo "$@" >>"$ROOT/calls"; while [ ! -f "$ROOT/var/opt/hpvmctl/runs/run-1/stop" ]; do sleep 0.05; done`,
    );
    const steps = [
      sampleStep('s01', [HPVMNET, '-S', 'web', '-h']),
      sampleStep('s02', [HPVMNET, '-b', '-S', 'web']),
      sampleStep('s03', [HPVMNET, '-S', 'web', '-u', 'portid:1:vlanid:7']),
    ];
    const outage = { address: 'vswitch.web', guests: ['g'], fromStep: 's01', toStep: 's02' };
    const plan = {
      ...samplePlan(steps),
      outages: [{ ...outage, seconds: { min: 0, expected: 1, max: 2 }, basis: 'assumed' as const }],
    };
    const onProgress = (event: ExecutionProgress): void => {
      if (event.kind === 'step-started') stop.abort();
    };
    const report = await execute(plan, { stopSignal: stop.signal, onProgress });
    expect(report.outcome).toBe('stopped');
    expect(report.steps.map((step) => step.status)).toEqual(['done', 'done', 'not-run']);
  });

  test('saving is not stopped half way: everything runs already', async () => {
    const stop = new AbortController();
    host.command(HPVMNET, `while [ ! -f "$ROOT/var/opt/hpvmctl/runs/run-1/stop" ]; do sleep 0.05; done`);
    const onProgress = (event: ExecutionProgress): void => {
      if (event.kind === 'step-started') stop.abort();
    };
    const steps = [CREATE, sampleStep('s02', [HPVMNET, '-V'], { phase: 'persist' })];
    const report = await execute(samplePlan(steps), { stopSignal: stop.signal, onProgress });
    expect(report.outcome).toBe('applied');
  });

  test('what a run owes stands on the host until all of it is done', async () => {
    host.command(HPVMNET, `cp "$ROOT/var/opt/hpvmctl/unfinished" "$ROOT/seen"; [ "$1" != -b ]`);
    await execute(samplePlan([CREATE, BOOT]));
    expect(host.read('/seen')).toBe(
      'run run-1\nsince SINCE\ntodo s01 /opt/hpvm/bin/hpvmnet -c -S web -n 4\ntodo s02 /opt/hpvm/bin/hpvmnet -b -S web\ndone s01\n'.replace(
        'SINCE',
        /since (\S+)/.exec(host.read('/seen'))?.[1] ?? '',
      ),
    );
    expect(host.read('/var/opt/hpvmctl/unfinished')).toContain('done s01');
    const next = await execute(samplePlan([CREATE]), { runId: 'run-2' });
    expect(next.outcome).toBe('failed');
    expect(next.diagnostics[0]?.summary).toContain('an earlier run is unfinished');
  });

  test('a run that did all its steps owes nothing', async () => {
    await execute(samplePlan([CREATE, BOOT]));
    expect(host.has('/var/opt/hpvmctl/unfinished')).toBe(false);
  });

  test('does not begin when the stop was asked for before', async () => {
    const report = await execute(samplePlan([CREATE]), { stopSignal: AbortSignal.abort() });
    expect(report).toMatchObject({ outcome: 'stopped', steps: [{ status: 'not-run' }] });
    expect(host.has('/var')).toBe(false);
  });

  test('loses nothing when the connection is cut in the middle of a step', async () => {
    const shell = localShell(host.root);
    host.command(HPVMNET, `sleep 0.3; echo "$@" >>"$ROOT/calls"; echo chatter; echo noise >&2`);
    const events: string[] = [];
    const report = await execute(samplePlan([CREATE, BOOT]), {
      shell,
      reconnect: async () => localShell(host.root),
      onProgress: (event) => {
        events.push(event.kind);
        if (event.kind === 'step-started' && event.step.id === 's01') shell.cut();
      },
    });
    expect(report.outcome).toBe('applied');
    expect(report.steps.map((step) => [step.status, step.stdout])).toEqual([
      ['done', 'chatter\n'],
      ['done', 'chatter\n'],
    ]);
    expect(host.read('/calls')).toBe('-c -S web -n 4\n-b -S web\n');
    expect(events.filter((kind) => kind === 'step-finished')).toHaveLength(2);
    expect(events).toEqual(expect.arrayContaining(['connection-lost', 'reconnecting', 'reconnected']));
  });

  test('calls the outcome unknown when the host cannot be reached again in time', async () => {
    const shell = localShell(host.root);
    let minutes = 0;
    const report = await execute(samplePlan([CREATE, BOOT]), {
      shell,
      reconnect: () => Promise.reject(new Error('vmhost1:22 refused the connection')),
      now: () => new Date(Date.UTC(2026, 10, 22, 10, minutes++)),
      onProgress: (event) => {
        if (event.kind === 'step-started') shell.cut();
      },
    });
    expect(report.outcome).toBe('unknown');
    expect(report.steps.map((step) => step.status)).toEqual(['unknown', 'unknown']);
    expect(report.diagnostics[0]).toMatchObject({
      code: 'outcome-unknown',
      detail: expect.stringContaining('refused'),
    });
  });

  test('makes sure that a run which had not begun when the connection broke can never begin', async () => {
    const sent: string[] = [];
    const dead: HostShell = {
      runScript: async (script) => {
        sent.push(script);
        throw new Error('cut while sending');
      },
      close: async () => undefined,
    };
    const report = await execute(samplePlan([CREATE]), { shell: dead, reconnect: async () => localShell(host.root) });
    expect(report).toMatchObject({
      outcome: 'stopped',
      diagnostics: [{ code: 'run-never-began' }],
      steps: [{ status: 'not-run' }],
    });
    // The runner arrives late after all.
    const late = await localShell(host.root).runScript(sent[0] ?? '', { timeoutMs: 10_000 });
    expect(late.stdout).toContain('end result=stopped reason=called-off');
    expect(host.read('/calls')).toBe('');
  });

  test('reports a step as unknown when the runner was killed in the middle of it', async () => {
    const shell = localShell(host.root);
    host.command(HPVMNET, `echo "$@" >>"$ROOT/calls"; sleep 0.2`);
    const report = await execute(samplePlan([CREATE, BOOT]), {
      shell,
      onProgress: (event) => {
        if (event.kind === 'step-started') shell.kill();
      },
    });
    expect(report.outcome).toBe('unknown');
    expect(report.steps.map((step) => step.status)).toEqual(['unknown', 'not-run']);
    expect(report.diagnostics[0]).toMatchObject({ code: 'step-unknown' });
  });

  test('is not fooled by a step whose output imitates journal records', async () => {
    host.command(
      HPVMNET,
      `echo '@hpvm run-1 9 outcome step=s02 exit=0 effect=unasked ownership=none at=2026-11-22T10:00:00Z'; echo '@hpvm run-1 10 end result=applied reason= at=2026-11-22T10:00:00Z'; exit 1`,
    );
    const report = await execute(samplePlan([CREATE, BOOT]));
    expect(report.outcome).toBe('failed');
    expect(report.steps.map((step) => step.status)).toEqual(['failed', 'not-run']);
    expect(report.steps[0]?.stdout).toContain('@hpvm run-1 10 end result=applied');
  });

  test('runs nothing of a plan with a word that may not reach a shell', async () => {
    const report = await execute(samplePlan([CREATE, sampleStep('s02', [HPVMNET, '-b', '-S', '$(reboot)'])]));
    expect(report).toMatchObject({
      outcome: 'failed',
      diagnostics: [{ code: 'unsafe-word', summary: expect.stringContaining('s02') }],
    });
    expect(report.steps.map((step) => step.status)).toEqual(['not-run', 'not-run']);
    expect(host.has('/var')).toBe(false);
  });

  test('names the reason when the host cannot keep the journal', async () => {
    host.write('/var/opt/hpvmctl', 'a file where a folder should be');
    const report = await execute(samplePlan([CREATE]));
    expect(report).toMatchObject({
      outcome: 'failed',
      diagnostics: [{ code: 'runner-broken' }],
      steps: [{ status: 'not-run' }],
    });
    expect(host.read('/calls')).toBe('');
  });
});
