import {
  CARRIED_OUT,
  overheard,
  TAKEN_BACK,
  toldOfRun,
  virtualRun,
  type VirtualRun,
} from '../../test/transport/virtual-run';
import type { RunScriptOptions } from '../transport/host-shell';
import { TransportError } from '../transport/transport-error';
import { executePlan } from './execute-plan';
import type { ExecutionReport } from './execution-report';
import { requestStop } from './run-requests';

const UNREACHABLE = new TransportError('no route', { phase: 'connect', endpoint: 'vmhost1', isRetryable: true });

const APPLIED = { outcome: 'applied', guard: { status: 'disarmed' }, diagnostics: [] };
const REVERTED = { outcome: 'reverted', guard: { status: 'disarmed' } };

const TOLD_WHEN_APPLIED = [
  'started',
  'armed',
  ...['s01', 's02'].flatMap((id) => [`step-started ${id}`, `step-finished ${id}`]),
  'awaiting',
  'confirmed',
  'step-started s03',
  'step-finished s03',
];
const TOLD_WHEN_REVERTED = [
  'started',
  'armed',
  'step-started s01',
  'step-finished s01',
  'step-started s02',
  'step-finished s02',
  'reverting',
  ...['r01', 'r02'].flatMap((id) => [`undo-started ${id}`, `undo-finished ${id}`]),
];
const QUESTIONS = ['ready', 'awaiting', 'carried-out'];

/** Cuts the connection the first time that a record of this kind arrives, or just before it is heard. */
async function cutAt(run: VirtualRun, kind: string, isHeard: boolean): Promise<ExecutionReport> {
  let isCut = false;
  const shell = overheard(run.machine.shell(), (text) => {
    if (isCut) return isHeard;
    if (!new RegExp(`^@hpvm \\S+ \\S+ ${kind} `, 'm').test(text)) return true;
    isCut = true;
    queueMicrotask(() => run.machine.cutConnections());
    return isHeard;
  });
  const report = await run.execute({ shell });
  expect(isCut).toBe(true);
  return report;
}

