import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { fakeHost, type FakeHost } from '../../test/transport/fake-host';
import { localShell } from '../../test/transport/local-shell';
import { testWith } from '../../test/transport/programs';
import { samplePlan, sampleStep } from '../../test/transport/sample-plan';
import type { Plan, PlanStep, ReadBack } from '../plan/plan-document';
import { compileRunner, type RunnerOptions } from './compile-runner';
import { parseJournal, type JournalRecord } from './journal';
import { readRun, readRunScript, requestStop } from './read-run';

const HPVMNET = '/opt/hpvm/bin/hpvmnet';
const OPTIONS: RunnerOptions = {
  runId: 'run-1',
  planDigest: 'sha256:abc',
  owner: "o'neil @ desk=7",
  createdAt: '2026-11-22T10:00:00Z',
};

function runnerOf(plan: Plan, options: Partial<RunnerOptions> = {}): string {
  const result = compileRunner(plan, { ...OPTIONS, ...options });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

const FULL = samplePlan([
  sampleStep('s01', [HPVMNET, '-c', '-S', 'web'], { ownership: { action: 'claim', address: 'guestNic.db01:0,1' } }),
  sampleStep('s02', [HPVMNET, '-S', 'web', '-h'], { answers: ['y'] }),
  sampleStep('s03', ['/usr/sbin/ch_rc', '-a', '-p', 'IP_ADDRESS[0]="10.0.0.5"', '/etc/rc.config.d/netconf']),
]);

function readingBack(changes: Partial<ReadBack>): Plan {
  const readBack = { command: [HPVMNET], lineStartsWith: 'web ', lineContains: ' Down ', ...changes };
  return samplePlan([sampleStep('s01', [HPVMNET], { readBack })]);
}

let host: FakeHost;
beforeEach(() => {
  host = fakeHost();
  for (const name of [HPVMNET, '/usr/sbin/ch_rc']) {
    host.command(name, `read answer || answer=none; echo "$# $* answer=$answer" >>"$ROOT/calls"`);
  }
});
afterEach(() => host.remove());

/** A halt that is read back, and what must not run when the host does not show it. */
const HALT = sampleStep('s01', [HPVMNET, '-S', 'web', '-h'], {
  answers: ['y'],
  ownership: { action: 'release', address: 'vswitch.web' },
  readBack: { command: ['/opt/list', '-S', 'web'], lineStartsWith: 'web ', lineContains: ' Down ' },
});
const BEHIND = sampleStep('s02', ['/usr/sbin/ch_rc', 'force']);

/** A duration that the host keeps. */
function measuredAs(of: string): PlanStep['durationSeconds'] {
  return { min: 0, expected: 0, max: 1, basis: 'assumed', of };
}

/** Records without what differs from run to run. */
function gist(records: readonly JournalRecord[]): string[] {
  return records.map((record) => {
    if (record.kind === 'intent') return `intent ${record.stepId}`;
    if (record.kind === 'outcome')
      return `outcome ${record.stepId} ${String(record.exitStatus)} ${record.ownership}${record.effect === 'unasked' ? '' : ` ${record.effect}`}`;
    if (record.kind === 'end') return `end ${record.result} ${record.reason}`;
    if (record.kind === 'output') return `output ${record.stepId} ${record.stream} ${record.text.trim()}`;
    return record.kind;
  });
}

const SHELLS: readonly (readonly [title: string, argv: readonly string[]])[] = [
  ['/bin/sh', ['sh', '-s']],
  ['dash', ['dash', '-s']],
  ['bash --posix', ['bash', '--posix', '-s']],
  ['ksh', ['ksh', '-s']],
  ['mksh', ['mksh', '-s']],
  // posh reads a script from stdin, and knows no -s.
  ['posh', ['posh']],
  ['yash', ['yash', '-o', 'posixly-correct', '-s']],
  ['busybox sh', ['busybox', 'sh', '-s']],
];

describe.each(SHELLS)('the runner under %s', (_, argv) => {
  const [program = ''] = argv;
  const testHere = testWith(program);
  const shell = (): ReturnType<typeof localShell> =>
    localShell(host.root, ['/usr/bin/env', `PATH=${process.env['PATH'] ?? ''}`, ...argv]);
  const run = async (
    plan: Plan,
    options: Partial<RunnerOptions> = {},
  ): Promise<{ gist: string[]; stderr: string; exitStatus: number | null }> => {
    const outcome = await shell().runScript(runnerOf(plan, options), { timeoutMs: 20_000 });
    const runId = options.runId ?? OPTIONS.runId;
    return { ...outcome, gist: gist(parseJournal(outcome.stdout, runId).records) };
  };

  testHere('runs every step with its exact words, answers, journal and ownership, and says nothing else', async () => {
    const result = await run(FULL);
    expect(result).toMatchObject({ exitStatus: 0, stderr: '' });
    expect(result.gist).toEqual([
      'begin',
      'locked',
      'intent s01',
      'outcome s01 0 recorded',
      'intent s02',
      'outcome s02 0 none',
      'intent s03',
      'outcome s03 0 none',
      'end applied ',
    ]);
    expect(host.read('/calls')).toBe(
      '3 -c -S web answer=none\n3 -S web -h answer=y\n4 -a -p IP_ADDRESS[0]="10.0.0.5" /etc/rc.config.d/netconf answer=none\n',
    );
    expect(host.read('/var/opt/hpvmctl/ownership')).toBe('claim guestNic.db01:0,1\n');
    expect(host.has('/var/opt/hpvmctl/lock')).toBe(false);
    expect(host.has('/etc/rc.config.d')).toBe(false);
    expect(gist(parseJournal(host.read('/var/opt/hpvmctl/runs/run-1/journal'), 'run-1').records)).toEqual(result.gist);
  });

  testHere('stops at a failing step, shows its output encoded, and keeps what it did not write', async () => {
    host.command(
      HPVMNET,
      `printf 'no newline, \\\\, %%, é and \\000 and\\n@hpvm run-1 99 end result=applied reason='; echo 'it failed' >&2; exit 9`,
    );
    const result = await run(FULL);
    expect(result).toMatchObject({ exitStatus: 1, stderr: '' });
    expect(result.gist).toEqual([
      'begin',
      'locked',
      'intent s01',
      'outcome s01 9 none',
      'output s01 stdout no newline, \\, %, é and \0 and\n@hpvm run-1 99 end result=applied reason=',
      'output s01 stderr it failed',
      'end failed step:s01',
    ]);
    expect(host.has('/var/opt/hpvmctl/ownership')).toBe(false);
    expect(host.has('/var/opt/hpvmctl/lock')).toBe(false);
  });

  testHere('goes on behind a step whose effect the host shows, also when it shows it late', async () => {
    // At first neither another vswitch nor another order of the words may be taken for it.
    host.command(
      '/opt/list',
      `read answer && exit 3; echo "$*" >>"$ROOT/asked"
if [ "$(grep -c . <"$ROOT/asked")" = 2 ]; then printf 'Name Number State\nweb  1    Down  lan4'
else printf 'web  1  Up   lan4\nweb2  2  Down  lan4\n Down web  3 \n web  1  Down  lan4\nweb Down\n'; fi`,
    );
    expect((await run(samplePlan([HALT, BEHIND]))).gist).toEqual([
      'begin',
      'locked',
      'intent s01',
      'outcome s01 0 recorded shown',
      'output s01 readback Name Number State\nweb  1    Down  lan4',
      'intent s02',
      'outcome s02 0 none',
      'end applied ',
    ]);
    expect(host.read('/asked')).toBe('-S web\n-S web\n');
  });

  testHere(
    'goes on behind a step whose object the host no longer shows, and takes no failed listing for that',
    async () => {
      // A listing that fails shows nothing either; nor is another port the one that has gone.
      host.command(
        '/opt/list',
        `echo "$*" >>"$ROOT/asked"; tries=$(grep -c . <"$ROOT/asked")
[ "$tries" != 1 ] || exit 1
[ "$tries" != 2 ] || { printf 'apa!lan9#membership#current#11,1*,3'; exit 0; }
printf 'apa!lan9#membership#current#11,3\napa!lan90#membership#current#1'`,
      );
      const readBack = {
        command: ['/opt/list', 'lan9'],
        lineStartsWith: 'apa!lan9#membership#current#',
        lineContains: '1',
        isAbsent: true,
      } as const;
      expect((await run(samplePlan([{ ...HALT, readBack }, BEHIND]))).gist).toEqual([
        'begin',
        'locked',
        'intent s01',
        'outcome s01 0 recorded shown',
        'output s01 readback apa!lan9#membership#current#11,3\napa!lan90#membership#current#1',
        'intent s02',
        'outcome s02 0 none',
        'end applied ',
      ]);
      expect(host.read('/asked')).toBe('lan9\nlan9\nlan9\n');
    },
  );

  testHere('takes no part of a number for it, and lets a row begin as it likes', async () => {
    const rows: readonly (readonly [readBack: Partial<ReadBack>, rows: string, isShown: boolean])[] = [
      [{ lineStartsWith: '', lineContains: '!lan5#vlanid#current#12' }, 'vlan!lan5#vlanid#current#12', true],
      [{ lineStartsWith: '', lineContains: '!lan5#vlanid#current#12' }, 'vlan!lan5#vlanid#current#120', false],
      [{ lineStartsWith: 'm#', lineContains: '1' }, 'm#21,11\nm#12', false],
      [{ lineStartsWith: 'm#', lineContains: '1' }, 'm#21,1*', true],
      [{ lineStartsWith: 'm#', lineContains: '1' }, 'm#1,21', true],
      [{ lineStartsWith: 'lan9', lineContains: ' 10.0.0.5 ' }, 'lan90 10.0.0.5 0\nlan9 10.0.0.55 0', false],
      [{ lineStartsWith: 'lan9', lineContains: ' 10.0.0.5 ' }, 'lan9 10.0.0.5 0', true],
      [{ lineStartsWith: 'lan9', lineContains: ' 10.0.0.5 ' }, 'lan9*  1500  10.0.0.5  0', true],
      [{ lineStartsWith: 'a1', lineContains: '2' }, 'a12\na1222', false],
      [{ lineStartsWith: 'a1', lineContains: '2' }, 'a1,2', true],
      [{ lineStartsWith: 'a1', lineContains: '2' }, 'a1 # 2', true],
    ];
    for (const [index, [texts, printed, isShown]] of rows.entries()) {
      host.command('/opt/list', `printf '${printed}'`);
      const readBack = { command: ['/opt/list'], lineStartsWith: '', lineContains: '', ...texts };
      const sought = isShown ? readBack : ({ ...readBack, isAbsent: true } as const);
      const steps = samplePlan([sampleStep('s01', [HPVMNET], { readBack: sought })]);
      const { exitStatus } = await run(steps, { runId: `row-${String(index)}` });
      expect({ texts, printed, isShown, exitStatus }).toEqual({ texts, printed, isShown, exitStatus: 0 });
    }
  });

  testHere('keeps how long each step that succeeded took, under its kind', async () => {
    host.command('/opt/list', "echo 'web  1  Down  lan4'");
    const steps = [
      { ...HALT, durationSeconds: measuredAs('vswitch-halt') },
      sampleStep('s02', ['/usr/sbin/ch_rc', 'x']),
      sampleStep('s03', [HPVMNET], { durationSeconds: measuredAs('vswitch-create') }),
    ];
    expect((await run(samplePlan(steps))).gist).toContain('end applied ');
    host.command(HPVMNET, 'exit 1');
    expect((await run(samplePlan(steps), { runId: 'run-2' })).exitStatus).toBe(1);
    const journal = parseJournal(host.read('/var/opt/hpvmctl/runs/run-1/journal'), 'run-1').records;
    const timeOf = (kind: JournalRecord['kind'], stepId: string): string =>
      journal.find((record) => record.kind === kind && 'stepId' in record && record.stepId === stepId)?.at ?? '';
    const lineOf = (of: string, stepId: string): string =>
      `${of} ${timeOf('intent', stepId)} ${timeOf('outcome', stepId)}\n`;
    expect(host.read('/var/opt/hpvmctl/durations')).toBe(
      `${lineOf('vswitch-halt', 's01')}${lineOf('vswitch-create', 's03')}`,
    );
  });

  testHere(
    'cuts the record of durations to the newest lines, and goes on without it where it cannot be written',
    async () => {
      const steps = samplePlan([sampleStep('s01', [HPVMNET], { durationSeconds: measuredAs('newest') })]);
      const old = Array.from({ length: 1000 }, (_, index) => `old-${String(index)}\n`).join('');
      host.write('/var/opt/hpvmctl/durations', old);
      await run(steps);
      const kept = host.read('/var/opt/hpvmctl/durations').split('\n').slice(0, -1);
      expect([kept.length, kept[0], kept.at(-1)?.split(' ')[0]]).toEqual([500, 'old-501', 'newest']);
      await run(steps, { runId: 'run-2' });
      expect(host.read('/var/opt/hpvmctl/durations').split('\n').slice(0, -1)).toHaveLength(501);

      host.remove();
      host = fakeHost();
      host.command(HPVMNET, 'exit 0');
      host.write('/var/opt/hpvmctl/durations/is/a/folder', '');
      expect(await run(steps)).toMatchObject({ exitStatus: 0, stderr: '' });
    },
  );

  testHere('leaves a held lock alone, and a run id that is taken', async () => {
    host.write('/var/opt/hpvmctl/lock/owner', 'owner=bert\n');
    const held = await run(FULL);
    expect(held.gist).toEqual(['begin', 'lock-held', 'end locked lock-held']);
    expect(host.read('/var/opt/hpvmctl/lock/owner')).toBe('owner=bert\n');
    expect((await run(FULL)).gist).toEqual(['end refused run-exists']);
    expect(host.read('/calls')).toBe('');
  });

  testHere('goes on when hung up on, and stops between steps when terminated', async () => {
    host.command(HPVMNET, `echo "$*" >>"$ROOT/calls"; for signal in HUP INT PIPE; do kill -$signal $PPID; done`);
    const steps = [sampleStep('s01', [HPVMNET, 'one']), sampleStep('s02', [HPVMNET, 'two'])];
    expect((await run(samplePlan(steps), { runId: 'hung-up' })).gist).toContain('end applied ');
    host.command(HPVMNET, `kill -TERM $PPID; sleep 0.1; echo finished >>"$ROOT/calls"`);
    expect((await run(samplePlan(steps), { runId: 'terminated' })).gist).toEqual([
      'begin',
      'locked',
      'intent s01',
      'outcome s01 0 none',
      'end stopped before:s02',
    ]);
    expect(host.read('/calls')).toBe('one\ntwo\nfinished\n');
    expect(host.has('/var/opt/hpvmctl/lock')).toBe(false);
  });

  testHere('goes on when nobody reads its output any more', async () => {
    host.command(HPVMNET, `sleep 0.2; echo "$*" >>"$ROOT/calls"; echo chatter; exit 0`);
    const closed = localShell(host.root, ['/usr/bin/env', `PATH=${process.env['PATH'] ?? ''}`, ...argv]);
    const cut = closed.runScript(
      runnerOf(samplePlan([sampleStep('s01', [HPVMNET, 'one']), sampleStep('s02', [HPVMNET, 'two'])])),
      {
        timeoutMs: 20_000,
        onStdout: () => closed.cut(),
      },
    );
    await expect(cut).rejects.toThrow('lost');
    for (;;) {
      const reading = await readRun(shell(), 'run-1');
      if (reading.runner === 'gone') {
        expect(gist(reading.records)).toContain('end applied ');
        break;
      }
    }
    expect(host.read('/calls')).toBe('one\ntwo\n');
  });

  testHere('does nothing when only a part of it arrives, wherever it is cut', async () => {
    const script = runnerOf(samplePlan([sampleStep('s01', [HPVMNET, 'x'])]));
    for (let length = 1; length < script.length - 2; length += 97) {
      await shell().runScript(script.slice(0, length), { timeoutMs: 20_000 });
    }
    await shell().runScript(script.slice(0, -2), { timeoutMs: 20_000 });
    expect(readdirSync(host.root).sort()).toEqual(['opt', 'usr']);
  });

  testHere('is read back and called off by scripts that run there too', async () => {
    expect(await readRun(shell(), 'run-1')).toMatchObject({ run: 'absent', runner: 'unknown', records: [] });
    await run(FULL);
    expect(await readRun(shell(), 'run-1')).toMatchObject({ run: 'present', runner: 'gone', diagnostics: [] });
    expect(await requestStop(shell(), 'run-1')).toBe('asked');
    expect(await requestStop(shell(), 'run-2')).toBe('prevented');
    expect(await readRun(shell(), 'run-2')).toMatchObject({ run: 'prevented' });
    expect((await run(FULL, { runId: 'run-2' })).gist).toEqual(['end stopped called-off']);
  });
});

describe('compileRunner', () => {
  testWith('shellcheck')('passes shellcheck, as do the scripts that read a run', () => {
    for (const script of [
      runnerOf(FULL),
      runnerOf(samplePlan([{ ...HALT, durationSeconds: measuredAs('vswitch-halt') }, BEHIND])),
      readRunScript('run-1'),
    ]) {
      // 2016: the prefix stays outside the quotes. 2317, 2329: functions are called from the last lines.
      const check = spawnSync(
        'shellcheck',
        ['-s', 'sh', '-o', 'all', '-e', 'SC2016,SC2250,SC2292,SC2310,SC2312,SC2317,SC2329', '-'],
        { input: script, encoding: 'utf8' },
      );
      expect(check.stdout).toBe('');
    }
  });

  test('holds no word that only some shells know', () => {
    const script = `${runnerOf(FULL)}${runnerOf(samplePlan([HALT]))}`.replaceAll(/'[^']*'/g, "''");
    expect(script).not.toMatch(/\b(local|function|typeset|declare|source|let|select|pushd)\b|\[\[|<\(|\$'|&>|<<</);
  });

  test('gives the same bytes for the same plan', () => {
    expect(runnerOf(FULL)).toBe(runnerOf(FULL));
  });

  test.each([
    ['a blocked plan', samplePlan([], 'blocked'), 'plan-not-ready'],
    ['a step without a command', samplePlan([sampleStep('s01', [])]), 'malformed-step'],
    ['a step id that is a path', samplePlan([sampleStep('../x', ['/bin/true'])]), 'malformed-step'],
    [
      'two steps of one id',
      samplePlan([sampleStep('s01', ['/bin/true']), sampleStep('s01', ['/bin/true'])]),
      'malformed-step',
    ],
    ['an unsafe argument', samplePlan([sampleStep('s01', [HPVMNET, 'a;b'])]), 'unsafe-word'],
    ['an empty argument', samplePlan([sampleStep('s01', [HPVMNET, ''])]), 'unsafe-word'],
    ['an unsafe answer', samplePlan([sampleStep('s01', [HPVMNET], { answers: ['y', '`id`'] })]), 'unsafe-word'],
    [
      'an unsafe address',
      samplePlan([
        sampleStep('s01', [HPVMNET], { ownership: { action: 'claim', address: 'vswitch.a\nclaim vswitch.b' } }),
      ]),
      'unsafe-word',
    ],
    [
      'an unsafe kind of operation',
      samplePlan([sampleStep('s01', [HPVMNET], { durationSeconds: measuredAs('a b') })]),
      'unsafe-word',
    ],
    ['a read-back without a command', readingBack({ command: [] }), 'malformed-step'],
    ['an unsafe word in a read-back', readingBack({ command: [HPVMNET, '$(id)'] }), 'unsafe-word'],
    ['a read-back of a line end', readingBack({ lineStartsWith: 'web\n' }), 'unsafe-word'],
    ['a read-back of a quote', readingBack({ lineContains: "' Down '" }), 'unsafe-word'],
    ['a read-back of nothing in particular', readingBack({ lineContains: ' ' }), 'unsafe-word'],
    ['a read-back of nothing', readingBack({ lineContains: '' }), 'unsafe-word'],
    ['a read-back of nothing anywhere', readingBack({ lineStartsWith: '', lineContains: '!#' }), 'unsafe-word'],
  ])('refuses %s', (_, plan, code) => {
    const result = compileRunner(plan, OPTIONS);
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  test('throws for a run id that cannot name a folder', () => {
    for (const runId of ['', '.', '../x', 'a b', '-x', 'a/b', 'x'.repeat(65)]) {
      expect(() => compileRunner(FULL, { ...OPTIONS, runId })).toThrow('not a run id');
    }
  });

  test('either refuses a command or hands over exactly its words, whatever they are', () => {
    host.command(HPVMNET, `for word in "$@"; do printf '%s\\000' "$word"; done >>"$ROOT/words"`);
    const word = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1, unit: fc.constantFrom('a', '-', '"', '[', ']', '=', '%', '0', ',') }),
      fc.constantFrom("'; touch $ROOT/escaped; '", '$(touch escaped)', '%s%n', '-', '"$P"', '[a-z]', '\\', "it's"),
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), fc.string({ unit: 'binary' }), (words, owner) => {
        const options = { ...OPTIONS, owner, runId: `run-${String(accepted)}` };
        // Wanted words one step each, so that an unsafe one does not hide the others.
        const safe = words.filter(
          (text) => compileRunner(samplePlan([sampleStep('s01', [HPVMNET, text])]), options).ok,
        );
        const script = runnerOf(samplePlan([sampleStep('s01', [HPVMNET, ...safe])]), options);
        accepted += 1;
        host.write('/words', '');
        const stdout = execFileSync('/bin/sh', ['-s'], {
          input: script,
          encoding: 'utf8',
          env: { HPVM_COMMAND_PREFIX: host.root },
          cwd: host.root,
        });
        expect(host.read('/words').split('\0').slice(0, -1)).toEqual(safe);
        const begin = parseJournal(stdout, options.runId).records[0];
        expect(begin).toMatchObject({ kind: 'begin', owner: Buffer.from(owner, 'utf8').toString('utf8') });
        expect(readdirSync(host.root).filter((name) => name.includes('escaped'))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('names the commands behind the prefix, and nothing else', () => {
    const script = runnerOf(FULL);
    expect(script).toContain(`"$P"'${HPVMNET}' '-c' '-S' 'web' </dev/null`);
    expect(script).toContain(`'${path.join('/etc', 'rc.config.d', 'netconf')}'`);
  });
});
