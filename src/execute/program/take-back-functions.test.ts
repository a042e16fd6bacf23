import { inEveryShell, note, STATE } from '../../../test/transport/program-run';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../../test/transport/sample-plan';
import type { PlanStep } from '../../plan/plan-document';

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
});
