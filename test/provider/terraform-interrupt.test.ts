import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describeWithTerraform } from '../tools/require-tool';
import { waitUntil } from '../tools/wait-until';
import { hostBlocks, openTerraformBench, type TerraformBench } from './terraform-bench';

const FRAMES = 'tunables = { mac_address_frames = 2 }';
const VSWITCHES =
  'vswitches = { vmlan3 = { uplink = "lan3", state = "up" }, inside = { uplink = "none", state = "up" } }';

/** In the first run on the host, which creates the resource, there is one step only. */
const SECOND_STEP = ' intent step=s02';

describeWithTerraform('an update by terraform that is interrupted', (terraform) => {
  jest.setTimeout(300_000);
  let bench: TerraformBench;
  let isClosed: boolean;
  beforeEach(async () => {
    isClosed = false;
    bench = await openTerraformBench(terraform);
    bench.configure(hostBlocks(FRAMES));
    expect(await bench.terraform('apply', '-auto-approve')).toMatchObject({ status: 0 });
    bench.configure(hostBlocks([FRAMES, VSWITCHES].join('\n')));
    bench.variables['TF_LOG_PROVIDER'] = 'DEBUG';
    bench.variables['TF_LOG_PATH'] = path.join(bench.folder, 'log');
  });
  afterEach(() => {
    isClosed = true;
    return bench.close();
  });

  const log = (): string => (existsSync(path.join(bench.folder, 'log')) ? bench.read('log') : '');
  const stored = (): string => readFileSync(path.join(bench.folder, 'project', 'terraform.tfstate'), 'utf8');
  const vswitches = (): readonly string[] => bench.host.state().vswitches.map(({ name }) => name);

  /** An update whose second step has begun, and does not end before the host is mended. */
  const halfway = async () => {
    bench.host.injectFault({ id: 'slow', pattern: '^hpvmnet -b', effect: { kind: 'hang', isApplied: false } });
    const { child, finished } = bench.startTerraform('apply', '-auto-approve');
    const { pid } = child;
    if (pid === undefined) throw new Error('terraform did not start');
    const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
    await waitUntil(() => bench.journals().includes(SECOND_STEP), isOver);
    return { pid, finished, isOver, mend: () => bench.host.removeFault('slow') };
  };

  const nextApplyGoesOn = async (): Promise<void> => {
    bench.variables['TF_LOG_PROVIDER'] = '';
    const next = await bench.terraform('apply', '-auto-approve');
    expect(next).toMatchObject({ status: 0, output: expect.stringContaining('0 added, 1 changed') as string });
    expect(vswitches()).toEqual(expect.arrayContaining(['vmlan3', 'inside']));
    expect(await bench.terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
    expect(bench.host.hazards()).toEqual([]);
  };

  test('stops behind the step that runs, is taken back, keeps its state, and is continued by the next apply', async () => {
    const before = vswitches();
    const { pid, finished, isOver, mend } = await halfway();
    process.kill(-pid, 'SIGINT');
    await waitUntil(() => log().includes('stop-requested'), isOver);
    mend();
    const { status, output } = await finished;
    expect(status).toBe(1);
    expect(output).toContain('Interrupt received');
    expect(output).toContain('vmhost1: the run ended reverted');
    expect(output).toMatch(/s02 +done .*\n +s03 +not run/);
    expect(output).toContain('because a stop was asked for');
    expect(output).not.toMatch(/crashed|Provider produced/);
    expect(vswitches()).toEqual(before);
    expect(JSON.parse(stored())).toMatchObject({
      resources: [{ mode: 'data' }, { instances: [{ attributes: { vswitches: null } }] }],
    });
    expect(stored()).not.toContain('tainted');
    await nextApplyGoesOn();
  });

  test.each([
    ['is interrupted twice', (pid: number) => process.kill(-pid, 'SIGINT'), 2],
    ['is killed', (pid: number) => process.kill(pid, 'SIGKILL'), 1],
  ])('is taken back when Terraform %s: the host waits for nobody', async (_how, send, times) => {
    const before = vswitches();
    const { pid, finished, mend } = await halfway();
    for (let time = 1; time <= times; time += 1) {
      send(pid);
      // Terraform has heard of the first: else two signals may come as one.
      if (time < times)
        await waitUntil(
          () => log().includes('Terraform asks to stop'),
          () => isClosed,
        );
    }
    await finished;
    await waitUntil(
      () => existsSync(stopRequest()),
      () => isClosed,
    );
    mend();
    await bench.journaled(' end result=reverted');
    expect(bench.journals()).toContain('reason=stopped:');
    expect(vswitches()).toEqual(before);
    await nextApplyGoesOn();
  });

  /** Where a host finds that it is to stop. */
  function stopRequest(): string {
    const run = /@hpvm (\S+) \S+ intent step=s02/.exec(bench.journals())?.[1] ?? 'none';
    return path.join(bench.server.root, 'var/opt/hpvmctl/runs', run, 'stop');
  }
});
