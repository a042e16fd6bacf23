import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import {
  expectPutAway,
  inEveryShell,
  killAll,
  note,
  OPTIONS,
  shellHost,
  STATE,
  until,
  type ShellHost,
} from '../../../test/transport/program-run';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../../test/transport/sample-plan';

const NET = '/opt/hpvm/bin/hpvmnet';
const RUN = `${STATE}/runs/run-1`;

const PLAN = samplePlan(
  [
    sampleStep('s01', [NET, 'one'], { undo: [[NET, 'back-one']] }),
    sampleStep('s02', [NET, 'two'], { undo: [[NET, 'back-two']] }),
    sampleStep('s03', [NET, 'save'], { phase: 'persist', undo: [[NET, 'save-again']] }),
  ],
  'ready',
  sampleRevert([
    sampleUndo('r01', 's02', [NET, 'back-two'], { survivesReboot: false }),
    sampleUndo('r02', 's01', [NET, 'back-one']),
    sampleUndo('r03', 's01', [NET, 'halt-again'], { onlyAfterReboot: true }),
    sampleUndo('r04', 's03', [NET, 'save-again'], { phase: 'persist' }),
  ]),
);

/** `two` does something besides. */
function install(host: ShellHost, two = ':'): void {
  host.command(NET, `[ $# = 0 ] && exit 0\n${note(`case $1 in two) ${two} ;; esac`)}`);
}

/** Lets a command wait for {@link release}. */
const HELD = 'while [ ! -f "$ROOT/released" ]; do sleep 0.1; done';
const release = (host: ShellHost): void => host.write('/released', '');

const calls = (host: ShellHost): readonly string[] => host.calls().map((line) => line.replace(' answer=none', ''));

/** The same program, with a second of patience for its second step. */
const impatient = (program: string): string => program.replace(/(hpvm_step s02) [0-9]+/, '$1 1');

function processOf(host: ShellHost, mode: string): number {
  return Number(
    host
      .processes()
      .find((line) => line.includes(`/program ${mode}`))
      ?.split(' ')[0],
  );
}

/** Starts a run that nobody confirms, and gives it when it waits for that. */
async function startUnconfirmed(host: ShellHost): Promise<void> {
  host.lay(PLAN, { said: { go: 'x' } });
  host.start('run');
  await until(() => host.gist('run').includes('awaiting'));
}

