import { absolutePath, findNode } from '../kernel/file-system';
import { sleepUntil, whileAlive, type Process, type Task } from '../kernel/kernel';
import { place } from '../kernel/open-file';
import { write } from '../kernel/streams';
import { toBytes } from '../kernel/text-of-bytes';
import type { ExpandedRedirection } from './redirect';
import { report, type Action, type OutcomeOverride, type ProgramCall, type System } from './system';

const NULL_FILE = { kind: 'null' } as const;

/** What stands behind a path: a tool of the machine, a simulated HP command, a script, or nothing that can be run. */
function programAt(
  system: System,
  process: Process,
  path: string,
): { kind: 'tool' | 'host' | 'script'; name: string } | undefined {
  const node = findNode(system.kernel.files, absolutePath(process.workingFolder, path));
  if (node?.kind !== 'file' || (node.mode & 0o111) === 0) return undefined;
  if (node.program !== undefined) return node.program;
  const interpreter = /^#!\s*(\S+)/.exec(node.data)?.[1];
  if (interpreter !== undefined && !/\/sh$/.test(interpreter))
    throw new Error(`the virtual machine has no interpreter ${interpreter} for ${path}`);
  return { kind: 'script', name: path };
}

/** Carries out a program in a process that is there for it. `path` was looked up; undefined: there is no such command. */
export function* runProgram(
  system: System,
  process: Process,
  path: string | undefined,
  argv: readonly string[],
  environment: () => Map<string, string>,
  redirections: readonly ExpandedRedirection[],
): Task {
  const program = path === undefined ? undefined : programAt(system, process, path);
  const action: Action = {
    pid: process.pid,
    parentPid: process.parent?.pid ?? null,
    argv,
    kind: program?.kind ?? 'missing',
    phase: 'before',
    redirections,
  };
  const override = system.listeners.size === 0 ? undefined : report(system, action);
  yield* whileAlive(process);
  let status: number;
  if (override !== undefined) status = yield* overridden(system, process, override, () => carryOut());
  else status = yield* carryOut();
  if (system.listeners.size > 0) {
    report(system, { ...action, phase: 'after', status });
    yield* whileAlive(process);
  }
  return status;

  function* carryOut(): Task {
    const call: ProgramCall = { system, kernel: system.kernel, process, args: argv.slice(1), environment };
    if (program === undefined || path === undefined) {
      yield* write(system.kernel, process, 2, `sh: ${argv[0] ?? ''}: not found\n`);
      return 127;
    }
    if (program.kind === 'script') return yield* toolOf(system, 'sh')({ ...call, args: [path, ...call.args] });
    yield* sleepUntil(system.kernel, system.kernel.nowMs + system.durationMs(program.kind, argv));
    if (program.kind === 'host') return yield* system.host(program.name, call);
    return yield* toolOf(system, program.name)(call);
  }
}

function* overridden(system: System, process: Process, override: OutcomeOverride, carryOut: () => Task): Task {
  const { kernel } = system;
  const kept = [process.descriptors[1], process.descriptors[2]] as const;
  let status = 0;
  if (override.takesEffect === true) {
    for (const file of kept) if (file !== undefined) file.holders += 1;
    if (override.stdout !== undefined) place(process.descriptors, 1, { holders: 0, at: NULL_FILE });
    if (override.stderr !== undefined) place(process.descriptors, 2, { holders: 0, at: NULL_FILE });
    status = yield* carryOut();
    kept.forEach((file, index) => {
      place(process.descriptors, index + 1, file);
      if (file !== undefined) file.holders -= 1;
    });
  }
  while (override.hangs === true) yield 'event';
  if (override.stdout !== undefined) yield* write(kernel, process, 1, toBytes(override.stdout));
  if (override.stderr !== undefined) yield* write(kernel, process, 2, toBytes(override.stderr));
  return override.status ?? status;
}

function toolOf(system: System, name: string): System['tools'][string] {
  const tool = system.tools[name];
  if (tool === undefined) throw new Error(`the virtual machine has no tool ${name}`);
  return tool;
}
