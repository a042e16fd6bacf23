import { unknownUse } from './builtin';

const DIRECTIVE = /%([-0+ #]*)(\d*)(?:\.(\d+))?([a-zA-Z%])|\\([0-7]{1,3}|.)|[^%\\]+/gs;
const SIGNS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** What printf prints. The format is used again while operands are left. */
export function formatted(format: string, operands: readonly string[]): string {
  const left = [...operands];
  let result = '';
  do {
    const before = left.length;
    result += once(format, left);
    if (left.length === before) break;
  } while (left.length > 0);
  return result;
}

function once(format: string, left: string[]): string {
  let result = '';
  let end = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    if (match.index !== end) throw unknownUse('printf', [format]);
    end = match.index + match[0].length;
    const [whole, flags = '', width = '', precision, kind, escape] = match;
    if (escape !== undefined) {
      const sign = /^[0-7]/.test(escape) ? String.fromCharCode(parseInt(escape, 8) & 255) : SIGNS[escape];
      if (sign === undefined) throw unknownUse('printf', [format]);
      result += sign;
    } else if (kind === undefined) result += whole;
    else if (kind === '%') result += '%';
    else result += padded(convert(format, kind, precision, left), flags, width, kind);
  }
  if (end !== format.length) throw unknownUse('printf', [format]);
  return result;
}

function convert(format: string, kind: string, precision: string | undefined, left: string[]): string {
  const operand = left.shift();
  if (kind === 's') return precision === undefined ? (operand ?? '') : (operand ?? '').slice(0, Number(precision));
  if (kind === 'c') return (operand ?? '').slice(0, 1);
  const text = operand ?? '0';
  if (!/^[+-]?(?:0[xX][0-9a-fA-F]+|\d+)$/.test(text) || precision !== undefined)
    throw unknownUse('printf', [format, text]);
  const value = /^[+-]?0[0-7]+$/.test(text) ? parseInt(text, 8) : Number(text);
  switch (kind) {
    case 'd':
    case 'i':
    case 'u':
      return String(value);
    case 'o':
      return value.toString(8);
    case 'x':
      return value.toString(16);
    case 'X':
      return value.toString(16).toUpperCase();
    default:
      throw unknownUse('printf', [format]);
  }
}

function padded(text: string, flags: string, width: string, kind: string): string {
  if (width === '') return text;
  if (flags.includes('-')) return text.padEnd(Number(width));
  if (!flags.includes('0') || kind === 's' || kind === 'c') return text.padStart(Number(width));
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(Number(width) - sign.length, '0');
}
