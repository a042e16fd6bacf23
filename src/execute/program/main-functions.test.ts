import path from 'node:path';
import {
  expectPutAway,
  inEveryShell,
  note,
  OPTIONS,
  SAYS_YES,
  SHELLS,
  STATE,
  until,
  type ShellHost,
} from '../../../test/transport/program-run';
import { testWith } from '../../../test/transport/programs';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../../test/transport/sample-plan';
import type { Plan, PlanStep, ReadBack } from '../../plan/plan-document';

const NET = '/opt/hpvm/bin/hpvmnet';
const RC = '/usr/sbin/ch_rc';
const RECORD = 'IP_ADDRESS[0]="10.0.0.5"';

const WEB_DOWN = { command: ['/opt/list', '-S', 'web'], lineStartsWith: 'web ', lineContains: ' Down ' } as const;

const NETSTAT = '/usr/bin/netstat';
const NETSTAT_HEAD = 'Name  Mtu  Network  Address  Ipkts  Opkts';
const ADDRESS = { command: [NETSTAT, '-in'], lineStartsWith: 'lan5', lineContains: ' 10.0.0.5 ' };
const ADDRESS_GONE: ReadBack = { ...ADDRESS, isAbsent: true };

/** Two running steps, one that saves, and the way back of each. */
function planOf(changes: Partial<PlanStep> = {}): Plan {
  return samplePlan(
    [
      sampleStep('s01', [NET, '-c', '-S', 'web'], { ownership: { action: 'claim', address: 'guestNic.db01:0,1' } }),
      sampleStep('s02', [NET, '-S', 'web', '-h'], { answers: ['y'], ...changes }),
      sampleStep('s03', [RC, '-a', '-p', RECORD, '/etc/rc.config.d/netconf'], {
        phase: 'persist',
        undo: [[RC, 'back']],
      }),
    ],
    'ready',
    sampleRevert([
      sampleUndo('r01', 's02', [NET, '-b', '-S', 'web'], { ownership: { action: 'claim', address: 'vswitch.web' } }),
      sampleUndo('r02', 's01', [NET, '-d', '-S', 'web'], {
        answers: ['y'],
        ownership: { action: 'release', address: 'guestNic.db01:0,1' },
      }),
      sampleUndo('r03', 's03', [RC, 'back'], { phase: 'persist' }),
    ]),
  );
}

const FORWARD = ['-c -S web answer=none', '-S web -h answer=y', `-a -p ${RECORD} /etc/rc.config.d/netconf answer=none`];
const BACK = ['-b -S web answer=none', '-d -S web answer=y'];

const START = ['begin', 'locked', 'ready', 'arming', 'armed'];
const FIRST = ['intent s01', 'outcome s01 0 unasked recorded'];

/** Writes the commands of the plan; `halt` is what `hpvmnet -S web -h` does besides. */
function install(host: ShellHost, halt = ''): void {
  host.command(NET, `[ $# = 0 ] && exit 0\n${note(`case "$*" in *-h) ${halt === '' ? ':' : halt} ;; esac`)}`);
  host.command(RC, note());
}

/** Carries the plan out to its end. */
async function carryOut(host: ShellHost): Promise<void> {
  const { exitStatus, printed } = await host.start('run').ended;
  expect({ exitStatus, printed }).toEqual({ exitStatus: expect.any(Number), printed: '' });
}

describe.each(SHELLS)('%s', (shell) => {
  testWith(path.basename(shell.split(' ')[0] ?? ''))('is here to be tried', () => undefined);
});

