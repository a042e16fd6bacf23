import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describeWithTerraform } from '../tools/require-tool';
import { hostBlocks, openTerraformBench, type TerraformBench } from './terraform-bench';

const VSWITCH = 'vswitches = { vmlan3 = { uplink = "lan3", state = "up" } }';
const SECRET = 'word-that-nobody-may-read';

describeWithTerraform('the log of the provider', (terraform) => {
  jest.setTimeout(300_000);
  let bench: TerraformBench;
  beforeAll(async () => {
    bench = await openTerraformBench(terraform);
    bench.configure(hostBlocks(VSWITCH));
  });
  afterAll(() => bench.close());

  /** Applies, and gives what is in the log; and the lines of it that the provider wrote. */
  const logged = async (variables: Readonly<Record<string, string>>) => {
    const file = path.join(bench.folder, `log-${Object.values(variables).join('-')}`);
    Object.assign(bench.variables, { TF_LOG: '', TF_LOG_PROVIDER: '', ...variables, TF_LOG_PATH: file });
    const { status } = await bench.terraform('apply', '-auto-approve');
    const whole = readFileSync(file, 'utf8');
    return { status, whole, own: whole.split('\n').filter((line) => line.includes('@module=provider.hpvm')) };
  };

  test('tells under TRACE who is read and how a run goes, and holds no key, no confirmation and no command', async () => {
    bench.variables['SSH_PASSWORD'] = SECRET;
    const { status, whole, own } = await logged({ TF_LOG: 'TRACE' });
    expect(status).toBe(0);
    const told = own.join('\n');
    expect(told).toMatch(/\[DEBUG\].* reading a host: .*address=vmhost1/);
    expect(told).toMatch(/\[DEBUG\].* the host was read: .*unread=0/);
    expect(told).toMatch(/\[INFO\].* carrying out a plan: .*steps=2/);
    expect(told).toMatch(/\[INFO\].* step-started s01: Create vswitch vmlan3 on lan3: /);
    expect(told).toMatch(/\[INFO\].* step-finished s02: Boot vswitch vmlan3: .*exitStatus=0/);
    expect(told).toMatch(/\[INFO\].* the run has ended: .*verdict=converged/);
    const key = readFileSync(bench.server.identityFile, 'utf8').split('\n')[1] ?? '';
    const tokens = readdirSync(runs(), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\/(go|confirm|finish)$/.test(name))
      .map((name) => readFileSync(path.join(runs(), name), 'utf8').trim());
    for (const secret of [key, ...tokens, SECRET]) {
      expect(secret.length).toBeGreaterThan(16);
      expect(whole).not.toContain(secret);
    }
    expect(tokens).not.toEqual([]);
    expect(told).not.toMatch(/PRIVATE KEY|hpvmnet/);
  });

  test('tells under INFO no more than how a run goes, and under ERROR nothing where nothing is wrong', async () => {
    bench.configure(hostBlocks('vswitches = { vmlan3 = { uplink = "lan3", state = "down" } }'));
    const info = await logged({ TF_LOG_PROVIDER: 'INFO' });
    expect(info.status).toBe(0);
    expect(info.own.join('\n')).toMatch(/step-finished s01/);
    expect(info.own.filter((line) => !line.includes('[INFO]'))).toEqual([]);
    bench.configure(hostBlocks(VSWITCH));
    const quiet = await logged({ TF_LOG_PROVIDER: 'ERROR' });
    expect({ status: quiet.status, own: quiet.own }).toEqual({ status: 0, own: [] });
  });

  function runs(): string {
    return path.join(bench.server.root, 'var/opt/hpvmctl/runs');
  }
});
