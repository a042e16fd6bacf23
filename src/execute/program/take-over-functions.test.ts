import { calls, install, RUN, startUnconfirmed } from '../../../test/transport/guarded-run';
import { expectPutAway, inEveryShell, killAll, type ShellHost } from '../../../test/transport/program-run';

/** `who -b` of the host instead of that of this machine. */
const withBootTime = (program: string): string => program.replaceAll('who -b', '"$P"/who -b');

async function takenBackWhere(host: ShellHost, whoNow: string, said: readonly string[]): Promise<readonly string[]> {
  install(host);
  host.command('/who', 'echo "system boot Nov 22 10:00 $TZ"');
  await startUnconfirmed(host, withBootTime);
  expect(host.read(`${RUN}/booted`)).toBe('system boot Nov 22 10:00 UTC0\n');
  await killAll(host);
  for (const file of said) host.write(`${RUN}/${file}`, '');
  host.command('/who', whoNow);
  await host.start('back asked').ended;
  return calls(host).slice(2);
}

describe('a run that somebody takes back, under every shell', () => {
  test.concurrent(
    'is one of before a boot where the time of the boot has changed, and what was said before that boot is over',
    async () =>
      inEveryShell(async (host) => {
        const now = 'echo "system boot Nov 22 11:00 $TZ"';
        expect(await takenBackWhere(host, now, ['goes-down'])).toEqual(['back-one', 'halt-again']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is not one of before a boot where nobody can say when that was',
    async () =>
      inEveryShell(async (host) => {
        expect(await takenBackWhere(host, 'exit 1', [])).toEqual(['back-two', 'back-one']);
        await expectPutAway(host);
      }),
    60_000,
  );
});
