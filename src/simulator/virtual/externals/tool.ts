import { absolutePath, findNode, type FileError, type FileSystem, type Node } from '../kernel/file-system';
import type { Task } from '../kernel/kernel';
import { errorText, readAll, write } from '../kernel/streams';
import type { ProgramCall } from '../shell/system';

/** Prints on standard output; 1, with a message, when it could not. */
export function* print(call: ProgramCall, name: string, bytes: string): Task {
  if (bytes === '') return 0;
  const error = yield* write(call.kernel, call.process, 1, bytes);
  return error === null ? 0 : yield* fail(call, name, 'write error', error);
}

/** A message on standard error; the status 1 of a tool that failed. */
export function* fail(call: ProgramCall, name: string, about: string, error: string): Task {
  const text = /^E[A-Z]+$/.test(error) ? errorText(error as FileError) : error;
  yield* write(call.kernel, call.process, 2, `${name}: ${about}: ${text}\n`);
  return 1;
}

/** Bytes of a file operand, or of standard input for `-` and no operand; an error as an object. */
export function* readOperand(
  call: ProgramCall,
  operand: string | undefined,
): Task<string | { readonly error: FileError }> {
  if (operand === undefined || operand === '-') return yield* readAll(call.kernel, call.process, 0);
  const node = nodeAt(call, operand);
  if (node === undefined) return { error: 'ENOENT' };
  if (node.kind === 'folder') return { error: 'EISDIR' };
  return node.kind === 'file' ? node.data : '';
}

/** What stands at an operand, links followed. */
export function nodeAt(call: ProgramCall, operand: string): Node | undefined {
  return operand === '' ? undefined : findNode(filesOf(call), pathOf(call, operand));
}

/** Absolute path of an operand. */
export function pathOf(call: ProgramCall, operand: string): string {
  return operand === '' ? '' : absolutePath(call.process.workingFolder, operand);
}

/** The files of the machine. */
export function filesOf(call: ProgramCall): FileSystem {
  return call.kernel.files;
}

/** A use of a tool that the virtual machine does not have: a gap, never a guess. */
export function unknownTool(name: string, args: readonly string[]): Error {
  return new Error(`the virtual machine does not know this use of ${name}: ${[name, ...args].join(' ')}`);
}

/** Splits single-letter options off. Letters in `withValue` take a value, attached or as the next argument. */
export function optionsOf(
  name: string,
  args: readonly string[],
  letters: string,
  withValue = '',
): { readonly options: ReadonlyMap<string, string>; readonly operands: readonly string[] } {
  const options = new Map<string, string>();
  const left = [...args];
  for (let arg = left[0]; arg !== undefined && /^-./.test(arg); arg = left[0]) {
    left.shift();
    if (arg === '--') break;
    for (let at = 1; at < arg.length; at += 1) {
      const letter = arg[at] ?? '';
      if (withValue.includes(letter)) {
        const value = arg.slice(at + 1) === '' ? left.shift() : arg.slice(at + 1);
        if (value === undefined) throw unknownTool(name, args);
        options.set(letter, value);
        break;
      }
      if (!letters.includes(letter)) throw unknownTool(name, args);
      options.set(letter, '');
    }
  }
  return { options, operands: left };
}
