const compiled = new Map<string, RegExp>();
const MOST_COMPILED = 5000;
const SPECIAL = /[*?[\]\\]/;

const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  print: ' -~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** Makes text stand for itself within a pattern. */
export function escapePattern(text: string): string {
  return SPECIAL.test(text) ? text.replaceAll(/[*?[\]\\]/g, '\\$&') : text;
}

/** Whether a pattern of the shell (backslash quotes) fits a whole text. */
export function matchesPattern(pattern: string, text: string): boolean {
  return SPECIAL.test(pattern) ? patternExpression(pattern).test(text) : pattern === text;
}

/** What stays of a text when the shortest or longest piece that fits is cut off at its begin or end. */
export function cutPattern(text: string, pattern: string, operator: '#' | '##' | '%' | '%%'): string {
  const expression = patternExpression(pattern);
  const { length } = text;
  for (let step = 0; step <= length; step += 1) {
    const cut = operator === '#' || operator === '%' ? step : length - step;
    const [piece, rest] = operator.startsWith('#')
      ? [text.slice(0, cut), text.slice(cut)]
      : [text.slice(length - cut), text.slice(0, length - cut)];
    if (expression.test(piece)) return rest;
  }
  return text;
}

/** Translates a pattern to a regular expression for a whole text. */
export function patternExpression(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  const expression = new RegExp(`^(?:${translate(pattern)})$`, 's');
  compiled.set(pattern, expression);
  return expression;
}

function translate(pattern: string): string {
  let result = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '*') result += '.*';
    else if (character === '?') result += '.';
    else if (character === '\\') {
      at += 1;
      result += literal(pattern[at] ?? '\\');
    } else if (character === '[') {
      const end = bracketEnd(pattern, at);
      result += end < 0 ? '\\[' : bracket(pattern.slice(at + 1, end));
      if (end >= 0) at = end;
    } else result += literal(character);
  }
  return result;
}

function bracketEnd(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern[at] === '!' || pattern[at] === '^') at += 1;
  if (pattern[at] === ']') at += 1;
  for (; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern.startsWith('[:', at)) at = pattern.indexOf(':]', at) + 1;
    else if (pattern[at] === ']') return at;
  }
  return -1;
}

function bracket(inside: string): string {
  const isNegated = inside.startsWith('!') || inside.startsWith('^');
  const members = isNegated ? inside.slice(1) : inside;
  const text = members.replaceAll(
    /\[:([a-z]+):\]|\\(.)|([\]\\^[])/gs,
    (_, name?: string, quoted?: string, sign?: string) => {
      if (name === undefined) return literal(quoted ?? sign ?? '');
      const set = CLASSES[name];
      if (set === undefined) throw new Error(`the virtual shell does not know the character class [:${name}:]`);
      return set;
    },
  );
  return `[${isNegated ? '^' : ''}${text}]`;
}

function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
}
