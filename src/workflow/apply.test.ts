import { decodeDesiredHost } from '../desired/decode-desired-host';
import { desiredDigest } from '../desired/desired-digest';
import type { DesiredHost } from '../model/desired-host';
import type { Plan } from '../plan/plan-document';
import { SCENARIOS } from '../simulator/scenario';
import { openLocalShell } from '../simulator/shell/local-shell';
import { createSimulatedHost, type SimulatedHost } from '../simulator/simulated-host';
import type { HostShell } from '../transport/host-shell';
import { TransportError } from '../transport/transport-error';
import { candidatesOfPlans } from './apply-candidates';
import { faultsOf } from '../../test/schema/published-schema';
import { applyPlan, type ApplyDependencies, type ApprovedPlan } from './apply';
import { decodePlans } from './load-plan';
import { liveObserver } from './observe';
import { planHosts } from './plan';
import type { HostConnector, Surroundings } from './ports';

const TARGET = { host: 'vmhost1', connection: { address: 'vmhost1' } };
const unreachable = new TransportError('Cannot reach vmhost1\nTry later.', {
  phase: 'connect',
  endpoint: 'vmhost1:22',
  isRetryable: true,
});

let host: SimulatedHost;
/** The files of the host are those of one root, however many connections there are. */
let root: HostShell;
let minutes = 0;
let tokens = 0;
beforeEach(async () => {
  host = createSimulatedHost(SCENARIOS.vmhost1);
  root = await openLocalShell(host);
});
afterEach(() => root.close());

/** A connection to the host; closing it ends nothing there. */
function connection(): HostShell {
  return { ...root, close: () => Promise.resolve() };
}

/** A clock that moves ten minutes at each look, so that waiting is over at once. */
const surroundings: Surroundings = {
  now: () => new Date(Date.UTC(2026, 10, 22) + (minutes += 10) * 60_000),
  // It yields, so that the host gets on meanwhile.
  pause: () => new Promise((resolve) => setTimeout(resolve, 5)),
  randomToken: () => `${String((tokens += 1)).padStart(4, '0')}0123456789abcdef`,
};

/** Connects to the simulated host, except for the calls (counted from 1) that are to fail. */
function connector(fails: (call: number) => boolean = () => false): HostConnector {
  let calls = 0;
  return {
    connect: () => {
      calls += 1;
      return fails(calls) ? Promise.reject(unreachable) : Promise.resolve(connection());
    },
  };
}

async function approve(resources: Readonly<Record<string, unknown>>): Promise<ApprovedPlan & { desired: DesiredHost }> {
  const decoded = decodeDesiredHost(
    { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...resources },
    'test',
  );
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  const desired = decoded.value;
  const loaded = { path: 'test', desired, digest: desiredDigest(desired) };
  const observe = liveObserver({ hosts: connector(), surroundings });
  const [planned] = await planHosts({ documents: [loaded], observe, acceptRecalled: false });
  const plan: Plan | undefined = planned?.made?.plan;
  if (plan === undefined) throw new Error(JSON.stringify(planned?.diagnostics));
  return { plan, target: TARGET, desired };
}

function dependencies(hosts: HostConnector): ApplyDependencies {
  const files = { kindOf: never, readText: never, filesBelow: never };
  return {
    ports: { hosts, files, surroundings },
    observe: liveObserver({ hosts, surroundings }),
    owner: 'tester@here',
    onProgress: () => undefined,
    takesBack: false,
    stopSignal: new AbortController().signal,
  };
}

/** Applies, and finds the report to be of the published format. */
async function applied(...input: Parameters<typeof applyPlan>): ReturnType<typeof applyPlan> {
  const report = await applyPlan(...input);
  expect(faultsOf('apply-report', report)).toEqual([]);
  return report;
}

function never(): never {
  throw new Error('applying a plan reads no file');
}

test('an applied plan is verified by looking at the host again', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  const report = await applied(approved, dependencies(connector()));
  expect(report).toMatchObject({ verdict: 'converged', exitCode: 0, remaining: [] });
});

test('a guarded run takes two logins: its own, and the one that proves that one can log in', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  const hosts = connector();
  const connect = jest.spyOn(hosts, 'connect');
  const observe = jest.fn(liveObserver({ hosts, surroundings }));
  const report = await applied(approved, { ...dependencies(hosts), observe, takesBack: true });
  expect(report).toMatchObject({ verdict: 'converged', exitCode: 0, execution: { guard: { status: 'disarmed' } } });
  expect(connect).toHaveBeenCalledTimes(2);
  // Nothing came behind the confirmation, so that the look that confirms is the last.
  expect(observe).toHaveBeenCalledTimes(2);
});