describe('a connection that is lost', () => {
  const kinds = [
    'begin',
    'locked',
    'ready',
    'arming',
    'guarding',
    'armed',
    'intent',
    'outcome',
    'awaiting',
    'confirmed',
    'carried-out',
    'disarmed',
  ];
  const cuts = kinds.flatMap((kind) =>
    [true, false].map((isHeard) => ({ kind, how: isHeard ? 'after' : 'before', isHeard })),
  );

  test.each(cuts)('$how the record "$kind" was heard changes nothing', async ({ kind, isHeard }) => {
    const run = virtualRun();
    expect(await cutAt(run, kind, isHeard)).toMatchObject(APPLIED);
    expect(toldOfRun(run.progress)).toEqual(TOLD_WHEN_APPLIED);
    expect(run.progress.filter(({ kind: told }) => told === 'reconnected')).toHaveLength(1);
    expect(run.looks).toEqual(QUESTIONS);
    expect(run.calls).toEqual(CARRIED_OUT);
    expect(await run.left()).toEqual([]);
  });

  test.each(['reverting', 'undo-intent', 'undo-outcome'])(
    'while the run is taken back, at "%s", keeps nothing from it',
    async (kind) => {
      const run = virtualRun();
      run.machine.onAction(({ argv, phase }) =>
        phase === 'before' && argv.at(-1) === 'portid:2:vlanid:102'
          ? { status: 1, stderr: 'no\n', takesEffect: true }
          : undefined,
      );
      expect(await cutAt(run, kind, false)).toMatchObject({ ...REVERTED, revertReason: 'failed:step:s02' });
      expect(toldOfRun(run.progress)).toEqual(TOLD_WHEN_REVERTED);
      expect(run.calls).toEqual(TAKEN_BACK);
      expect(await run.left()).toEqual([]);
    },
  );

  test('at any command of the launcher ends in a run that goes on, or in one that does nothing', async () => {
    const outcomes = new Map<string, number>();
    for (let place = 1; place <= 40; place += 1) {
      const run = virtualRun();
      let commands = 0;
      const end = run.machine.onAction(({ phase }) => {
        if (phase !== 'after' || (commands += 1) < place) return undefined;
        end();
        run.machine.cutConnections();
        return undefined;
      });
      const report = await run.execute();
      expect([place, report.outcome, run.calls, await run.left()]).toEqual([
        place,
        report.outcome,
        report.outcome === 'applied' ? CARRIED_OUT : [],
        [],
      ]);
      outcomes.set(report.outcome, (outcomes.get(report.outcome) ?? 0) + 1);
    }
    expect([...outcomes.keys()].filter((outcome) => !['applied', 'stopped'].includes(outcome))).toEqual([]);
  });

  test('with a launcher that died over the run folder ends in a run that never began', async () => {
    for (const name of ['mkdir', 'cat', 'cksum']) {
      const run = virtualRun();
      const end = run.machine.onAction(({ argv, phase }) => {
        if (phase !== 'after' || argv[0] !== name || argv.includes('-p')) return undefined;
        end();
        run.machine.cutConnections();
        for (const { pid } of run.machine.processes()) run.machine.kill(pid, 'KILL');
        return undefined;
      });
      expect([name, await run.execute()]).toMatchObject([
        name,
        { outcome: 'stopped', guard: { status: 'none' }, diagnostics: [{ code: 'run-never-began' }] },
      ]);
      expect([run.calls, await run.left()]).toEqual([[], []]);
    }
  });

  test('that stays lost leaves the outcome unknown, with a guard that stands; the host takes the run back', async () => {
    const run = virtualRun();
    const shell = overheard(run.machine.shell(), (text) => {
      if (text.includes(' awaiting ')) {
        run.machine.refuseConnections(UNREACHABLE);
        queueMicrotask(() => run.machine.cutConnections());
      }
      return true;
    });
    const report = await run.execute({ shell });
    expect(report).toMatchObject({
      outcome: 'unknown',
      guard: { status: 'armed' },
      diagnostics: [{ code: 'outcome-unknown' }],
    });
    expect(report.diagnostics[0]?.detail).toContain('no route');
    expect(report.steps.map(({ status }) => status)).toEqual(['done', 'done', 'unknown']);
    run.machine.refuseConnections(null);
    expect(run.calls).toEqual(TAKEN_BACK);
    expect(await run.left()).toEqual([]);
  });

  test('without a way to connect anew ends the watching at once', async () => {
    const run = virtualRun();
    run.onRecord('awaiting', () => run.machine.cutConnections());
    const { reconnect: _unused, ...input } = run.client();
    expect(await executePlan(input)).toMatchObject({ outcome: 'unknown', guard: { status: 'armed' } });
    await run.machine.pause(600_000);
    expect(run.calls).toEqual(TAKEN_BACK);
    expect(await run.left()).toEqual([]);
  });
});

