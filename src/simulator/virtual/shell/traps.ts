import type { Task } from '../kernel/kernel';
import { parseWhole } from '../syntax/parse-script';
import type { Shell } from './shell';

/** Carries out the traps of signals that have come. */
export function* runTraps(shell: Shell): Task<undefined> {
  for (;;) {
    const signal = shell.flow?.kind === 'exit' ? undefined : shell.process.pending.shift();
    if (signal === undefined) return;
    const action = shell.traps.get(signal);
    if (action === undefined || action === '') continue;
    const { status, flow } = shell;
    shell.flow = null;
    yield* runAction(shell, action);
    const after = shell.flow as Shell['flow'];
    if (after?.kind === 'exit') return;
    shell.flow = after ?? flow;
    shell.status = status;
  }
}

/** Ends a shell: carries out its EXIT trap; the status it ends with. */
export function* runExitTrap(shell: Shell): Task {
  const action = shell.traps.get('EXIT');
  if (action === undefined || action === '') return shell.status;
  shell.traps.delete('EXIT');
  const { status } = shell;
  shell.flow = null;
  yield* runAction(shell, action);
  return (shell.flow as Shell['flow']) === null ? status : shell.status;
}

function* runAction(shell: Shell, action: string): Task {
  const lines = parseWhole(action).lines.flatMap(({ list }) => list);
  const doing = shell.interpreter.list(shell, lines);
  return typeof doing === 'number' ? doing : yield* doing;
}
