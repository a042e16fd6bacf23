import { inEveryShell, STATE } from '../../../test/transport/program-run';
import { install, PLAN } from '../../../test/transport/guarded-run';

describe('the folders of old runs, under every shell', () => {
  test.concurrent(
    'go when a run has ended well, but for the newest, and for what is not over',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        const folder = (number: number): string => `${STATE}/runs/2026-${String(number).padStart(2, '0')}`;
        for (let number = 1; number <= 25; number += 1) {
          const isOver = number !== 3;
          host.write(`${folder(number)}/journal.run`, isOver ? '@hpvm x run.1 end result=applied reason=\n' : '');
        }
        host.lay(PLAN);
        await host.start('run').ended;
        expect(host.gist('run').at(-1)).toBe('end applied');
        const kept = Array.from({ length: 25 }, (_, index) => index + 1).filter((number) => host.has(folder(number)));
        expect(kept).toEqual([3, ...Array.from({ length: 19 }, (_, index) => index + 7)]);
        expect(host.has(`${STATE}/runs/run-1/program`)).toBe(true);
      }),
    60_000,
  );
});
