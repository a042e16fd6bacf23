import { virtualRun, type VirtualRun } from '../../test/transport/virtual-run';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import { desiredDigest } from '../desired/desired-digest';
import { digestOf } from '../model/canonical-json';
import { executePlan } from '../execute/execute-plan';
import { TransportError } from '../transport/transport-error';
import { runStatus, settleRun, type FoundRunInput } from './found-run';
import { liveObserver } from './observe';
import { planHosts } from './plan';

const UNREACHABLE = new TransportError('no route', { phase: 'connect', endpoint: 'vmhost1', isRetryable: true });

/** Another client of the same machine. */
function another(run: VirtualRun): FoundRunInput {
  const { machine } = run;
  const hosts = {
    connect: async () => {
      const shell = machine.shell();
      await shell.runScript(':', { timeoutMs: 60_000 });
      return shell;
    },
  };
  const surroundings = {
    now: () => machine.now(),
    pause: (durationMs: number) => machine.pause(durationMs),
    randomToken: () => '0123456789abcdef',
  };
  const never = (): never => {
    throw new Error('a run that is found reads no file');
  };
  return {
    target: { host: 'vmhost1', connection: { address: 'vmhost1' } },
    ports: { hosts, surroundings, files: { kindOf: never, readText: never, filesBelow: never } },
    observe: liveObserver({ hosts, surroundings }),
    onProgress: () => undefined,
    stopSignal: new AbortController().signal,
  };
}

/** Starts a run whose client is gone as soon as the run waits for its confirmation. */
async function leftAwaiting(confirmSeconds: number): Promise<VirtualRun> {
  const run = virtualRun();
  const decoded = decodeDesiredHost(
    { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', tunables: { macAddressFrames: 2 } },
    'test',
  );
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  const desired = decoded.value;
  const { observe } = another(run);
  const documents = [{ path: 'test', desired, digest: desiredDigest(desired) }];
  const [planned] = await planHosts({ documents, observe, acceptRecalled: false });
  const plan = planned?.made?.plan;
  if (plan === undefined) throw new Error(JSON.stringify(planned?.diagnostics));
  run.onRecord('awaiting', () => run.machine.cutConnections());
  const { reconnect: _unused, ...input } = run.client({ plan, confirmSeconds, planDigest: digestOf(plan) });
  expect(await executePlan(input)).toMatchObject({ outcome: 'unknown' });
  return run;
}

test('whoever resumes a run waits as long for its host as the run waits for its confirmation', async () => {
  const run = await leftAwaiting(3600);
  const input = another(run);
  let isAway = false;
  const settled = await settleRun(
    {
      ...input,
      onProgress: () => {
        if (isAway) return;
        isAway = true;
        run.machine.refuseConnections(UNREACHABLE);
        run.machine.cutConnections();
        void run.machine.pause(3_000_000).then(() => run.machine.refuseConnections(null));
      },
    },
    'resume',
  );
  expect(isAway).toBe(true);
  expect(settled).toMatchObject({ ok: true, value: { verdict: 'converged', execution: { outcome: 'applied' } } });
});

test('the status of a run is told in whole seconds', async () => {
  const run = await leftAwaiting(3600);
  const status = await runStatus(another(run));
  expect(status).toMatchObject({ ok: true, value: { phase: 'waiting-for-confirmation' } });
  expect(status.ok && status.value.execution.endedAt).toMatch(/^[-0-9]{10}T[:0-9]{8}Z$/);
});
