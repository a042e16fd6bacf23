import { readAll } from '../kernel/streams';
import type { Program } from '../shell/system';
import { posixChecksum } from './checksum';
import { fail, optionsOf, print, readOperand, unknownTool } from './tool';

/** `cat [file...]` */
export const cat: Program = function* (call) {
  const { operands } = optionsOf('cat', call.args, 'u');
  let status = 0;
  for (const operand of operands.length === 0 ? ['-'] : operands) {
    const bytes = yield* readOperand(call, operand);
    const ended =
      typeof bytes === 'string' ? yield* print(call, 'cat', bytes) : yield* fail(call, 'cat', operand, bytes.error);
    status = Math.max(status, ended);
  }
  return status;
};

/** `cmp [-s] one other` */
export const cmp: Program = function* (call) {
  const { options, operands } = optionsOf('cmp', call.args, 's');
  const [one = '', other = ''] = operands;
  if (operands.length !== 2) throw unknownTool('cmp', call.args);
  const texts: string[] = [];
  for (const operand of operands) {
    const bytes = yield* readOperand(call, operand);
    if (typeof bytes !== 'string') return (yield* fail(call, 'cmp', operand, bytes.error)) + 1;
    texts.push(bytes);
  }
  const [left = '', right = ''] = texts;
  if (left === right) return 0;
  if (options.has('s')) return 1;
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  if (at >= Math.min(left.length, right.length))
    yield* fail(call, 'cmp', 'EOF on', left.length < right.length ? one : other);
  else
    yield* print(call, 'cmp', `${one} ${other} differ: char ${at + 1}, line ${left.slice(0, at).split('\n').length}\n`);
  return 1;
};

/** `cksum [file...]` */
export const cksum: Program = function* (call) {
  const { operands } = optionsOf('cksum', call.args, '');
  let status = 0;
  for (const operand of operands.length === 0 ? [undefined] : operands) {
    const bytes = yield* readOperand(call, operand);
    if (typeof bytes === 'string')
      status = Math.max(
        status,
        yield* print(
          call,
          'cksum',
          `${posixChecksum(bytes)} ${bytes.length}${operand === undefined ? '' : ` ${operand}`}\n`,
        ),
      );
    else status = yield* fail(call, 'cksum', operand ?? '-', bytes.error);
  }
  return status;
};

/** `od -A n -t x1 -v [-N count] [file]` */
export const od: Program = function* (call) {
  const { options, operands } = optionsOf('od', call.args, 'v', 'AtN');
  if (options.get('A') !== 'n' || options.get('t') !== 'x1' || operands.length > 1) throw unknownTool('od', call.args);
  if (!options.has('v')) throw unknownTool('od', call.args);
  const bytes = yield* readOperand(call, operands[0]);
  if (typeof bytes !== 'string') return yield* fail(call, 'od', operands[0] ?? '-', bytes.error);
  const limit = options.get('N');
  const hex = Buffer.from(limit === undefined ? bytes : bytes.slice(0, Number(limit)), 'latin1').toString('hex');
  return yield* print(call, 'od', hex.replaceAll(/../g, ' $&').replaceAll(/(?:.{48}|.+$)/g, '$&\n'));
};

/** `wc [-l] [-c] [-w] [file...]`; one count, or all three. */
export const wc: Program = function* (call) {
  const { options, operands } = optionsOf('wc', call.args, 'lcw');
  if (operands.length > 1) throw unknownTool('wc', call.args);
  const bytes = yield* readOperand(call, operands[0]);
  if (typeof bytes !== 'string') return yield* fail(call, 'wc', operands[0] ?? '-', bytes.error);
  const counts = { l: bytes.split('\n').length - 1, w: bytes.match(/\S+/g)?.length ?? 0, c: bytes.length };
  const wanted = (['l', 'w', 'c'] as const).filter((letter) => options.size === 0 || options.has(letter));
  const numbers = wanted.map((letter) => String(counts[letter]).padStart(wanted.length > 1 ? 7 : 0)).join(' ');
  return yield* print(call, 'wc', `${numbers}${operands[0] === undefined ? '' : ` ${operands[0]}`}\n`);
};

/** `head [-n count] [file]` */
export const head: Program = function* (call) {
  const { options, operands } = optionsOf('head', call.args, '', 'n');
  if (operands.length > 1) throw unknownTool('head', call.args);
  const bytes = yield* readOperand(call, operands[0]);
  if (typeof bytes !== 'string') return yield* fail(call, 'head', operands[0] ?? '-', bytes.error);
  return yield* print(
    call,
    'head',
    linesOf(bytes)
      .slice(0, Number(options.get('n') ?? '10'))
      .join(''),
  );
};

