import type { Plan } from '../../../src/plan/plan-document';
import type { Action } from '../../../src/simulator/virtual/shell/system';

/** Names what a process of the run is about to do or has done, where a fault may happen; undefined elsewhere. */
export interface EventNamer {
  nameOf(action: Action): string | undefined;
}

/** Tools whose failure may matter, by what they are called with. Those that only read or wait are left out. */
const TOOLS = new Set(['cp', 'chmod', 'ln', 'rm', 'mkdir', 'mv', 'rmdir', 'cmp']);

/** Names events of one plan; the same event again gets a number behind it. */
export function eventNamer(plan: Plan): EventNamer {
  const commands = new Map<string, string>();
  const readBacks = new Map<string, string>();
  for (const step of [...plan.steps, ...(plan.revert?.steps ?? [])]) {
    commands.set(step.id, step.command.join(' '));
    if (step.readBack !== undefined) readBacks.set(step.id, step.readBack.command.join(' '));
  }
  const times = new Map<string, number>();
  let current: string | undefined;

  const numbered = (name: string): string => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? name : `${name} #${time}`;
  };

  const recordOf = ({ argv, redirections, phase }: Action): string | undefined => {
    const target = redirections[0]?.target ?? '';
    const who = /\/journal\.([a-z]+)$/.exec(target)?.[1];
    if (argv[0] !== 'echo' || who === undefined) return undefined;
    const [, , , kind = '', rest = ''] = (argv[1] ?? '').split(' ');
    const id = /^(?:step|undo)=(\S+)$/.exec(rest)?.[1];
    if (phase === 'after' && id !== undefined) {
      if (kind === 'intent' || kind === 'undo-intent') current = id;
      if (kind === 'outcome' || kind === 'undo-outcome') current = undefined;
    }
    return `record ${who} ${kind}${id === undefined ? '' : ` ${id}`}`;
  };

  const subjectOf = (action: Action): string | undefined => {
    const { kind, argv } = action;
    if (kind === 'builtin') return recordOf(action);
    if (kind === 'host' && current !== undefined) {
      const text = argv.join(' ');
      if (commands.get(current) === text) return `command ${current}`;
      if (readBacks.get(current) === text) return `read-back ${current}`;
      return undefined;
    }
    if (kind !== 'tool' || !TOOLS.has(argv[0] ?? '')) return undefined;
    const last = (argv.at(-1) ?? '').replace(/^.*\//, '');
    return `tool ${argv[0] ?? ''} ${last.startsWith('2026') ? 'run-folder' : last}`;
  };

  return {
    nameOf: (action) => {
      const subject = subjectOf(action);
      return subject === undefined ? undefined : numbered(`${action.phase} ${subject}`);
    },
  };
}
