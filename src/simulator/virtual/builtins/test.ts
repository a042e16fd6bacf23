import { absolutePath, findPlace, type Node } from '../kernel/file-system';
import type { Doing, Task } from '../kernel/kernel';
import { complain } from '../shell/complain';
import type { Shell } from '../shell/shell';
import { unknownUse } from './builtin';

const UNARY = new Set(['-b', '-c', '-d', '-e', '-f', '-h', '-L', '-n', '-p', '-r', '-s', '-S', '-t', '-w', '-x', '-z']);
const SHORT_NUMBER = /^[0-9]{1,15}$/;
const BINARY = new Set(['=', '!=', '-eq', '-ne', '-gt', '-ge', '-lt', '-le', '-nt', '-ot', '-ef']);

/** `test expression` and `[ expression ]`, by the number of arguments as POSIX fixes it for up to four. */
export function test(shell: Shell, args: readonly string[], isBracket: boolean): Doing {
  if (isBracket && args.at(-1) !== ']') throw unknownUse('[', args);
  const answer = evaluate(shell, isBracket ? args.slice(0, -1) : args);
  return typeof answer === 'boolean' ? (answer ? 0 : 1) : refuse(shell, answer);
}

function* refuse(shell: Shell, reason: string): Task {
  yield* complain(shell, `test: ${reason}`);
  return 2;
}

function evaluate(shell: Shell, words: readonly string[]): boolean | string {
  const [first = '', second = '', third = ''] = words;
  switch (words.length) {
    case 0:
      return false;
    case 1:
      return first !== '';
    case 2:
      if (first === '!') return second === '';
      if (UNARY.has(first)) return unary(shell, first, second);
      break;
    case 3:
      if (BINARY.has(second)) return binary(first, second, third);
      if (first === '!') return negated(evaluate(shell, words.slice(1)));
      break;
    case 4:
      if (first === '!') return negated(evaluate(shell, words.slice(1)));
      break;
    default:
  }
  throw unknownUse('test', words);
}

function negated(answer: boolean | string): boolean | string {
  return typeof answer === 'boolean' ? !answer : answer;
}

function unary(shell: Shell, operator: string, operand: string): boolean {
  if (operator === '-n') return operand !== '';
  if (operator === '-z') return operand === '';
  if (operator === '-t') return false;
  if (operand === '') return false;
  const followsLink = operator !== '-h' && operator !== '-L';
  const place = findPlace(shell.kernel.files, absolutePath(shell.process.workingFolder, operand), followsLink);
  const node = typeof place === 'string' ? undefined : place.node;
  return node !== undefined && holds(node, operator);
}

function holds(node: Node, operator: string): boolean {
  switch (operator) {
    case '-d':
      return node.kind === 'folder';
    case '-f':
      return node.kind === 'file';
    case '-h':
    case '-L':
      return node.kind === 'link';
    case '-s':
      return node.kind === 'folder' || (node.kind === 'file' && (node.data.length > 0 || node.program !== undefined));
    case '-c':
      return node.kind === 'null';
    case '-x':
      return node.kind === 'folder' || (node.mode & 0o111) !== 0;
    case '-b':
    case '-p':
    case '-S':
      return false;
    // -e, and -r and -w: everybody here is root.
    default:
      return true;
  }
}

function binary(left: string, operator: string, right: string): boolean | string {
  if (operator === '=') return left === right;
  if (operator === '!=') return left !== right;
  if (operator === '-nt' || operator === '-ot' || operator === '-ef') throw unknownUse('test', [left, operator, right]);
  const isShort = SHORT_NUMBER.test(left) && SHORT_NUMBER.test(right);
  if (isShort) return compare(operator, Number(left), Number(right));
  for (const text of [left, right]) if (!/^\s*[-+]?[0-9]+\s*$/.test(text)) return `${text}: bad number`;
  const number = (text: string): bigint => BigInt(text.trim().replace(/^\+/, ''));
  return compare(operator, number(left), number(right));
}

function compare<Number extends bigint | number>(operator: string, one: Number, other: Number): boolean {
  switch (operator) {
    case '-eq':
      return one === other;
    case '-ne':
      return one !== other;
    case '-gt':
      return one > other;
    case '-ge':
      return one >= other;
    case '-lt':
      return one < other;
    default:
      return one <= other;
  }
}
