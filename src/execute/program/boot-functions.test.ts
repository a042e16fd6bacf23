import { spawnSync } from 'node:child_process';
import { calls, install, NET, PLAN, startUnconfirmed } from '../../../test/transport/guarded-run';
import {
  expectPutAway,
  hasBooted,
  inEveryShell,
  killAll,
  note,
  OPTIONS,
  shellHost,
  STATE,
  until,
} from '../../../test/transport/program-run';

describe('behind a boot, under every shell', () => {
  test.concurrent(
    'takes back only what survives after a boot, and what only a boot has brought',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        await startUnconfirmed(host);
        await killAll(host);
        hasBooted(host);
        await host.start('boot').ended;
        expect(host.gist('boot')).toEqual([
          'woke',
          'reverting rebooted',
          'undo-intent r02',
          'undo-outcome r02 0 unasked',
          'undo-intent r03',
          'undo-outcome r03 0 unasked',
          'disarmed',
          'end reverted rebooted',
        ]);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'takes back all of it after a boot when saving had begun: what was saved runs',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.lay(PLAN, { said: { go: 'x', confirm: OPTIONS.confirmToken } });
        host.start('run');
        await until(() => host.gist('run').includes('carried-out'));
        await killAll(host);
        hasBooted(host);
        await host.start('boot').ended;
        expect(calls(host).slice(3)).toEqual(['back-two', 'back-one', 'halt-again', 'save-again']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is refused where it could not be started after a boot',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.write('/sbin', 'a file');
        host.lay(PLAN);
        await host.start('run').ended;
        expect(host.gist('run').at(-1)).toBe('end refused boot-hook-not-writable');
        expect(calls(host)).toEqual([]);
        await until(() => host.processes().length === 0);
        expect(host.has(`${STATE}/lock`)).toBe(false);
      }),
    60_000,
  );

  test.concurrent(
    'waits until Integrity VM gives the same answer twice, and not for one that never comes',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        await startUnconfirmed(host, (program) =>
          program
            .replaceAll('hpvm_probe 20', 'hpvm_probe 1')
            .replace('sleep 5\n    hpvm_waited', 'sleep 1\n    hpvm_waited'),
        );
        await killAll(host);
        host.command(
          NET,
          `[ $# != 0 ] || {
  echo asked >>"$ROOT/asked"
  case $(grep -c . <"$ROOT/asked") in 1) exec sleep 100 ;; 2) exit 1 ;; 3) echo A ;; *) echo B ;; esac
  exit 0
}
${note()}`,
        );
        hasBooted(host);
        await host.start('boot').ended;
        expect(host.read('/asked')).toBe('asked\n'.repeat(5));
        expect(host.gist('boot').at(-1)).toBe('end reverted rebooted');
        await expectPutAway(host);
      }),
    60_000,
  );

  (process.getuid?.() === 0 ? test.concurrent : test.skip)(
    'leaves to the login what root has written',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        await startUnconfirmed(host);
        await killAll(host);
        spawnSync('chown', ['-R', '4321', `${host.root}${STATE}`]);
        hasBooted(host);
        await host.start('boot').ended;
        expect(host.gist('boot').at(-1)).toBe('end reverted rebooted');
        const ofRoot = spawnSync('find', [`${host.root}${STATE}`, '!', '-user', '4321'], { encoding: 'utf8' });
        expect(ofRoot.stdout).toBe('');
        await expectPutAway(host);
      }),
    60_000,
  );
});

describe('the boot script', () => {
  test('starts what takes the run back, from the place where HP-UX looks for it', async () => {
    const host = shellHost('/bin/sh');
    try {
      install(host);
      await startUnconfirmed(host);
      await killAll(host);
      await until(() => host.processes().length === 0);
      const environment = { ...process.env, HPVM_COMMAND_PREFIX: host.root };
      const boot = (word: string): string =>
        spawnSync('/bin/sh', [`${host.root}/sbin/rc3.d/S990hpvmctl`, word], { env: environment, encoding: 'utf8' })
          .stdout;
      expect(boot('start_msg')).toBe('Taking back run run-1 of hpvmctl\n');
      expect(host.gist('boot')).toEqual([]);
      hasBooted(host);
      boot('start');
      await until(() => host.gist('boot').includes('end reverted rebooted'));
      await expectPutAway(host);
    } finally {
      await killAll(host);
      host.remove();
    }
  }, 30_000);
});
