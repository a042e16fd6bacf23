import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { calls, HELD, install, NET, PLAN, release, RUN, startUnconfirmed } from '../../../test/transport/guarded-run';
import {
  expectPutAway,
  inEveryShell,
  killAll,
  note,
  STATE,
  until,
  type ShellHost,
} from '../../../test/transport/program-run';

/** The same program, with a second of patience for its second step. */
const impatient = (program: string): string =>
  program.replace(/(hpvm_step_seconds)='[0-9]+'(.*\n {2}hpvm_step s02 )/, '$1=1$2');

function processOf(host: ShellHost, mode: string): number {
  return Number(
    host
      .processes()
      .find((line) => line.includes(`/program ${mode}`))
      ?.split(' ')[0],
  );
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

  test.concurrent.each([
    ['before it noted which process that is', 0],
    ['before that process could say who it is', 1],
  ])(
    'waits for a command whose runner was killed directly behind its start, %s',
    async (_when, seconds) =>
      inEveryShell(async (host) => {
        install(host, `${HELD}; echo finished >>"$ROOT/calls"`);
        host.lay(PLAN, {
          edit: (program) =>
            program
              .replace('hpvm_command=$!', (text) => `${text}\n  [ "$1" != s02 ] || kill -KILL "$$"`)
              .replace('  hpvm_exec "$hpvm_running"', (text) => `  sleep ${String(seconds)}\n${text}`),
        });
        host.start('run');
        await until(() => host.calls().length === 2);
        setTimeout(() => release(host), 5000);
        await until(() => host.gist('guard').includes('end reverted runner-gone'));
        expect(calls(host)).toEqual(['one', 'two', 'finished', 'back-two', 'back-one']);
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
    'leaves behind a command that nobody may end, says which, and the run is taken back',
    async () =>
      inEveryShell(async (host) => {
        install(host, 'exec sleep 30');
        // As under sudo, where what runs is root's.
        const powerless = (program: string): string =>
          impatient(program).replace('kill -TERM "$1"', ':').replace('kill -KILL "$1"', ':');
        host.lay(PLAN, { edit: powerless });
        await host.start('run').ended;
        expect(host.gist('run').filter((line) => /hangs|outcome|end/.test(line))).toEqual([
          'outcome s01 0 unasked none',
          expect.stringMatching(/^hangs s02 process \d+$/),
          'outcome s02 255 unasked none',
          'undo-outcome r01 0 unasked',
          'undo-outcome r02 0 unasked',
          'end reverted failed:step:s02',
        ]);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'takes a run back that takes longer than it may at most',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.lay(PLAN, { options: { longestSeconds: 8 }, said: { go: 'x' } });
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
