import { inheritedDescriptors, type Process, type Task } from '../kernel/kernel';
import { createPipe, place } from '../kernel/open-file';
import type { Command, CommandList, Script } from '../syntax/syntax-tree';
import { complain } from './complain';
import { ExpansionError } from './parameter-operators';
import { forkShell, type Shell } from './shell';
import { runExitTrap } from './traps';

/** Carries out the commands of a pipeline, each in a process of its own; the status is that of the last. */
export function* runPipeline(shell: Shell, commands: readonly Command[]): Task {
  const children: Process[] = [];
  let input: ReturnType<typeof createPipe>['reader'] | undefined;
  commands.forEach((command, index) => {
    const pipe = index < commands.length - 1 ? createPipe() : undefined;
    const list = [{ command, isAsynchronous: false, text: '' }];
    children.push(
      fork(shell, 'pipeline', list, (child) => {
        if (input !== undefined) place(child.descriptors, 0, input);
        if (pipe !== undefined) place(child.descriptors, 1, pipe.writer);
      }),
    );
    input = pipe?.reader;
  });
  let status = 0;
  for (const child of children) status = yield* waitFor(child);
  return status;
}

/** Starts a command that nobody waits for. */
export function runInBackground(shell: Shell, command: Command, text: string): void {
  const child = fork(shell, text, [{ command, isAsynchronous: false, text }], ({ descriptors, ignored }) => {
    // Without job control it reads nothing and is not interrupted (POSIX 2.9.3.1, 2.11).
    place(descriptors, 0, { holders: 0, at: { kind: 'null' } });
    ignored.add('INT').add('QUIT');
  });
  shell.jobs.set(child.pid, child);
  shell.lastBackgroundPid = child.pid;
  shell.status = 0;
}

/** Output of a script in a subshell, without the line ends at its end. */
export function* substitute(shell: Shell, script: Script): Task<string> {
  const pipe = createPipe();
  pipe.reader.holders += 1;
  const list = script.lines.length === 1 && script.error === null ? script.lines[0]?.list : undefined;
  const child = fork(shell, '$( ... )', list ?? script, (process) => place(process.descriptors, 1, pipe.writer));
  let output = '';
  for (;;) {
    const { at } = pipe.reader;
    if (at.kind !== 'reader') break;
    output += at.pipe.bytes;
    at.pipe.bytes = '';
    if (at.pipe.writers === 0) break;
    at.pipe.waiting.add(() => shell.kernel.wake(shell.process));
    yield 'event';
  }
  shell.substituted = yield* waitFor(child);
  shell.status = shell.substituted;
  if (output.includes('\0')) output = output.replaceAll('\0', '');
  let end = output.length;
  while (output.charCodeAt(end - 1) === 10) end -= 1;
  return output.slice(0, end);
}

/** Carries commands out in a subshell of their own. */
export function fork(
  shell: Shell,
  text: string,
  body: CommandList | Script,
  prepare?: (child: Process) => void,
): Process {
  const { process, kernel } = shell;
  const descriptors = inheritedDescriptors(process);
  return kernel.spawn(process, text, descriptors, (child) => {
    prepare?.(child);
    return runForked(forkShell(shell, child), body);
  });
}

function* runForked(shell: Shell, body: CommandList | Script): Task {
  try {
    if ('lines' in body) yield* shell.interpreter.script(shell, body);
    else {
      const [only] = body;
      if (body.length === 1 && only?.isAsynchronous === false && only.command.kind === 'simple') {
        const doing = shell.interpreter.last(shell, only.command);
        shell.status = typeof doing === 'number' ? doing : yield* doing;
      } else {
        const doing = shell.interpreter.list(shell, body);
        if (typeof doing !== 'number') yield* doing;
      }
    }
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    yield* complain(shell, error.message);
    shell.status = 2;
  }
  return yield* runExitTrap(shell);
}

/** Waits for the end of a process; its status. */
export function* waitFor(child: Process): Task {
  while (child.status === null) yield 'event';
  return child.status;
}
