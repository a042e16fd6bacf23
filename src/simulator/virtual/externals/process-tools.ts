import { sleepUntil, whileAlive, type Task } from '../kernel/kernel';
import { findProgramIn } from '../shell/find-program';
import { runProgram } from '../shell/run-program';
import type { Program, ProgramCall } from '../shell/system';
import { fail, optionsOf, print, unknownTool } from './tool';

/** `sleep seconds`, also with a fraction. */
export const sleep: Program = function* (call) {
  const [seconds = ''] = call.args;
  if (!/^[0-9]*\.?[0-9]+$/.test(seconds) || call.args.length !== 1) throw unknownTool('sleep', call.args);
  yield* sleepUntil(call.kernel, call.kernel.nowMs + Number(seconds) * 1000);
  return 0;
};

/** `date [-u] [+format]` with the conversions Y m d H M S j T F. HP-UX knows no `%s`. */
export const date: Program = function* (call) {
  const { operands } = optionsOf('date', call.args, 'u');
  const [format = ''] = operands;
  if (operands.length !== 1 || !format.startsWith('+')) throw unknownTool('date', call.args);
  const iso = new Date(call.kernel.nowMs).toISOString();
  const fields: Readonly<Record<string, string>> = {
    Y: iso.slice(0, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
    T: iso.slice(11, 19),
    '%': '%',
  };
  const text = format.slice(1).replaceAll(/%(.?)/gs, (_, letter: string) => {
    const field = fields[letter];
    if (field === undefined) throw unknownTool('date', call.args);
    return field;
  });
  return yield* print(call, 'date', `${text}\n`);
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `who -b`: the time of the last boot, to the minute; `who -r`: the run level, and since when. */
export const who: Program = function* (call) {
  const [option = ''] = call.args;
  if (call.args.length !== 1 || !['-b', '-r'].includes(option)) throw unknownTool('who', call.args);
  const at = new Date(call.kernel.bootedMs);
  const time = at.toISOString().slice(11, 16);
  const day = String(at.getUTCDate()).padStart(2, ' ');
  const since = `${MONTHS[at.getUTCMonth()] ?? ''} ${day} ${time}`;
  const text = option === '-b' ? `system boot  ${since}` : `run-level 3  ${since}    3    0    S`;
  return yield* print(call, 'who', `   .        ${text}\n`);
};

/** `ps -p pid`, `ps -fp pid`: the process, with its words when `-f` asks for them. */
export const psOfProcess: Program = function* (call) {
  const [option, wanted = ''] = call.args;
  if (call.args.length !== 2 || !/^[0-9]+$/.test(wanted)) throw unknownTool('ps', call.args);
  const isFull = option === '-fp';
  const found = call.kernel.processes.get(Number(wanted));
  const heading = isFull
    ? '     UID   PID  PPID  C    STIME TTY       TIME COMMAND\n'
    : '   PID TTY       TIME COMMAND\n';
  if (found === undefined) {
    yield* print(call, 'ps', heading);
    return 1;
  }
  const pid = String(found.pid).padStart(6);
  const row = isFull
    ? `    root${pid}${String(found.parent?.pid ?? 1).padStart(6)}  0 10:00:00 ?         0:00 ${found.text}\n`
    : `${pid} ?         0:00 ${found.text.split(' ')[0] ?? ''}\n`;
  return yield* print(call, 'ps', `${heading}${row}`);
};

/** `env [-i] [name=value...] [command...]` */
export const env: Program = function* (call) {
  const args = [...call.args];
  const isEmpty = args[0] === '-i';
  if (isEmpty) args.shift();
  const environment = isEmpty ? new Map<string, string>() : call.environment();
  for (let arg = args[0]; arg !== undefined && /^[A-Za-z_]\w*=/.test(arg); arg = args[0]) {
    args.shift();
    environment.set(arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1));
  }
  if (args[0]?.startsWith('-') === true) throw unknownTool('env', call.args);
  if (args.length > 0) return yield* start(call, args, environment);
  return yield* print(call, 'env', [...environment].map(([name, value]) => `${name}=${value}\n`).join(''));
};

/** `nohup command...`: hang-ups are ignored. Its output is expected to be redirected. */
export const nohup: Program = function* (call) {
  if (call.args.length === 0 || call.args[0]?.startsWith('-') === true) throw unknownTool('nohup', call.args);
  call.process.ignored.add('HUP');
  return yield* start(call, call.args, call.environment());
};

function* start(call: ProgramCall, argv: readonly string[], environment: Map<string, string>): Task {
  const path = findProgramIn(
    call.kernel.files,
    call.process.workingFolder,
    environment.get('PATH') ?? '',
    argv[0] ?? '',
  );
  if (path === undefined) {
    yield* fail(call, 'env', argv[0] ?? '', 'not found');
    return 127;
  }
  call.process.text = argv.join(' ');
  return yield* runProgram(call.system, call.process, path, argv, () => new Map(environment), []);
}

/** `basename path [suffix]` */
export const basename: Program = function* (call) {
  const [path = '', suffix = ''] = call.args;
  const base = path.replace(/\/+$/, '').replace(/^.*\//, '') || '/';
  const isCut = suffix !== '' && base !== suffix && base.endsWith(suffix);
  return yield* print(call, 'basename', `${isCut ? base.slice(0, -suffix.length) : base}\n`);
};

/** `dirname path` */
export const dirname: Program = function* (call) {
  const [path = ''] = call.args;
  const above = path.replace(/\/+$/, '').replace(/\/*[^/]*$/, '');
  return yield* print(call, 'dirname', `${above === '' ? (path.startsWith('/') ? '/' : '.') : above}\n`);
};

/** `true` */
export const succeed: Program = (call) => endsWith(call, 0);

/** `false` */
export const refuse: Program = (call) => endsWith(call, 1);

function* endsWith(call: ProgramCall, status: number): Task {
  yield* whileAlive(call.process);
  return status;
}

/** `echo` and `printf` as programs of their own, for `exec`, `env` and `nohup`. */
export const echo: Program = function* (call) {
  const text = call.args.join(' ');
  if (text.includes('\\') || call.args[0] === '-n') throw unknownTool('echo', call.args);
  return yield* print(call, 'echo', `${text}\n`);
};
