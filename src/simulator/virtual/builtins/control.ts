import type { Shell } from '../shell/shell';
import { unknownUse } from './builtin';

/** `break [n]` */
export function breakOut(shell: Shell, args: readonly string[]): number {
  return leaveLoop(shell, 'break', args);
}

/** `continue [n]` */
export function goOn(shell: Shell, args: readonly string[]): number {
  return leaveLoop(shell, 'continue', args);
}

/** `return [n]` */
export function goBack(shell: Shell, args: readonly string[]): number {
  shell.status = statusOf(shell, 'return', args);
  shell.flow = { kind: 'return' };
  return shell.status;
}

/** `exit [n]` */
export function exit(shell: Shell, args: readonly string[]): number {
  shell.status = statusOf(shell, 'exit', args);
  shell.flow = { kind: 'exit' };
  return shell.status;
}

function leaveLoop(shell: Shell, kind: 'break' | 'continue', args: readonly string[]): number {
  const levels = Number(args[0] ?? '1');
  if (!Number.isInteger(levels) || levels < 1 || args.length > 1) throw unknownUse(kind, args);
  if (shell.loopDepth > 0) shell.flow = { kind, levels: Math.min(levels, shell.loopDepth) };
  return 0;
}

function statusOf(shell: Shell, name: string, args: readonly string[]): number {
  const [text = String(shell.status)] = args;
  if (!/^[0-9]+$/.test(text) || args.length > 1) throw unknownUse(name, args);
  return Number(text) & 255;
}
