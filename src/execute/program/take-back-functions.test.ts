import { RUN } from '../../../test/transport/guarded-run';
import { hasBooted, inEveryShell, killAll, note, STATE, until } from '../../../test/transport/program-run';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../../test/transport/sample-plan';
import type { PlanStep, ReadBack } from '../../plan/plan-document';

const NET = '/opt/hpvm/bin/hpvmnet';

describe('the way back of a run, under every shell', () => {
  test.concurrent(
    'goes on behind a command that failed, where nothing that stands needs what is taken back',
    async () =>
      inEveryShell(async (host) => {
        host.command(NET, `[ $# = 0 ] && exit 0\n${note('case $1 in back-lan5) exit 5 ;; esac')}`);
        const because = { rule: 'change', why: 'the test wants it' };
        const on = (id: string, object: string, ...after: readonly string[]): PlanStep =>
          sampleStep(id, [NET, object], { address: object, after: after.map((step) => ({ step, ...because })) });
        const steps = [
          on('s01', 'lan4'),
          on('s02', 'lan5'),
          on('s03', 'web', 's01'),
          on('s04', 'app', 's02'),
          on('s05', 'lan5', 's04'),
        ];
        const back = ['s05', 's04', 's03', 's02', 's01'].map((id, place) => {
          const object = steps.find((step) => step.id === id)?.address ?? '';
          return sampleUndo(`r0${String(place + 1)}`, id, [NET, `back-${object}`]);
        });
        host.command('/opt/fails', 'exit 1');
        const last = sampleStep('s06', ['/opt/fails'], { address: 'fails' });
        host.lay(samplePlan([...steps, last], 'ready', sampleRevert(back)));
        await host.start('run').ended;
        expect(host.calls().slice(5)).toEqual(
          ['back-lan5', 'back-lan5', 'back-web', 'back-lan4'].map((call) => `${call} answer=none`),
        );
        expect(host.gist('run').filter((line) => /^(undo-left|end)/.test(line))).toEqual([
          'undo-left r01',
          'undo-left r02',
          'undo-left r04',
          'end revert-failed r01',
        ]);
        expect(host.read(`${STATE}/unfinished`)).toMatch(/\nreverting\nleft r01\nleft r02\nleft r04\n$/);
      }),
    60_000,
  );

  test.concurrent.each([
    ['runs where the boot of the host has brought the vswitch up', 'Up', '', ['intent r01', 'intent r02']],
    ['is left out where the boot of the host has left the vswitch down', 'Down', '', ['needless']],
    [
      'runs where somebody who died over it has halted the vswitch',
      'Down',
      '@hpvm run-1 back.1 undo-intent undo=r01 turn=1 at=2026-01-01T00:00:00Z sum=1\n',
      ['needless', 'intent r02'],
    ],
  ])(
    'a boot that follows a halt %s',
    async (_, power, noted, wanted) =>
      inEveryShell(async (host) => {
        host.command(
          NET,
          `case $1 in -S) echo "web 5 $(cat "$ROOT/power") x" ;; halt) echo Down >"$ROOT/power" ;; boot) echo Up >"$ROOT/power" ;; esac`,
        );
        const showing = (state: string): ReadBack => ({
          command: [NET, '-S', 'web'],
          lineStartsWith: 'web ',
          lineContains: ` ${state} `,
        });
        const back = [
          sampleUndo('r01', 's01', [NET, 'halt'], { due: 'after-reboot', readBack: showing('Down') }),
          sampleUndo('r02', 's01', [NET, 'boot'], { due: 'after-reboot', readBack: showing('Up'), onlyBehind: 'r01' }),
        ];
        host.lay(samplePlan([sampleStep('s01', [NET, 'one'])], 'ready', sampleRevert(back)), { said: { go: 'x' } });
        host.start('run');
        await until(() => host.gist('run').includes('awaiting'));
        await killAll(host);
        host.write('/power', `${power}\n`);
        host.write(`${RUN}/journal.back`, noted);
        hasBooted(host);
        await host.start('boot').ended;
        const did = host.gist('boot').filter((line) => /^undo-(intent|needless)/.test(line));
        expect(did).toEqual(wanted.map((line) => `undo-${line}`));
        expect(host.read('/power')).toBe(`${noted === '' ? power : 'Up'}\n`);
      }),
    60_000,
  );
});
