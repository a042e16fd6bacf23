import { existsSync } from 'node:fs';
import { calls, install, NET, startUnconfirmed } from '../../../test/transport/guarded-run';
import { expectPutAway, inEveryShell, note, until, type ShellHost } from '../../../test/transport/program-run';

/** `who -r` of the host instead of that of this machine. */
const withRunLevel = (program: string): string => program.replaceAll('who -r', '"$P"/who -r');

function enterRunLevel(host: ShellHost, level: string): void {
  host.command('/who', `echo "   .       run-level ${level}  Nov 22 10:00     ${level}      0     S"`);
}

/** As killall(1M) does when the host is shut down. */
function terminateAll(host: ShellHost): void {
  for (const line of host.processes()) process.kill(Number(line.split(' ')[0]), 'SIGTERM');
}

async function expectLeft(host: ShellHost, done: readonly string[]): Promise<void> {
  await until(() => host.processes().length === 0);
  expect(host.gist('run').at(-1)).toBe('left-to-boot');
  expect(calls(host)).toEqual(done);
  expect(existsSync(`${host.root}/sbin/rc3.d/S990hpvmctl`)).toBe(true);
}

describe('a run on a host that goes down, under every shell', () => {
  test.concurrent(
    'is left to the boot script when the run level falls',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        enterRunLevel(host, '3');
        await startUnconfirmed(host, withRunLevel);
        enterRunLevel(host, '0');
        terminateAll(host);
        await expectLeft(host, ['one', 'two']);
        enterRunLevel(host, '2');
        await host.start('boot').ended;
        expect(calls(host).slice(2)).toEqual(['back-one', 'halt-again']);
        expect(host.gist('boot').at(-1)).toBe('end reverted rebooted');
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is left to the boot script when Integrity VM answers no more',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        enterRunLevel(host, '3');
        await startUnconfirmed(host, withRunLevel);
        host.command(NET, note('exit 1'));
        terminateAll(host);
        await until(() => host.processes().length === 0);
        expect(host.calls().filter((call) => call.startsWith('back'))).toEqual([]);
        expect(host.gist('run').at(-1)).toBe('left-to-boot');
        expect(host.has('/sbin/rc3.d/S990hpvmctl')).toBe(true);
      }),
    60_000,
  );

  test.concurrent(
    'is left to the boot script when Integrity VM ends on the way back',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        enterRunLevel(host, '3');
        await startUnconfirmed(host, withRunLevel);
        host.command(
          NET,
          `[ $# = 0 ] && { [ ! -f "$ROOT/released" ]; exit; }\n${note('case $1 in back-two) : >"$ROOT/released"; exit 1 ;; esac')}`,
        );
        terminateAll(host);
        await expectLeft(host, ['one', 'two', 'back-two', 'back-two']);
      }),
    60_000,
  );

  test.concurrent(
    'is taken back at once when a person ends it, whatever the run level is called',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        enterRunLevel(host, '4');
        await startUnconfirmed(host, withRunLevel);
        terminateAll(host);
        await until(() => host.gist('run').includes('end reverted stopped:waiting-for:confirm'));
        await expectPutAway(host);
      }),
    60_000,
  );
});
