import { note, STATE, until, type ShellHost, type Started } from './program-run';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from './sample-plan';

export const NET = '/opt/hpvm/bin/hpvmnet';
export const RUN = `${STATE}/runs/run-1`;

/** Two running steps, one that saves, and a way back with something of every kind. */
export const PLAN = samplePlan(
  [
    sampleStep('s01', [NET, 'one'], { undo: [[NET, 'back-one']] }),
    sampleStep('s02', [NET, 'two'], { undo: [[NET, 'back-two']] }),
    sampleStep('s03', [NET, 'save'], { phase: 'persist', undo: [[NET, 'save-again']] }),
  ],
  'ready',
  sampleRevert([
    sampleUndo('r01', 's02', [NET, 'back-two'], { due: 'now' }),
    sampleUndo('r02', 's01', [NET, 'back-one']),
    sampleUndo('r03', 's01', [NET, 'halt-again'], { due: 'after-reboot' }),
    sampleUndo('r04', 's03', [NET, 'save-again'], { phase: 'persist' }),
  ]),
);

/** Writes its commands; `two` does something besides. */
export function install(host: ShellHost, two = ':'): void {
  host.command(NET, `[ $# = 0 ] && exit 0\n${note(`case $1 in two) ${two} ;; esac`)}`);
}

/** Lets a command wait for {@link release}. */
export const HELD = 'while [ ! -f "$ROOT/released" ]; do sleep 0.1; done';
export const release = (host: ShellHost): void => host.write('/released', '');

/** The calls of the plan's commands. */
export const calls = (host: ShellHost): readonly string[] =>
  host.calls().map((line) => line.replace(' answer=none', ''));

/** Starts a run that nobody confirms, and gives it when it waits for that. */
export async function startUnconfirmed(host: ShellHost, edit?: (program: string) => string): Promise<Started> {
  host.lay(PLAN, { said: { go: 'x' }, ...(edit === undefined ? {} : { edit }) });
  const started = host.start('run');
  await until(() => host.gist('run').includes('awaiting'));
  return started;
}
