import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync } from 'node:fs';
import {
  expectPutAway,
  inEveryShell,
  note,
  OPTIONS,
  SAYS_YES,
  STATE,
  until,
  type ShellHost,
} from '../../test/transport/program-run';
import { journalLines } from '../../test/transport/journal-lines';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../test/transport/sample-plan';
import { compileLauncher } from './compile-launcher';
import { followScript, lookScript, takeBackScript } from './follow-script';
import { packPlan, unpackPlan } from './packed-plan';
import { compileProgram } from './program/compile-program';
import { requestOfRun, requestStop } from './run-requests';
import type { HostShell } from '../transport/host-shell';

const NET = '/opt/hpvm/bin/hpvmnet';
const RUN = `${STATE}/runs/run-1`;
const PLAN = samplePlan(
  [sampleStep('s01', [NET, 'one'])],
  'ready',
  sampleRevert([sampleUndo('r01', 's01', [NET, 'back'])]),
);

function launcher(): string {
  const program = compileProgram(PLAN, OPTIONS);
  if (!program.ok) throw new Error('not compiled');
  return compileLauncher({ runId: 'run-1', program: program.value, packedPlan: packPlan(PLAN) });
}

const shellOf = (host: ShellHost): HostShell => ({
  runScript: async (script) => ({ stdout: await host.script(script), stderr: '', exitStatus: 0, signal: null }),
  close: async () => undefined,
});

/** What a script printed, as kinds of records. */
const kinds = (printed: string): string[] =>
  printed
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' ')[3] ?? line);

function layJournals(host: ShellHost): string {
  for (const writer of ['run', 'guard', 'back', 'boot']) host.write(`${RUN}/journal.${writer}`, '');
  return `${host.root}${RUN}/journal.run`;
}

describe('the scripts of a client, under every shell', () => {
  test.concurrent(
    'a launcher writes program and plan, starts the run, and shows it to its end; a second one is refused',
    async () =>
      inEveryShell(async (host) => {
        host.command(NET, note());
        const printed = host.script(launcher());
        await until(() => host.gist('run').includes('ready'));
        expect(unpackPlan(host.read(`${RUN}/plan`))).toEqual(PLAN);
        for (const request of ['go', 'confirm', 'finish'] as const)
          await requestOfRun(shellOf(host), 'run-1', request, SAYS_YES[request] ?? '');
        const shown = kinds(await printed);
        for (const kind of ['begin', 'armed', 'guarding', 'outcome', 'confirmed', 'end']) expect(shown).toContain(kind);
        expect(shown.at(-1)).toBe('seen');
        expect(await host.script(launcher())).toContain('launch.1 end result=refused reason=run-exists');
        expect(host.calls()).toHaveLength(1);
        await expectPutAway(host);
      }),
    60_000,
  );

  test.concurrent(
    'a launcher that arrives in part does nothing, wherever it is cut',
    async () =>
      inEveryShell(async (host) => {
        const script = launcher();
        for (let length = script.length - 2; length > 0; length -= 9001) {
          // ksh93 never comes back from a here-document that is cut in the middle; it does nothing all the same.
          if (host.shell !== 'ksh' || length > script.length - 3) await host.script(script.slice(0, length));
        }
        expect(readdirSync(host.root).sort()).toEqual(['shell']);
      }),
    60_000,
  );

  test.concurrent(
    'a run that was called off before it arrived never begins',
    async () =>
      inEveryShell(async (host) => {
        expect(await requestStop(shellOf(host), 'run-1')).toBe('prevented');
        expect(await host.script(launcher())).toContain('launch.1 end result=stopped reason=called-off');
        expect(await requestStop(shellOf(host), 'run-1')).toBe('asked');
        expect(await host.script(lookScript('run-1'))).toBe(
          '@hpvm run-1 look.1 seen run=prevented runner=unknown over=none hook=no owes=no\n',
        );
        expect(await host.script(lookScript('run-2'))).toBe(
          '@hpvm run-2 look.1 seen run=absent runner=unknown over=none hook=no owes=no\n',
        );
      }),
    60_000,
  );

  test.concurrent(
    'following shows a journal as it grows, also a line that is written in parts',
    async () =>
      inEveryShell(async (host) => {
        const journal = layJournals(host);
        // A process of the run; the number of any other would not be believed.
        const runner = spawn('/bin/sh', ['-c', 'sleep 50; :', `${host.root}${RUN}/program`], { stdio: 'ignore' });
        const facts = [
          `begin owner=a plan=b steps=1 pid=${String(runner.pid)} at=`,
          'locked at=',
          'end result=applied reason= at=',
        ];
        const lines = journalLines('run-1', facts);
        // Who follows gives up some seconds after it has seen nobody at work.
        appendFileSync(journal, `${lines[0] ?? ''}\n`);
        const printed = host.script(followScript('run-1'));
        for (const piece of [(lines[1] ?? '').slice(0, 20), (lines[1] ?? '').slice(20), `\n${lines[2] ?? ''}`, '\n']) {
          await new Promise((resolve) => setTimeout(resolve, 400));
          appendFileSync(journal, piece);
        }
        expect((await printed).split('\n').slice(0, 3)).toEqual(lines);
        runner.kill();
      }),
    60_000,
  );

  test.concurrent(
    'following ends when nobody works on the run any more, and taking back is followed to its end',
    async () =>
      inEveryShell(async (host) => {
        const [begin = ''] = journalLines('run-1', ['begin owner=a plan=b steps=1 pid=999999999 at=']);
        host.command(NET, note());
        host.lay(PLAN);
        host.write(`${RUN}/journal.run`, `${begin}\n`);
        const gone = '@hpvm run-1 look.1 seen run=present runner=gone over=none hook=no owes=no';
        expect(await host.script(followScript('run-1'))).toBe(`${begin}\n${gone}\n`);
        expect(await host.script(lookScript('run-1'))).toBe(`${begin}\n${gone}\n`);
        expect(await host.script(takeBackScript('run-1'))).toContain(' end result=stopped reason=left-alone ');
        await expectPutAway(host);
      }),
    60_000,
  );
});