describe('a connection that is lost in other ways', () => {
  test('in the middle of a line leaves no half of it behind', async () => {
    const run = virtualRun();
    let isCut = false;
    const own = run.machine.shell();
    const shell = {
      ...own,
      runScript: (script: string, options: RunScriptOptions) =>
        own.runScript(script, {
          ...options,
          onStdout: (text) => {
            if (isCut) return;
            isCut = text.includes(' awaiting ');
            options.onStdout?.(isCut ? text.slice(0, text.indexOf(' awaiting ')) : text);
            if (isCut) queueMicrotask(() => run.machine.cutConnections());
          },
        }),
    };
    expect(await run.execute({ shell })).toMatchObject(APPLIED);
    expect(toldOfRun(run.progress)).toEqual(TOLD_WHEN_APPLIED);
    expect(run.looks).toEqual(QUESTIONS);
    expect(await run.left()).toEqual([]);
  });

  test('twice is tried again soon, when something was heard in between', async () => {
    const run = virtualRun();
    let logins = 0;
    const reconnect = () => {
      logins += 1;
      return [1, 2, 3, 5].includes(logins) ? Promise.reject(UNREACHABLE) : Promise.resolve(run.machine.shell());
    };
    run.onRecord('intent', () => run.machine.cutConnections());
    run.onRecord('confirmed', () => run.machine.cutConnections());
    expect(await run.execute({ reconnect })).toMatchObject(APPLIED);
    const pauses = run.progress.flatMap((told) => (told.kind === 'reconnecting' ? [told.inMs] : []));
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 1000, 2000]);
    expect(run.calls).toEqual(CARRIED_OUT);
    expect(await run.left()).toEqual([]);
  });

  test('under a launcher that is too slow to be waited for ends in a run that does nothing', async () => {
    const run = virtualRun({ toolMs: 15_000 });
    const end = run.machine.onAction(({ argv, phase }) => {
      if (phase !== 'after' || argv[0] !== 'mkdir' || argv.includes('-p')) return undefined;
      end();
      run.machine.cutConnections();
      return undefined;
    });
    const report = await run.execute();
    expect(report).toMatchObject({ outcome: 'stopped' });
    await run.machine.pause(1_200_000);
    expect([run.calls, await run.left()]).toEqual([[], []]);
  });
});

describe('a connection that hangs without a word', () => {
  test('during a long step is waited for, and told nothing twice', async () => {
    const run = virtualRun();
    run.onRecord('intent', () => run.machine.holdConnections(true));
    const over = run.execute();
    await run.machine.pause(20_000);
    run.machine.holdConnections(false);
    expect(await over).toMatchObject(APPLIED);
    expect(toldOfRun(run.progress)).toEqual(TOLD_WHEN_APPLIED);
    expect(await run.left()).toEqual([]);
  });

  test('is given up when the run must be over, and a new one says how it ended', async () => {
    const run = virtualRun();
    run.onRecord('intent', () => run.machine.holdConnections(true));
    const over = run.execute({
      reconnect: () => {
        run.machine.holdConnections(false);
        return Promise.resolve(run.machine.shell());
      },
    });
    expect(await over).toMatchObject({ ...REVERTED, revertReason: 'failed:no-confirm' });
    expect(run.calls).toEqual(TAKEN_BACK);
    expect(await run.left()).toEqual([]);
  });

  test('and then breaks is followed over a new one', async () => {
    const run = virtualRun();
    run.onRecord('awaiting', () => run.machine.holdConnections(true));
    const over = run.execute();
    await run.machine.pause(60_000);
    expect(run.looks).toEqual(['ready']);
    run.machine.cutConnections();
    run.machine.holdConnections(false);
    expect(await over).toMatchObject(APPLIED);
    expect(run.looks).toEqual(QUESTIONS);
    expect(run.calls).toEqual(CARRIED_OUT);
    expect(await run.left()).toEqual([]);
  });
});

