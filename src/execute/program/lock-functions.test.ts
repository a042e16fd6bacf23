import { spawn } from 'node:child_process';
import { expectPutAway, inEveryShell, note, STATE, until } from '../../../test/transport/program-run';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../../test/transport/sample-plan';

const NET = '/opt/hpvm/bin/hpvmnet';
const PLAN = samplePlan(
  [sampleStep('s01', [NET, 'one'])],
  'ready',
  sampleRevert([sampleUndo('r01', 's01', [NET, 'back'])]),
);

describe('the lock of a host, under every shell', () => {
  test.concurrent(
    'is left alone while its holder works',
    async () =>
      inEveryShell(async (host) => {
        host.command(NET, note());
        host.lay(PLAN, { said: {} });
        host.start('run');
        await until(() => host.gist('run').includes('ready'));
        host.lay(PLAN, { options: { runId: 'run-2' } });
        await host.start('run', 'run-2').ended;
        expect(host.gist('run', 'run-2')).toEqual(['begin', 'lock-held', 'disarmed', 'end locked lock-held']);
        expect(host.records('run-2').find(({ kind }) => kind === 'lock-held')).toMatchObject({
          holder: expect.stringMatching(/^owner=o%27neil%20@%20desk%3D7\nrun=run-1\n/),
        });
        expect(host.calls()).toEqual([]);
        host.write(`${STATE}/runs/run-1/stop`, 'x\n');
        await until(() => host.gist('run').includes('end stopped waiting-for:go'));
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is taken over from a dead run, but not from one that owes something',
    async () =>
      inEveryShell(async (host) => {
        host.command(NET, note());
        host.write(`${STATE}/lock/owner`, 'owner=bert\nrun=run-0\npid=999999999\n');
        host.write(`${STATE}/unfinished`, 'run run-0\n');
        host.lay(PLAN);
        await host.start('run').ended;
        expect(host.gist('run').at(-1)).toBe('end locked lock-held');
        expect(host.read(`${STATE}/lock/owner`)).toContain('owner=bert');
      }),
    60_000,
  );

  test.concurrent(
    'a dead run loses it, also when its number belongs to another process by now',
    async () =>
      inEveryShell(async (host) => {
        host.command(NET, note());
        host.write(`${STATE}/lock/owner`, `owner=bert\nrun=run-0\npid=${String(process.pid)}\n`);
        host.lay(PLAN);
        await host.start('run').ended;
        const times = host.records().filter(({ kind }) => kind === 'begin' || kind === 'locked');
        const [begun = 0, locked = 0] = times.map(({ at }) => Date.parse(at ?? ''));
        expect(host.gist('run').slice(0, 3)).toEqual(['begin', 'lock-taken-over', 'locked']);
        // A holder that seems to be there is waited for a minute.
        expect(locked - begun).toBeLessThan(50_000);
        await expectPutAway(host);
      }),
    90_000,
  );

  test.concurrent.each([
    ['with its name', '/pid', '999999999\n'],
    ['before it wrote its name', '/other', ''],
  ])(
    'whoever died over taking it over %s is no hindrance',
    async (_, file, text) =>
      inEveryShell(async (host) => {
        host.command(NET, note());
        host.write(`${STATE}/lock/owner`, 'owner=bert\nrun=run-0\npid=999999999\n');
        host.write(`${STATE}/lock/taking.1${file}`, text);
        host.lay(PLAN);
        await host.start('run').ended;
        expect(host.gist('run').slice(0, 3)).toEqual(['begin', 'lock-taken-over', 'locked']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'stays where another one is just taking it over',
    async () =>
      inEveryShell(async (host) => {
        host.command(NET, note());
        host.write(`${STATE}/lock/owner`, 'owner=bert\nrun=run-0\npid=999999999\n');
        const other = `${host.root}${STATE}/runs/run-9/program`;
        const contender = spawn('/bin/sh', ['-c', 'sleep 30; :', other], { stdio: 'ignore' });
        host.write(`${STATE}/lock/taking.1/pid`, `${String(contender.pid)}\n`);
        host.lay(PLAN);
        await host.start('run').ended;
        contender.kill();
        expect(host.gist('run').at(-1)).toBe('end locked lock-held');
      }),
    60_000,
  );

  test.concurrent(
    'a dead run that owes nothing loses it',
    async () =>
      inEveryShell(async (host) => {
        host.command(NET, note());
        host.write(`${STATE}/lock/owner`, 'owner=bert\nrun=run-0\npid=999999999\n');
        host.lay(PLAN);
        await host.start('run').ended;
        expect(host.gist('run').slice(0, 3)).toEqual(['begin', 'lock-taken-over', 'locked']);
        expect(host.gist('run').at(-1)).toBe('end applied');
        await expectPutAway(host);
      }),
    60_000,
  );
});
