import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { calls, install, NET, PLAN, RUN, startUnconfirmed } from '../../../test/transport/guarded-run';
import {
  expectPutAway,
  hasBooted,
  inEveryShell,
  killAll,
  note,
  STATE,
  until,
  type ShellHost,
} from '../../../test/transport/program-run';

/** `who -r` of the host instead of that of this machine. */
const withRunLevel = (program: string): string => program.replaceAll('who -r', '"$P"/who -r');

function enterRunLevel(host: ShellHost, level: string): void {
  host.command('/who', `echo "   .       run-level ${level}  Nov 22 10:00     ${level}      0     S"`);
}

/** As rc(1M) calls the links of a boot script. */
function callLink(host: ShellHost, link: string, word: string): void {
  const environment = { ...process.env, HPVM_COMMAND_PREFIX: host.root };
  spawnSync('/bin/sh', [`${host.root}/sbin/${link}`, word], { env: environment, encoding: 'utf8' });
}

const STOP = 'rc2.d/K010hpvmctl';
const START = 'rc3.d/S990hpvmctl';

/** As a person does, or init(1M) when the run level changes. killall(1M), at the end of a shutdown, kills. */
function terminateAll(host: ShellHost): void {
  for (const line of host.processes()) process.kill(Number(line.split(' ')[0]), 'SIGTERM');
}

async function expectLeft(host: ShellHost, done: readonly string[]): Promise<void> {
  await until(() => host.processes().length === 0);
  expect(host.gist('run').at(-1)).toBe('left-to-boot');
  expect(calls(host)).toEqual(done);
  expectArmedForBoot(host);
}

function expectArmedForBoot(host: ShellHost): void {
  const places = ['/sbin/rc3.d/S990hpvmctl', '/sbin/rc2.d/K010hpvmctl', `${STATE}/lock`, `${STATE}/unfinished`];
  expect(places.filter((place) => !existsSync(host.root + place))).toEqual([]);
  expect(host.gist().filter((line) => line.startsWith('end'))).toEqual([]);
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
        hasBooted(host);
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

  test.concurrent(
    'is left to the boot script when that was stopped, though who(1) says 3 and nobody was asked to end',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        enterRunLevel(host, '3');
        await startUnconfirmed(host, withRunLevel);
        callLink(host, STOP, 'stop_msg');
        expect(host.has(`${RUN}/goes-down`)).toBe(true);
        callLink(host, STOP, 'stop');
        host.command(NET, note('exit 1'));
        host.write(`${RUN}/revert`, 'x\n');
        await expectLeft(host, ['one', 'two']);
        expect(host.gist('guard').at(-1)).toBe('left-to-boot');
        install(host);
        hasBooted(host);
        callLink(host, START, 'start');
        await until(() => host.gist('boot').includes('end reverted rebooted'));
        expect(calls(host).slice(2)).toEqual(['back-one', 'halt-again']);
        expect(host.has(`${RUN}/goes-down`)).toBe(false);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is taken back as a whole when its boot script starts and the host has not booted, as from run level s to 3',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        enterRunLevel(host, '3');
        await startUnconfirmed(host, withRunLevel);
        callLink(host, STOP, 'stop');
        host.command(NET, note('exit 1'));
        host.write(`${RUN}/revert`, 'x\n');
        await expectLeft(host, ['one', 'two']);
        install(host);
        callLink(host, START, 'start');
        await until(() => host.gist('boot').includes('end reverted boot-script-started'));
        expect(calls(host).slice(2)).toEqual(['back-two', 'back-one']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is taken back as a whole, each command asked for first, when nobody can say whether the host has booted',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        await startUnconfirmed(host);
        await killAll(host);
        host.write('/boot-time', '');
        await host.start('boot').ended;
        expect(host.gist('boot').at(-1)).toBe('end reverted rebooted');
        expect(calls(host).slice(2)).toEqual(['back-two', 'back-one', 'halt-again']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is taken back when somebody asks for it and the host has not gone down after all',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        enterRunLevel(host, '3');
        const quick = (program: string): string =>
          withRunLevel(program).replaceAll(
            '-lt 60 ]; do\n    if hpvm_is_below_3',
            '-lt 2 ]; do\n    if hpvm_is_below_3',
          );
        await startUnconfirmed(host, quick);
        callLink(host, STOP, 'stop');
        host.command(NET, note('exit 1'));
        host.write(`${RUN}/revert`, 'x\n');
        await expectLeft(host, ['one', 'two']);
        // Integrity VM does not answer yet.
        await host.start('back asked').ended;
        expect(host.gist('back').at(-1)).toBe('left-to-boot');
        install(host);
        await host.start('back asked').ended;
        expect(host.gist('back').at(-1)).toBe('end reverted asked');
        // The first probe told its words as well.
        expect(
          calls(host)
            .slice(2)
            .filter((line) => line !== ''),
        ).toEqual(['back-two', 'back-one']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is left to the boot script when Integrity VM ends on the way back and nobody has said so',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        enterRunLevel(host, '3');
        await startUnconfirmed(host, withRunLevel);
        host.command(NET, `[ $# = 0 ] && exit 1\n${note('exit 1')}`);
        host.write(`${RUN}/revert`, 'x\n');
        // Twice by the run, and once more by its guard.
        await expectLeft(host, ['one', 'two', 'back-two', 'back-two', 'back-two']);
        install(host);
        await host.start('back asked').ended;
        expect(host.gist('back').at(-1)).toBe('end reverted asked');
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is left to the next boot when the host goes down again behind a boot',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        await startUnconfirmed(host);
        await killAll(host);
        host.command(
          NET,
          `[ $# = 0 ] && exit 0\n${note(`case $1 in back-one) sh "$ROOT/sbin/${STOP}" stop; exit 1 ;; esac`)}`,
        );
        hasBooted(host);
        await host.start('boot').ended;
        expect(host.gist('boot').at(-1)).toBe('left-to-boot');
        expectArmedForBoot(host);
        // Started by something else than its link: what was said still holds.
        hasBooted(host);
        await host.start('boot').ended;
        expect(calls(host).slice(2)).toEqual(['back-one']);
        expectArmedForBoot(host);
        install(host);
        hasBooted(host);
        callLink(host, START, 'start');
        await until(() => host.gist('boot').includes('end reverted rebooted'));
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is refused below run level 3, where its boot script would not start',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        enterRunLevel(host, '2');
        host.lay(PLAN, { edit: withRunLevel });
        await host.start('run').ended;
        expect(host.gist('run').at(-1)).toBe('end refused run-level');
        expect(calls(host)).toEqual([]);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is armed where nobody can say the run level',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.command('/who', 'exit 1');
        await startUnconfirmed(host, withRunLevel);
        host.write(`${RUN}/revert`, 'x\n');
        await until(() => host.gist('run').includes('end reverted asked-to-revert:waiting-for:confirm'));
        await expectPutAway(host);
      }),
    60_000,
  );
});
