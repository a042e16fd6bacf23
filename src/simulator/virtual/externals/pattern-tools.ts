import type { Program } from '../shell/system';
import { regularExpression } from './basic-expression';
import { fail, optionsOf, print, readOperand, unknownTool } from './tool';

/** `grep [-q] [-c] [-v] [-E] [-F] [-i] [-x] [-l] [-n] [-s] pattern [file...]` */
export const grep: Program = function* (call) {
  const { options, operands } = optionsOf('grep', call.args, 'qcvEFixlns', 'e');
  const [pattern, ...files] = options.has('e') ? [options.get('e'), ...operands] : operands;
  if (pattern === undefined) throw unknownTool('grep', call.args);
  const fits = matcher(pattern, options);
  const isNamed = files.length > 1;
  let isFound = false;
  let isBroken = false;
  let output = '';
  for (const file of files.length === 0 ? [undefined] : files) {
    const bytes = yield* readOperand(call, file);
    if (typeof bytes !== 'string') {
      isBroken = true;
      if (!options.has('s')) yield* fail(call, 'grep', file ?? '-', bytes.error);
      continue;
    }
    const lines = bytes.split('\n');
    if (lines.at(-1) === '') lines.pop();
    const hits = lines
      .map((line, index) => ({ line, number: index + 1 }))
      .filter(({ line }) => fits(line) !== options.has('v'));
    if (hits.length > 0) isFound = true;
    const label = isNamed ? `${file ?? ''}:` : '';
    if (options.has('q')) continue;
    if (options.has('c')) output += `${label}${hits.length}\n`;
    else if (options.has('l')) output += hits.length > 0 ? `${file ?? '(standard input)'}\n` : '';
    else for (const { line, number } of hits) output += `${label}${options.has('n') ? `${number}:` : ''}${line}\n`;
  }
  yield* print(call, 'grep', output);
  if (isBroken && !(options.has('q') && isFound)) return 2;
  return isFound ? 0 : 1;
};

function matcher(pattern: string, options: ReadonlyMap<string, string>): (line: string) => boolean {
  const flags = options.has('i') ? 'i' : '';
  const expressions = pattern.split('\n').map((each) => {
    if (options.has('F')) return new RegExp(each.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'), flags);
    return regularExpression(each, options.has('E'), flags);
  });
  const whole = options.has('x') ? expressions.map(({ source }) => new RegExp(`^(?:${source})$`, flags)) : expressions;
  return (line) => whole.some((expression) => expression.test(line));
}

/** `sed [-n] [-e] 's/x/y/[gp]'`, `sed -n '/x/p'`, `sed -n 'Np'`, `sed '/x/d'`, `sed 'Nd'`, `$` for the last line; one command. */
export const sed: Program = function* (call) {
  const { options, operands } = optionsOf('sed', call.args, 'n', 'e');
  const [script, file] = options.has('e') ? [options.get('e'), operands[0]] : operands;
  if (script === undefined || operands.length > 2) throw unknownTool('sed', call.args);
  const edit = editor(script, call.args);
  const bytes = yield* readOperand(call, file);
  if (typeof bytes !== 'string') return (yield* fail(call, 'sed', file ?? '-', bytes.error)) + 1;
  const lines = bytes.split('\n');
  const isEnded = lines.at(-1) === '';
  if (isEnded) lines.pop();
  const output: string[] = [];
  lines.forEach((line, index) => {
    const isLast = index === lines.length - 1;
    const { text, isPrinted, isDeleted } = edit(line, index + 1, isLast);
    const end = isLast && !isEnded ? '' : '\n';
    if (isPrinted) output.push(text + (options.has('n') ? end : '\n'));
    if (!options.has('n') && !isDeleted) output.push(text + end);
  });
  return yield* print(call, 'sed', output.join(''));
};

type Edit = (line: string, number: number, isLast: boolean) => { text: string; isPrinted: boolean; isDeleted: boolean };

function editor(script: string, args: readonly string[]): Edit {
  const address =
    /^\s*(?:(\d+)|(\$)|\/((?:[^/\\\n[]|\\.|\[[^\]]*\])*)\/)?\s*(?:,\s*(?:(\d+)|(\$)))?\s*(!?)(s|p|d)/.exec(script);
  if (address === null) throw unknownTool('sed', args);
  const [whole, number, last, pattern, toNumber, toLast, negation, verb] = address;
  const expression = pattern === undefined ? undefined : regularExpression(pattern, false);
  if ((toNumber !== undefined || toLast !== undefined) && number === undefined) throw unknownTool('sed', args);
  const isAddressed = (line: string, at: number, isLast: boolean): boolean => {
    if (number !== undefined) {
      const to = toLast !== undefined ? Number.POSITIVE_INFINITY : Number(toNumber ?? number);
      return at >= Number(number) && at <= to;
    }
    if (last !== undefined) return isLast;
    return expression === undefined || expression.test(line);
  };
  const selects = (line: string, at: number, isLast: boolean): boolean =>
    isAddressed(line, at, isLast) !== (negation === '!');
  const rest = script.slice(whole.length);
  if (verb !== 's') {
    if (rest.trim() !== '') throw unknownTool('sed', args);
    return (text, at, isLast) => {
      const isHit = selects(text, at, isLast);
      return { text, isPrinted: isHit && verb === 'p', isDeleted: isHit && verb === 'd' };
    };
  }
  const substitute = substitution(rest, args);
  return (line, at, isLast) =>
    selects(line, at, isLast)
      ? { ...substitute(line), isDeleted: false }
      : { text: line, isPrinted: false, isDeleted: false };
}

function substitution(rest: string, args: readonly string[]): (line: string) => { text: string; isPrinted: boolean } {
  const sign = rest[0] ?? '';
  const parts = new RegExp(
    `^.((?:[^\\\\${sign}\\n[]|\\\\.|\\[\\^?\\]?[^\\]]*\\])*)[${sign}]((?:[^\\\\${sign}]|\\\\.)*)[${sign}]([gp]*)\\s*$`,
    's',
  ).exec(rest);
  if (parts === null || !/[/|,:#]/.test(sign)) throw unknownTool('sed', args);
  const [, pattern = '', replacement = '', flags = ''] = parts;
  const bare = sign === '/' ? pattern.replaceAll('\\/', '/') : pattern;
  const expression = regularExpression(bare, false, flags.includes('g') ? 'g' : '');
  const replace = (...found: readonly (string | number | undefined)[]): string =>
    replacement.replaceAll(/\\([0-9])|\\(.)|(&)/gs, (_, index?: string, quoted?: string) => {
      if (index !== undefined) return String(found[Number(index)] ?? '');
      return quoted ?? String(found[0]);
    });
  return (line) => {
    let hits = 0;
    const text = line.replace(expression, (...found: (string | number | undefined)[]) => {
      hits += 1;
      return replace(...found);
    });
    return { text, isPrinted: hits > 0 && flags.includes('p') };
  };
}