/** `tail [-n count] [file]`: the last lines, or with `+count` those from that line on. */
export const tail: Program = function* (call) {
  const { options, operands } = optionsOf('tail', call.args, '', 'nc');
  if (operands.length > 1 || (options.has('n') && options.has('c'))) throw unknownTool('tail', call.args);
  const bytes = yield* readOperand(call, operands[0]);
  if (typeof bytes !== 'string') return yield* fail(call, 'tail', operands[0] ?? '-', bytes.error);
  const count = options.get('c') ?? options.get('n') ?? '10';
  if (!/^[-+]?[0-9]+$/.test(count)) throw unknownTool('tail', call.args);
  const pieces = options.has('c') ? bytesOf(bytes) : linesOf(bytes);
  const number = Math.abs(Number(count));
  const from = count.startsWith('+') ? Math.max(0, number - 1) : Math.max(0, pieces.length - number);
  return yield* print(call, 'tail', pieces.slice(from).join(''));
};

/** `sort [-u] [-n] [-r] [file]` by bytes. */
export const sort: Program = function* (call) {
  const { options, operands } = optionsOf('sort', call.args, 'unr');
  const lines: string[] = [];
  for (const operand of operands.length === 0 ? [undefined] : operands) {
    const bytes = yield* readOperand(call, operand);
    if (typeof bytes !== 'string') return (yield* fail(call, 'sort', operand ?? '-', bytes.error)) + 1;
    lines.push(...linesOf(bytes).map((line) => line.replace(/\n$/, '')));
  }
  const byBytes = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
  const number = (line: string): number => Number(/^\s*-?\d+/.exec(line)?.[0] ?? '0');
  lines.sort((left, right) => (options.has('n') ? number(left) - number(right) : 0) || byBytes(left, right));
  if (options.has('r')) lines.reverse();
  const kept = options.has('u') ? [...new Set(lines)] : lines;
  return yield* print(call, 'sort', kept.map((line) => `${line}\n`).join(''));
};

/** `tr [-c] [-d] [-s] set1 [set2]` with ranges, classes and octal escapes. */
export const tr: Program = function* (call) {
  const { options, operands } = optionsOf('tr', call.args, 'cds');
  const [first, second] = operands;
  if (first === undefined || operands.length > 2) throw unknownTool('tr', call.args);
  const bytes = yield* readAll(call.kernel, call.process, 0);
  const listed = setOf(call.args, first);
  const one = options.has('c') ? allBytes().filter((byte) => !listed.includes(byte)) : listed;
  const members = new Set(one);
  if (options.has('d')) {
    if (options.has('s') || second !== undefined) throw unknownTool('tr', call.args);
    return yield* print(
      call,
      'tr',
      bytesOf(bytes)
        .filter((byte) => !members.has(byte))
        .join(''),
    );
  }
  if (second === undefined && !options.has('s')) throw unknownTool('tr', call.args);
  const targets = second === undefined ? one : setOf(call.args, second);
  const map = new Map(one.map((byte, index) => [byte, targets[Math.min(index, targets.length - 1)] ?? byte]));
  const squeezed = new Set(targets);
  let result = '';
  for (const byte of bytes) {
    const mapped = second === undefined ? byte : (map.get(byte) ?? byte);
    if (options.has('s') && squeezed.has(mapped) && result.endsWith(mapped)) continue;
    result += mapped;
  }
  return yield* print(call, 'tr', result);
};

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  digit: /[0-9]/,
  lower: /[a-z]/,
  space: /[ \t\n\v\f\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };

function allBytes(): string[] {
  return Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
}

function setOf(args: readonly string[], text: string): string[] {
  const plain: string[] = [];
  const tokens = text.match(/\[:[a-z]+:\]|\\[0-7]{1,3}|\\.|[^\\]/gs) ?? [];
  const result: string[] = [];
  for (const token of tokens) {
    const named = /^\[:([a-z]+):\]$/.exec(token)?.[1];
    if (named !== undefined) {
      const members = CLASSES[named];
      if (members === undefined) throw unknownTool('tr', args);
      plain.push(...allBytes().filter((byte) => members.test(byte)));
    } else if (/^\\[0-7]/.test(token)) plain.push(String.fromCharCode(parseInt(token.slice(1), 8) & 255));
    else if (token.startsWith('\\')) plain.push(ESCAPES[token.slice(1)] ?? token.slice(1));
    else plain.push(token === '-' ? '-range' : token);
  }
  for (let at = 0; at < plain.length; at += 1) {
    const [from, sign, to] = plain.slice(at, at + 3);
    if (from === undefined) break;
    if (sign === '-range' && to !== undefined && from.length === 1) {
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code += 1) result.push(String.fromCharCode(code));
      at += 2;
    } else result.push(from === '-range' ? '-' : from);
  }
  return result;
}

function bytesOf(bytes: string): string[] {
  return Array.from(bytes);
}

/** Lines with their ends. */
function linesOf(bytes: string): string[] {
  return bytes.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
