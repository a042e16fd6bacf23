import { spawnSync } from 'node:child_process';
import { calls, install, PLAN, RUN } from '../../../test/transport/guarded-run';
import { inEveryShell, STATE, until } from '../../../test/transport/program-run';

const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;

describe('on a disk that is full', () => {
  (canMount ? test : test.skip).each([
    ['before it begins', 'run'],
    ['while a step runs', 'two'],
  ])(
    '%s nothing is left half done',
    async (_, when) => {
      const outcomes: string[] = [];
      await inEveryShell(async (host) => {
        // What it prints goes into the journal, which has no room left for it.
        const fill = `printf '%3000s' x; dd if=/dev/zero of="$ROOT${STATE}/fill" bs=64 2>/dev/null`;
        install(host, when === 'two' ? `${fill}; :` : ':');
        host.write(`${STATE}/nothing`, '');
        const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', `${host.root}${STATE}`]);
        expect(mounted.status).toBe(0);
        host.lay(PLAN);
        host.command('/fill', fill);
        if (when === 'run') spawnSync(`${host.root}/fill`);
        await host.start('run').ended;
        await until(() => host.processes().length === 0);
        const all = when === 'two' ? ['one', 'two', 'back-two', 'back-one'] : [];
        expect(calls(host)).toEqual(all);
        expect(host.has(`${RUN}/over-reverted`)).toBe(when === 'two');
        for (const left of [`${STATE}/lock`, `${STATE}/unfinished`, '/sbin/init.d/hpvmctl'])
          expect([left, host.has(left)]).toEqual([left, false]);
        outcomes.push(host.shell);
      });
      expect(outcomes.length).toBeGreaterThan(1);
    },
    60_000,
  );
});
