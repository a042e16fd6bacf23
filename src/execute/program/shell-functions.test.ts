import { calls, HELD, install, PLAN, release } from '../../../test/transport/guarded-run';
import { inEveryShell, OPTIONS, until } from '../../../test/transport/program-run';
import { compileLauncher } from '../compile-launcher';
import { followScript, takeBackScript } from '../follow-script';
import { packPlan } from '../packed-plan';
import { compileProgram } from './compile-program';

const compiled = compileProgram(PLAN, OPTIONS);
const PROGRAM = compiled.ok ? compiled.value : '';

test('functions have the form name(), and no trap belongs to the end of one', () => {
  expect(PROGRAM.match(/^hpvm_\w+\(\) \{$/gm)?.length).toBeGreaterThan(50);
  const launcher = compileLauncher({ program: PROGRAM, runId: OPTIONS.runId, packedPlan: packPlan(PLAN) });
  for (const script of [PROGRAM, launcher, followScript(OPTIONS.runId), takeBackScript(OPTIONS.runId)]) {
    const code = script.replaceAll(/^ *#.*$/gm, '');
    expect(code.match(/^ *function +\w+/m)).toBeNull();
    expect(code.match(/\b(?:typeset|local) /)).toBeNull();
    expect(code.match(/trap .*\b(?:EXIT|ERR|DEBUG|0)$/m)).toBeNull();
  }
});

/** As if every function had traps of its own, which they have in Korn shells of AT&T when they are written with this word. */
const withOwnTraps = (program: string): string => program.replaceAll(/^(hpvm_\w+)\(\) \{$/gm, 'function $1 {');

test.concurrent.each([
  ['as they are', (program: string): string => program],
  ['each with traps of its own', withOwnTraps],
])(
  'a signal is heard inside functions, %s, and ends no command, under Korn shells',
  async (_, edit) =>
    inEveryShell(
      async (host) => {
        install(host, HELD);
        host.lay(PLAN, { said: { go: 'x' }, edit });
        const runner = host.start('run');
        await until(() => calls(host).includes('two'));
        process.kill(runner.processId, 'SIGTERM');
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        expect(host.gist('run').at(-1)).toBe('intent s02');
        release(host);
        await runner.ended;
        expect(host.gist('run').filter((line) => /^(outcome|end)/.test(line))).toEqual([
          'outcome s01 0 unasked none',
          'outcome s02 0 unasked none',
          'end reverted stopped:waiting-for:confirm',
        ]);
      },
      ['ksh', 'mksh', 'lksh'],
    ),
  60_000,
);