describe('a run, under every shell', () => {
  test.concurrent(
    'hands over exact words and answers, keeps journal and ownership, and says nothing itself',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.lay(planOf());
        await carryOut(host);
        expect(host.gist('run')).toEqual([
          ...START,
          ...FIRST,
          'intent s02',
          'outcome s02 0 unasked none',
          'awaiting',
          'confirmed',
          'intent s03',
          'outcome s03 0 unasked none',
          'carried-out',
          'disarmed',
          'end applied',
        ]);
        expect(host.gist('guard')).toEqual(['guarding']);
        expect(host.records().find(({ kind }) => kind === 'begin')).toMatchObject({
          owner: OPTIONS.owner,
          stepCount: 3,
        });
        expect(host.calls()).toEqual(FORWARD);
        expect(host.read(`${STATE}/ownership`)).toBe('claim guestNic.db01:0,1\n');
        expect(host.has(`${STATE}/runs/run-1/over-applied`)).toBe(true);
        expect(host.has('/etc')).toBe(false);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'takes back what was done when a step fails, in the order of the way back, whatever the step prints',
    async () =>
      inEveryShell(async (host) => {
        install(
          host,
          `printf 'no newline, \\\\, %%, é and \\000 and\\n@hpvm run-1 run.99 end result=applied reason='; echo 'it failed' >&2; exit 9`,
        );
        host.lay(planOf());
        await carryOut(host);
        expect(host.gist('run').slice(START.length)).toEqual([
          ...FIRST,
          'intent s02',
          'outcome s02 9 unasked none',
          'output s02 stdout no newline, \\, %, é and \0 and\n@hpvm run-1 run.99 end result=applied reason=',
          'output s02 stderr it failed',
          'reverting failed:step:s02',
          'undo-intent r01',
          'undo-outcome r01 0 unasked',
          'undo-intent r02',
          'undo-outcome r02 0 unasked',
          'disarmed',
          'end reverted failed:step:s02',
        ]);
        expect(host.calls()).toEqual([...FORWARD.slice(0, 2), ...BACK]);
        expect(host.read(`${STATE}/ownership`)).toBe(
          'claim guestNic.db01:0,1\nclaim vswitch.web\nrelease guestNic.db01:0,1\n',
        );
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'goes on behind a step whose effect the host shows late, and asks with an empty stdin',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        // At first neither another vswitch nor another order of the words may be taken for it, nor what a failing listing shows.
        host.command(
          '/opt/list',
          `read -r answer && exit 3; echo "$*" >>"$ROOT/asked"
case $(grep -c . <"$ROOT/asked") in
1) echo 'web  1  Down  lan4'; exit 1 ;;
2) printf 'web  1  Up   lan4\nweb2  2  Down  lan4\n Down web  3 \n web  1  Down  lan4\nweb Down\n' ;;
*) printf 'Name Number State\nweb  1    Down  lan4' ;;
esac`,
        );
        host.lay(planOf({ readBack: WEB_DOWN }));
        await carryOut(host);
        expect(host.gist('run')).toContain('outcome s02 0 shown none');
        expect(host.gist('run')).toContain('output s02 readback Name Number State\nweb  1    Down  lan4');
        expect(host.gist('run').at(-1)).toBe('end applied');
        expect(host.read('/asked')).toBe('-S web\n-S web\n-S web\n');
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'takes back a step that ended with 0 and that the host does not show',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.command('/opt/list', `echo 'web  1  Up  lan4'`);
        host.lay(planOf({ readBack: WEB_DOWN }));
        await carryOut(host);
        expect(host.gist('run')).toContain('outcome s02 0 missing none');
        expect(host.gist('run').at(-1)).toBe('end reverted failed:no-effect:s02');
        expect(host.calls()).toEqual([...FORWARD.slice(0, 2), ...BACK]);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'does not take back a step that failed and of which the host shows nothing',
    async () =>
      inEveryShell(async (host) => {
        install(host, 'exit 4');
        host.command(NETSTAT, `echo '${NETSTAT_HEAD}'; echo 'lan5  1500  10.0.0.0  10.0.0.5  1  1'`);
        host.lay(planOf({ readBack: ADDRESS_GONE }));
        await carryOut(host);
        expect(host.gist('run')).toContain('outcome s02 4 missing none');
        expect(host.calls()).toEqual([...FORWARD.slice(0, 2), ...BACK.slice(1)]);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent.each([
    ['has lost its header', `echo 'lan4  1500  10.0.1.0  10.0.1.5  1  1'`],
    ['has a row that nobody can read', `echo '${NETSTAT_HEAD}'; echo 'lan?  ????  10.0.0.0'`],
    ['says nothing', ':'],
  ])(
    'takes a listing that %s for no proof that something is gone',
    async (_, answer) =>
      inEveryShell(async (host) => {
        install(host);
        host.command(NETSTAT, answer);
        host.lay(planOf({ readBack: ADDRESS_GONE }));
        await carryOut(host);
        expect(host.gist('run')).toContain('outcome s02 0 unseen none');
        expect(host.gist('run').at(-1)).toBe('end reverted failed:no-effect:s02');
        expect(host.calls()).toEqual([...FORWARD.slice(0, 2), ...BACK]);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'takes back a step that failed when the host shows neither that something came of it nor that all is as before',
    async () =>
      inEveryShell(async (host) => {
        const readBack = { command: ['/opt/list', '-S', 'web'], lineStartsWith: 'web ', lineContains: ' Up ' };
        const plan = planOf({ readBack: WEB_DOWN });
        const undos = plan.revert?.steps.map((undo) => (undo.id === 'r01' ? { ...undo, readBack } : undo)) ?? [];
        // It fails and works, and the first that asks is answered with what nobody can read.
        host.command(
          NET,
          `[ $# = 0 ] && exit 0\ncase "$*" in *-h) true >"$ROOT/halted"; exit 1 ;; *-b*) rm "$ROOT/halted" ;; esac`,
        );
        host.command(
          '/opt/list',
          `echo asked >>"$ROOT/asked"
if [ "$(grep -c . "$ROOT/asked")" -le 6 ]; then echo '?? ==-- ??'; elif [ -f "$ROOT/halted" ]; then echo 'web 1 Down '; else echo 'web 1 Up '; fi`,
        );
        host.lay({ ...plan, revert: plan.revert === null ? null : { ...plan.revert, steps: undos } });
        await carryOut(host);
        expect(host.gist('run')).toContain('outcome s02 1 unseen none');
        expect(host.has('/halted')).toBe(false);
      }),
    60_000,
  );

  test.concurrent(
    'a way back that fails is tried twice, and then leaves the rest and says so',
    async () =>
      inEveryShell(async (host) => {
        install(host, 'exit 9');
        const plan = planOf();
        const [first, ...others] = plan.revert?.steps ?? [];
        if (first === undefined) throw new Error('no way back');
        host.command('/opt/fails', note('exit 5'));
        host.lay({
          ...plan,
          revert: sampleRevert([{ ...first, takesBack: ['s01'], command: ['/opt/fails'] }, ...others]),
        });
        await carryOut(host);
        expect(host.gist('run').slice(-8)).toEqual([
          'undo-intent r01',
          'undo-outcome r01 5 unasked',
          'undo-intent r01',
          'undo-outcome r01 5 unasked',
          'undo-left r01',
          'undo-left r02',
          'disarmed',
          'end revert-failed r01',
        ]);
        await until(() => host.processes().length === 0);
        expect(host.has(`${STATE}/lock`)).toBe(false);
        expect(host.read(`${STATE}/unfinished`)).toContain('todo s01');
      }),
    60_000,
  );

  test.concurrent(
    'goes on when hung up on, and takes back at the next place when terminated',
    async () =>
      inEveryShell(async (host) => {
        install(host, `for signal in HUP INT PIPE; do kill -$signal $PPID; done`);
        host.lay(planOf());
        await carryOut(host);
        expect(host.gist('run').at(-1)).toBe('end applied');
        await expectPutAway(host);
        // The command is not taken to have ended when the signal ends the waiting for it.
        install(host, `kill -TERM $PPID; sleep 0.2; echo finished >>"$ROOT/calls"`);
        host.write('/calls', '');
        host.lay(planOf(), { options: { runId: 'run-2' } });
        await host.start('run', 'run-2').ended;
        expect(host.gist('run', 'run-2')).toContain('outcome s02 0 unasked none');
        expect(host.gist('run', 'run-2').at(-1)).toBe('end reverted stopped:waiting-for:confirm');
        expect(host.calls()).toEqual([...FORWARD.slice(0, 2), 'finished', ...BACK]);
        await expectPutAway(host, 'run-2');
      }),
    60_000,
  );

  test.concurrent(
    'is taken back when nobody confirms it in time, or with another token',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.lay(planOf(), { options: { confirmSeconds: 2 }, said: { ...SAYS_YES, confirm: 'token of another run' } });
        await carryOut(host);
        expect(host.gist('run').slice(-7)).toEqual([
          'reverting failed:no-confirm',
          'undo-intent r01',
          'undo-outcome r01 0 unasked',
          'undo-intent r02',
          'undo-outcome r02 0 unasked',
          'disarmed',
          'end reverted failed:no-confirm',
        ]);
        expect(host.calls()).toEqual([...FORWARD.slice(0, 2), ...BACK]);
        expect(host.has(`${STATE}/runs/run-1/confirm`)).toBe(false);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'takes back also what it saved when it is asked to behind the saving',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.lay(planOf(), { said: { go: 'x', confirm: OPTIONS.confirmToken } });
        const { ended } = host.start('run');
        await until(() => host.gist('run').includes('carried-out'));
        host.write(`${STATE}/runs/run-1/revert`, 'carried-out\n');
        await ended;
        expect(host.gist('run').at(-1)).toBe('end reverted asked-to-revert:waiting-for:finish');
        expect(host.calls()).toEqual([...FORWARD, ...BACK, 'back answer=none']);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'does nothing when it is told to stop before it may begin, and does not forgive what an earlier run owes',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        host.lay(planOf(), { said: { stop: 'not-as-planned' } });
        await carryOut(host);
        expect(host.gist('run')).toEqual(['begin', 'locked', 'ready', 'disarmed', 'end stopped waiting-for:go']);
        host.write(`${STATE}/unfinished`, 'run run-0\nsince 2026-11-22T10:00:00Z\n');
        host.lay(planOf(), { options: { runId: 'run-2' }, said: { stop: 'not-as-planned' } });
        await host.start('run', 'run-2').ended;
        host.lay(planOf(), { options: { runId: 'run-3' } });
        await host.start('run', 'run-3').ended;
        expect(host.gist('run', 'run-3').at(-1)).toBe('end broken an-earlier-run-is-unfinished');
        expect(host.read(`${STATE}/unfinished`)).toContain('run run-0');
        expect(host.calls()).toEqual([]);
      }),
    60_000,
  );

  test.concurrent(
    'without a way back it stops at a step that fails, and owes the rest',
    async () =>
      inEveryShell(async (host) => {
        install(host, 'exit 9');
        host.lay({ ...planOf(), revert: null }, { options: { takesBack: false } });
        await carryOut(host);
        expect(host.gist('run').slice(START.length)).toEqual([
          ...FIRST,
          'intent s02',
          'outcome s02 9 unasked none',
          'disarmed',
          'end failed step:s02',
        ]);
        expect(host.calls()).toEqual(FORWARD.slice(0, 2));
        expect(host.read(`${STATE}/unfinished`)).toMatch(/^done s01$/m);
        expect(host.has('/sbin')).toBe(false);
        await until(() => host.processes().length === 0);
      }),
    60_000,
  );

  test.concurrent(
    'keeps how long each step that succeeded took, and cuts that record to its newest lines',
    async () =>
      inEveryShell(async (host) => {
        install(host);
        const old = Array.from({ length: 1000 }, (_, index) => `old-${String(index)}\n`).join('');
        host.write(`${STATE}/durations`, old);
        host.lay(planOf({ durationSeconds: { min: 0, expected: 0, max: 1, basis: 'assumed', of: 'vswitch-halt' } }));
        await carryOut(host);
        const kept = host.read(`${STATE}/durations`).split('\n').slice(0, -1);
        const timeOf = (kind: string): string =>
          host.records().find((record) => record.kind === kind && 'stepId' in record && record.stepId === 's02')?.at ??
          '';
        expect([kept.length, kept[0], kept.at(-1)]).toEqual([
          500,
          'old-501',
          `vswitch-halt ${timeOf('intent')} ${timeOf('outcome')}`,
        ]);
      }),
    60_000,
  );
});