test('who reads with another login than who carries out does so at every look', async () => {
  const approved = await approve({ lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] });
  const target = { ...TARGET, connection: { ...TARGET.connection, discovery: { user: 'reader' } } };
  const hosts = connector();
  const connect = jest.spyOn(hosts, 'connect');
  await applied({ ...approved, target }, { ...dependencies(hosts), takesBack: true });
  expect(connect.mock.calls.map(([{ connection }]) => connection.user ?? 'self')).toEqual([
    'self',
    'reader',
    'reader',
    'reader',
  ]);
});

test('a saved plan that nobody is asked about is first looked at under the lock', async () => {
  const { plan } = await approve({ tunables: { macAddressFrames: 2 } });
  expect(await candidatesOfPlans([plan], undefined, undefined)).toMatchObject([{ exitCode: 0, diagnostics: [] }]);
});

test('the host is read again directly before its run, however short ago the plan was made', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  await host.run(['/usr/sbin/ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=7', '/etc/rc.config.d/hpvmconf']);
  expect(await applied(approved, dependencies(connector()))).toMatchObject({
    verdict: 'refused',
    exitCode: 3,
    execution: null,
    diagnostics: [{ code: 'host-has-moved' }],
  });
});

test('a plan that is applied a second time is said to have been carried out', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  await applied(approved, dependencies(connector()));
  const again = await applied(approved, dependencies(connector()));
  expect(again).toMatchObject({ verdict: 'refused', exitCode: 3, execution: null });
  const [refusal] = again.diagnostics;
  expect(refusal?.code).toBe('plan-already-carried-out');
  expect(refusal?.summary).toBe('The plan for vmhost1 has been carried out already: the host is what it makes of it');
  expect(refusal?.detail).toContain('- tunables: macAddressFrames not set -> 2');
  expect(refusal?.detail).toContain('run "hpvmctl drift"');
});

test('a plan of which a part is there already says which, and that the next plan holds the rest', async () => {
  const approved = await approve({
    tunables: { macAddressFrames: 2 },
    lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }],
  });
  await host.run(['/usr/sbin/ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=2', '/etc/rc.config.d/hpvmconf']);
  const { diagnostics } = await applied(approved, dependencies(connector()));
  expect(diagnostics.map(({ code }) => code)).toEqual(['host-has-moved']);
  expect(diagnostics[0]?.detail).toContain('Part of what it changes is there already (tunables), as after a run');
  expect(diagnostics[0]?.detail).toContain('plan again: the new plan holds what is left.');
});

test('what moved is a list that fits a terminal, also where a value is a long list', async () => {
  const approved = await approve({ vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] });
  await host.run(['/opt/hpvm/bin/hpvmnet', '-S', 'vmlan4', '-u', 'portid:2:vlanid:120']);
  const { diagnostics } = await applied(
    { ...approved, plan: { ...approved.plan, status: 'ready' } },
    dependencies(connector()),
  );
  expect(diagnostics[0]?.detail).toMatch(
    /\n- vswitch\.vmlan4: ports 1 untagged, 2 untagged -> 1 untagged, 2 in VLAN 120\n/,
  );
});

test('a saved plan that another release made is refused before its host is looked at', async () => {
  const { plan } = await approve({ tunables: { macAddressFrames: 2 } });
  const old = { ...plan, basis: { ...plan.basis, rulesDigest: 'sha256:0' } };
  expect(await candidatesOfPlans([old], undefined, never)).toMatchObject([
    {
      exitCode: 3,
      diagnostics: [
        {
          code: 'made-by-another-release',
          summary: 'The plan for vmhost1 was made by another release; plan again',
        },
      ],
    },
  ]);
  const observe = liveObserver({ hosts: connector(), surroundings });
  expect(await candidatesOfPlans([plan], undefined, observe)).toMatchObject([{ exitCode: 0, diagnostics: [] }]);
});

test('two plans for one host in one file are refused: the first would move what the second was made from', async () => {
  const { plan } = await approve({ tunables: { macAddressFrames: 2 } });
  expect(decodePlans({ plans: [plan] }, 'p.json')).toMatchObject({ ok: true });
  expect(decodePlans({ plans: [plan, plan] }, 'p.json')).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'duplicate-host' }],
  });
});

test('a saved plan that changes what no document can ask for is refused', async () => {
  const { plan } = await approve({ tunables: { macAddressFrames: 2 } });
  const changes = [{ address: 'tunables', action: 'update', fields: [{ path: 'x', before: 1, after: 2 }] }] as const;
  expect(await candidatesOfPlans([{ ...plan, changes }], undefined, never)).toMatchObject([
    { exitCode: 1, diagnostics: [{ code: 'invalid-plan' }] },
  ]);
});