describe('processes of a run that are gone', () => {
  const killAll = (run: VirtualRun, isOurs: (text: string) => boolean): void => {
    for (const { pid, text } of run.machine.processes()) if (isOurs(text)) run.machine.kill(pid, 'KILL');
  };
  const isRun = (text: string): boolean => text.includes('/program');

  test.each(['armed', 'awaiting', 'confirmed', 'reverting'])(
    'all of them, at "%s": the client has the run taken back',
    async (kind) => {
      const run = virtualRun();
      run.onRecord(kind, () => killAll(run, isRun));
      const report = await run.execute(
        kind === 'reverting'
          ? {
              look: (what) =>
                Promise.resolve(what === 'awaiting' ? { status: 'no', diagnostics: [] } : { status: 'yes' }),
            }
          : {},
      );
      expect(report).toMatchObject({
        outcome: kind === 'armed' ? 'stopped' : 'reverted',
        guard: { status: 'disarmed' },
      });
      expect(run.progress.filter(({ kind: told }) => told === 'taking-over')).toHaveLength(1);
      expect(run.calls).toEqual(kind === 'armed' ? [] : TAKEN_BACK);
      expect(await run.left()).toEqual([]);
    },
  );

  test('all of them after it was decided how the run ended: it is put away all the same', async () => {
    const run = virtualRun();
    run.onRecord('disarmed', () => killAll(run, isRun));
    expect(await run.execute()).toMatchObject(APPLIED);
    expect(run.calls).toEqual(CARRIED_OUT);
    expect(await run.left()).toEqual([]);
  });

  test('the runner alone: its guard takes the run back, and the client only watches', async () => {
    const run = virtualRun();
    run.onRecord('awaiting', () => {
      const guard = run.machine.processes().find(({ text }) => /program guard/.test(text))?.pid;
      for (const { pid, text } of run.machine.processes())
        if (isRun(text) && pid !== guard) run.machine.kill(pid, 'KILL');
    });
    expect(await run.execute()).toMatchObject({ ...REVERTED, revertReason: 'runner-gone' });
    expect(run.progress.map(({ kind }) => kind)).not.toContain('taking-over');
    expect(run.calls).toEqual(TAKEN_BACK);
    expect(await run.left()).toEqual([]);
  });

  test('whatever takes it back is killed too, again and again: the outcome is unknown', async () => {
    const run = virtualRun();
    run.onRecord('awaiting', () => killAll(run, isRun));
    run.machine.onAction(({ argv, phase, pid }) => {
      if (phase === 'before' && argv.some((word) => / undo-intent /.test(word))) run.machine.kill(pid, 'KILL');
      return undefined;
    });
    expect(await run.execute()).toMatchObject({
      outcome: 'unknown',
      guard: { status: 'boot-script-only' },
      diagnostics: [{ code: 'outcome-unknown' }],
    });
    expect(run.progress.filter(({ kind }) => kind === 'taking-over')).toHaveLength(3);
  });

  test('with their boot script: nothing is said to be armed', async () => {
    const run = virtualRun();
    run.onRecord('awaiting', () => {
      killAll(run, isRun);
      for (const place of ['/sbin/init.d/hpvmctl', '/sbin/rc3.d/S990hpvmctl', '/sbin/rc2.d/K010hpvmctl'])
        run.machine.files.remove(place);
    });
    run.machine.onAction(({ argv, phase, pid }) => {
      if (phase === 'before' && argv.some((word) => / undo-intent /.test(word))) run.machine.kill(pid, 'KILL');
      return undefined;
    });
    expect(await run.execute()).toMatchObject({ outcome: 'unknown', guard: { status: 'gone' } });
  });
});

describe('a run that never began', () => {
  test('can not begin any more when the script did not arrive', async () => {
    const run = virtualRun();
    const shell = {
      ...run.machine.shell(),
      runScript: () =>
        Promise.reject(new TransportError('gone', { phase: 'lost', endpoint: 'vmhost1', isRetryable: true })),
    };
    const report = await run.execute({ shell });
    expect(report).toMatchObject({
      outcome: 'stopped',
      guard: { status: 'none' },
      diagnostics: [{ code: 'run-never-began' }],
    });
    expect(report.steps.every(({ status }) => status === 'not-run')).toBe(true);
    // The script comes late after all.
    const late = await run.execute();
    expect(late).toMatchObject({ outcome: 'stopped', guard: { status: 'none' } });
    expect([run.calls, run.looks, await run.left()]).toEqual([[], [], []]);
  });

  test('was called off', async () => {
    const run = virtualRun();
    expect(await requestStop(run.machine.shell(), 'run-1')).toBe('prevented');
    expect(await run.execute()).toMatchObject({ outcome: 'stopped', guard: { status: 'none' }, diagnostics: [] });
    expect([run.calls, run.looks, await run.left()]).toEqual([[], [], []]);
  });

  test('has a name that another run has', async () => {
    const run = virtualRun();
    await run.execute();
    const again = await run.execute();
    expect(again).toMatchObject({ outcome: 'failed', diagnostics: [{ code: 'runner-refused' }] });
    expect(run.calls).toEqual(CARRIED_OUT);
  });
});
