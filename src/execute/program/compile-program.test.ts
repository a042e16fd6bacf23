import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { fakeHost, type FakeHost } from '../../../test/transport/fake-host';
import { OPTIONS } from '../../../test/transport/program-run';
import { testWith } from '../../../test/transport/programs';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../../test/transport/sample-plan';
import type { Plan, PlanStep, ReadBack } from '../../plan/plan-document';
import { compileLauncher } from '../compile-launcher';
import { followScript, lookScript, takeBackScript } from '../follow-script';
import { packPlan } from '../packed-plan';
import { compileProgram } from './compile-program';
import type { ProgramOptions } from './program-options';
import { splitSteps } from './split-steps';

const NET = '/opt/hpvm/bin/hpvmnet';

function programOf(plan: Plan, options: Partial<ProgramOptions> = {}): string {
  const result = compileProgram(plan, { ...OPTIONS, ...options });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

function planOf(steps: readonly PlanStep[]): Plan {
  return samplePlan(
    steps,
    'ready',
    sampleRevert(steps.slice(0, 1).map(({ id }) => sampleUndo('r01', id, [NET, 'back']))),
  );
}

function readingBack(changes: Partial<ReadBack>): Plan {
  const readBack = { command: [NET], lineStartsWith: 'web ', lineContains: ' Down ', ...changes };
  return planOf([sampleStep('s01', [NET], { readBack })]);
}

const FULL = planOf([
  sampleStep('s01', [NET, '-c', '-S', 'web'], {
    ownership: { action: 'claim', address: 'guestNic.db01:0,1' },
    readBack: { command: [NET], lineStartsWith: 'web ', lineContains: '!lan5#1', isAbsent: true },
    durationSeconds: { min: 0, expected: 0, max: 1, basis: 'assumed', of: 'vswitch-halt' },
  }),
  sampleStep('s02', [NET, '-S', 'web', '-h'], { answers: ['y'] }),
  sampleStep('s03', ['/usr/sbin/ch_rc', '-a', '-p', 'IP_ADDRESS[0]="10.0.0.5"'], { phase: 'persist' }),
]);

let host: FakeHost;
beforeEach(() => {
  host = fakeHost();
});
afterEach(() => host.remove());

describe('compileProgram', () => {
  testWith('shellcheck')(
    'passes shellcheck, as do the launcher and the scripts that follow a run',
    () => {
      const program = programOf(FULL);
      const scripts = [
        program,
        programOf(FULL, { sudo: '/usr/local/bin/sudo' }),
        programOf({ ...FULL, revert: null }, { takesBack: false }),
        compileLauncher({ runId: 'run-1', program, packedPlan: packPlan(FULL) }),
        followScript('run-1'),
        lookScript('run-1'),
        takeBackScript('run-1'),
      ];
      for (const script of scripts) {
        // 2016: the prefix stays outside the quotes. 2317, 2329: functions are called by their name in a variable. 2034, 2043, 2050: each plan fills the same text.
        const check = spawnSync(
          'shellcheck',
          ['-s', 'sh', '-o', 'all', '-e', 'SC2016,SC2034,SC2043,SC2050,SC2250,SC2292,SC2310,SC2312,SC2317,SC2329', '-'],
          { input: script, encoding: 'utf8' },
        );
        expect(check.stdout).toBe('');
      }
    },
    60_000,
  );

  test('holds no word that only some shells know', () => {
    const script = programOf(FULL)
      .replaceAll(/'[^']*'/g, "''")
      .replaceAll(/#.*/g, '');
    expect(script).not.toMatch(/\b(local|function|typeset|declare|source|let|select|pushd)\b|\[\[|<\(|\$'|&>|<<</);
  });

  test('gives the same bytes for the same plan', () => {
    expect(programOf(FULL)).toBe(programOf(FULL));
  });

  test('confirms before the first saving, and before the first step that nothing takes back', () => {
    const split = (plan: Plan, takesBack = true): string[] => splitSteps(plan, { takesBack }).rest.map(({ id }) => id);
    expect(split(FULL)).toEqual(['s03']);
    expect(split({ ...FULL, revert: sampleRevert([], 's02') })).toEqual(['s02', 's03']);
    expect(split({ ...FULL, revert: sampleRevert([], 's02') }, false)).toEqual(['s03']);
    expect(split(planOf([sampleStep('s01', [NET])]))).toEqual([]);
  });

  test.each([
    ['a blocked plan', samplePlan([], 'blocked'), 'plan-not-ready'],
    ['a plan without a way back', samplePlan([sampleStep('s01', [NET])]), 'nothing-takes-it-back'],
    ['a step without a command', planOf([sampleStep('s01', [])]), 'malformed-step'],
    ['a step id that is a path', planOf([sampleStep('../x', ['/bin/true'])]), 'malformed-step'],
    ['two steps of one id', planOf([sampleStep('s01', [NET]), sampleStep('s01', [NET])]), 'malformed-step'],
    ['an unsafe argument', planOf([sampleStep('s01', [NET, 'a;b'])]), 'unsafe-word'],
    ['an empty argument', planOf([sampleStep('s01', [NET, ''])]), 'unsafe-word'],
    ['an unsafe answer', planOf([sampleStep('s01', [NET], { answers: ['y', '`id`'] })]), 'unsafe-word'],
    [
      'an unsafe address',
      planOf([sampleStep('s01', [NET], { ownership: { action: 'claim', address: 'vswitch.a\nclaim vswitch.b' } })]),
      'unsafe-word',
    ],
    [
      'an unsafe word on the way back',
      samplePlan([sampleStep('s01', [NET])], 'ready', sampleRevert([sampleUndo('r01', 's01', [NET, '$(id)'])])),
      'unsafe-word',
    ],
    ['a read-back without a command', readingBack({ command: [] }), 'malformed-step'],
    ['an unsafe word in a read-back', readingBack({ command: [NET, '$(id)'] }), 'unsafe-word'],
    ['a read-back of a line end', readingBack({ lineStartsWith: 'web\n' }), 'unsafe-word'],
    ['a read-back of a quote', readingBack({ lineContains: "' Down '" }), 'unsafe-word'],
    ['a read-back of nothing', readingBack({ lineContains: '' }), 'unsafe-word'],
    ['a read-back of nothing anywhere', readingBack({ lineStartsWith: '', lineContains: '!#' }), 'unsafe-word'],
  ])('refuses %s', (_, plan, code) => {
    const result = compileProgram(plan, OPTIONS);
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  test('throws for a run id that cannot name a folder', () => {
    for (const runId of ['', '.', '../x', 'a b', '-x', 'a/b', 'x'.repeat(65)])
      expect(() => compileProgram(FULL, { ...OPTIONS, runId })).toThrow('not a run id');
  });

  test('does nothing when only a part of it is there, wherever it is cut', () => {
    const program = programOf(FULL);
    const environment = { HPVM_COMMAND_PREFIX: host.root, PATH: process.env['PATH'] ?? '' };
    for (let length = program.length - 2; length > 0; length -= 997) {
      host.write('/program', program.slice(0, length));
      spawnSync('/bin/sh', [`${host.root}/program`, 'run'], { env: environment });
    }
    expect(readdirSync(host.root)).toEqual(['program']);
  }, 30_000);

  test('either refuses a command or hands over exactly its words, whatever they are', () => {
    host.command(NET, `for word in "$@"; do printf '%s\\000' "$word"; done >"$ROOT/words"`);
    const word = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1, unit: fc.constantFrom('a', '-', '"', '[', ']', '=', '%', '0', ',') }),
      fc.constantFrom("'; touch $ROOT/escaped; '", '$(touch escaped)', '%s%n', '-', '"$P"', '[a-z]', '\\', "it's"),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), fc.string({ unit: 'binary' }), (words, owner) => {
        // Wanted words one step each, so that an unsafe one does not hide the others.
        const safe = words.filter((text) => compileProgram(planOf([sampleStep('s01', [NET, text])]), OPTIONS).ok);
        const program = programOf(planOf([sampleStep('s01', [NET, ...safe])]), { owner });
        // All functions, and one of them called.
        const script = `${program.slice(0, program.lastIndexOf('\n{\n'))}\nP=${host.root}\nR=$P\nhpvm_do_s01\n`;
        execFileSync('/bin/sh', ['-s'], { input: script, cwd: host.root });
        expect(host.read('/words').split('\0').slice(0, -1)).toEqual(safe);
        expect(readdirSync(host.root).sort()).toEqual(['current', 'opt', 'words']);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