test('a saved plan is proven again, whatever its certificate says', async () => {
  const { plan } = await approve({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 30 }] });
  const free = plan.steps.map((step) => ({ ...step, after: [] }));
  const [candidate] = await candidatesOfPlans([{ ...plan, steps: free }], undefined, never);
  expect(candidate?.exitCode).toBe(4);
  expect(new Set(candidate?.diagnostics.map(({ code }) => code))).toEqual(new Set(['checker-disagrees']));
});

test('a command that says it worked but did not is found out', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  host.injectFault({ id: 'liar', pattern: '^ch_rc', effect: { kind: 'exit', status: 0, isApplied: false } });
  const report = await applied(approved, dependencies(connector()));
  expect(report).toMatchObject({ verdict: 'failed', exitCode: 7, remaining: [{ address: 'tunables' }] });
});

test('a host that cannot be reached before anything ran is an error, and nothing was changed', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  const report = await applied(approved, dependencies(connector(() => true)));
  expect(report).toMatchObject({
    verdict: 'refused',
    exitCode: 1,
    execution: null,
    diagnostics: [{ code: 'transport-connect', summary: 'Cannot reach vmhost1', detail: 'Try later.' }],
  });
});

test('a host that cannot be reached after everything ran is not called converged', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  const report = await applied(approved, dependencies(connector((call) => call > 1)));
  expect(report).toMatchObject({ verdict: 'unverified', exitCode: 8, remaining: null });
});

test('when the connection is lost for good, the outcome is unknown', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  let calls = 0;
  const losing: HostConnector = {
    connect: () => {
      calls += 1;
      const lost: HostShell = { runScript: () => Promise.reject(unreachable), close: () => Promise.resolve() };
      return calls === 1 ? Promise.resolve(lost) : Promise.reject(unreachable);
    },
  };
  const report = await applied(approved, dependencies(losing));
  expect(report).toMatchObject({ verdict: 'unknown', exitCode: 8, execution: { outcome: 'unknown' } });
});

test('a blocked plan is never carried out', async () => {
  const approved = await approve({
    guestNics: [{ guest: 'web01', slot: '0,4', vswitch: 'localnet', adapter: 'avio_lan' }],
  });
  expect(approved.plan.status).toBe('blocked');
  expect(await applied(approved, dependencies(connector(() => true)))).toMatchObject({
    verdict: 'refused',
    exitCode: 4,
  });
});

test('a plan with nothing to do connects to nothing', async () => {
  const approved = await approve({ vswitches: [{ name: 'vmlan4', uplink: 'lan4', state: 'up' }] });
  expect(await applied(approved, dependencies(connector(() => true)))).toMatchObject({
    verdict: 'nothing-to-do',
    exitCode: 0,
  });
});

test('a fault of ours in the look afterwards leaves the report of the run, and is not called "nothing was changed"', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  const live = dependencies(connector());
  let looks = 0;
  const observe: ApplyDependencies['observe'] = (target) => {
    looks += 1;
    return looks > 1 ? Promise.reject(new Error('a bug')) : live.observe(target);
  };
  expect(await applied(approved, { ...live, observe })).toMatchObject({
    verdict: 'unverified',
    exitCode: 7,
    execution: { outcome: 'applied', steps: [{ status: 'done' }] },
    diagnostics: [{ code: 'internal-error', detail: expect.stringContaining('itself ended as "applied"') as string }],
  });
});

test('a fault of ours while a run is watched makes its outcome unknown, and names its journal', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  const hosts: HostConnector = {
    connect: () => Promise.resolve({ ...root, close: () => Promise.reject(new Error('does not close')) }),
  };
  const live = dependencies(connector());
  const broken = { ...live, ports: { ...live.ports, hosts }, stopSignal: {} as AbortSignal };
  expect(await applied(approved, broken)).toMatchObject({
    verdict: 'unknown',
    exitCode: 8,
    diagnostics: [{ detail: expect.stringMatching(/journals are in \S+\/runs\/\S+ on the host/) as string }],
  });
});

test('a run is watched to its end although nobody can be told how it goes', async () => {
  const approved = await approve({ tunables: { macAddressFrames: 2 } });
  const onProgress = (): void => {
    throw new Error('cannot render');
  };
  expect(await applied(approved, { ...dependencies(connector()), onProgress })).toMatchObject({ exitCode: 0 });
});