describe('the guard of a run, under every shell', () => {
  test.concurrent(
    'takes back when the runner was killed, once the command that it left has ended',
    async () =>
      inEveryShell(async (host) => {
        install(host, `${HELD}; echo finished >>"$ROOT/calls"`);
        host.lay(PLAN);
        const { processId } = host.start('run');
        await until(() => host.calls().length === 2);
        process.kill(processId, 'SIGKILL');
        await until(() => !existsSync(`/proc/${String(processId)}`));
        setTimeout(() => release(host), 1500);
        await until(() => host.gist('guard').includes('end reverted runner-gone'));
        expect(calls(host)).toEqual(['one', 'two', 'finished', 'back-two', 'back-one']);
        expect(host.gist('run').at(-1)).toBe('intent s02');
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'a run goes on without its guard',
    async () =>
      inEveryShell(async (host) => {
        install(host, HELD);
        host.lay(PLAN);
        const { ended } = host.start('run');
        await until(() => host.calls().length === 2);
        process.kill(processOf(host, 'guard'), 'SIGKILL');
        release(host);
        await ended;
        expect(host.gist('run').at(-1)).toBe('end applied');
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'is taken back by whoever asks when runner and guard are gone, also where its journal is torn',
    async () =>
      inEveryShell(async (host) => {
        install(host, HELD);
        host.lay(PLAN);
        host.start('run');
        await until(() => host.calls().length === 2);
        await killAll(host);
        release(host);
        const journal = `${host.root}${RUN}/journal.run`;
        appendFileSync(journal, '@hpvm run-1 run.8 outcome step=s02 ex');
        await host.start('back left-alone').ended;
        expect(host.gist('back')).toEqual([
          'back',
          'reverting left-alone',
          'undo-intent r01',
          'undo-outcome r01 0 unasked',
          'undo-intent r02',
          'undo-outcome r02 0 unasked',
          'disarmed',
          'end reverted left-alone',
        ]);
        expect(calls(host)).toEqual(['one', 'two', 'back-two', 'back-one']);
        truncateSync(journal, readFileSync(journal).lastIndexOf('\n') + 1);
        await expectPutAway(host);
        // A second one finds that all is done.
        await host.start('back left-alone').ended;
        expect(host.gist('back').slice(8)).toEqual(['back']);
        expect(calls(host)).toHaveLength(4);
        await until(() => host.processes().length === 0);
      }),
    60_000,
  );

  test.concurrent(
    'a way back that was cut short is taken up where it was, and what was done there already may fail',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.command(
          NET,
          note(`case $1 in back-two) [ ! -f "$ROOT/done" ] || exit 7; : >"$ROOT/done" ;; back-one) ${HELD} ;; esac`),
        );
        await startUnconfirmed(host);
        host.write(`${RUN}/revert`, 'x\n');
        await until(() => calls(host).at(-1) === 'back-one');
        await killAll(host);
        release(host);
        await host.start('back left-alone').ended;
        expect(host.gist('back').at(-1)).toBe('end reverted left-alone');
        expect(calls(host)).toEqual(['one', 'two', 'back-two', 'back-one', 'back-one']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'a run that was killed while it put things away is put away by its guard',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.lay(PLAN, {
          edit: (program) =>
            program.replace('hpvm_clean() {\n', (start) => `${start}  [ "$hpvm_who" = guard ] || kill -KILL "$$"\n`),
        });
        host.start('run');
        await until(() => host.gist('guard').includes('end applied put-away-later'));
        expect(calls(host)).toEqual(['one', 'two', 'save']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'ends a command that takes too long, and the run is taken back',
    async () =>
      inEveryShell(async (host) => {
        install(host, 'exec sleep 100');
        host.lay(PLAN, { edit: impatient });
        await host.start('run').ended;
        expect(host.gist('guard')).toEqual(['guarding', 'took-too-long s02']);
        expect(host.gist('run').at(-1)).toBe('end reverted failed:step:s02');
        expect(calls(host)).toEqual(['one', 'two', 'back-two', 'back-one']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'kills a command that does not end when it is asked to',
    async () =>
      inEveryShell(async (host) => {
        install(host, `trap '' TERM; exec sleep 100`);
        host.lay(PLAN, { edit: impatient });
        await host.start('run').ended;
        expect(host.gist('run').at(-1)).toBe('end reverted failed:step:s02');
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'takes a run back that takes longer than it may at most',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.lay(PLAN, { options: { longestSeconds: 3 }, said: { go: 'x' } });
        // A runner that is stopped does not notice anything.
        const { processId, child } = host.start('run');
        await until(() => host.gist('run').includes('awaiting'));
        process.kill(processId, 'SIGSTOP');
        await until(() => host.gist('guard').includes('end reverted runner-hangs'));
        await until(() => child.signalCode === 'SIGKILL');
        expect(calls(host)).toEqual(['one', 'two', 'back-two', 'back-one']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'lives on where a full disk has left nothing of what the runner works on',
    async () =>
      inEveryShell(async (host) => {
        install(host, `sed -n 1p /dev/null >"$ROOT${RUN}/current"; sleep 13`);
        host.lay(PLAN);
        await host.start('run').ended;
        expect(host.gist('run').at(-1)).toBe('end applied');
        expect(host.gist('guard')).toEqual(['guarding']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'takes back only what survives after a boot, and what only a boot has brought',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        await startUnconfirmed(host);
        await killAll(host);
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
    'a run that can keep no journal any more is taken back',
    async () =>
      inEveryShell(async (host) => {
        install(host, `mv "$ROOT${RUN}/journal.run" "$ROOT/kept"; mkdir "$ROOT${RUN}/journal.run"`);
        host.lay(PLAN);
        await host.start('run').ended;
        expect(calls(host)).toEqual(['one', 'two', 'back-two', 'back-one']);
        expect(host.has(`${RUN}/over-reverted`)).toBe(true);
        await until(() => host.processes().length === 0);
        expect(host.has(`${STATE}/lock`)).toBe(false);
      }),
    60_000,
  );
});

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
      boot('start');
      await until(() => host.gist('boot').includes('end reverted rebooted'));
      await expectPutAway(host);
    } finally {
      await killAll(host);
      host.remove();
    }
  }, 30_000);
});
