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
