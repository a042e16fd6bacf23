import type { Shell } from './shell';

const SIMPLE = /^\s*(?:([A-Za-z_]\w*)|(\d+))\s*([+-])\s*(\d+)\s*$/;
const TOKEN = /\s*(0[xX][0-9a-fA-F]+|\d+|[A-Za-z_]\w*|<<=|>>=|\|\||&&|==|!=|<=|>=|<<|>>|[-+*/%]=|[-+*/%<>=!~&|^?:()])/y;
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Value of `$(( ... ))` after its parameters were expanded. @throws Error for an expression it cannot read. */
export function evaluateArithmetic(shell: Shell, expression: string): string {
  const simple = SIMPLE.exec(expression);
  if (simple !== null) {
    const [, name, digits, sign, right] = simple;
    const left = name === undefined ? integer(digits ?? '') : valueOf(shell, name);
    return String(sign === '+' ? left + integer(right ?? '') : left - integer(right ?? ''));
  }
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = expression.trimEnd();
  let end = 0;
  for (let match = TOKEN.exec(trimmed); match !== null; match = TOKEN.exec(trimmed)) {
    tokens.push(match[1] ?? '');
    end = TOKEN.lastIndex;
  }
  if (end !== trimmed.length) throw bad(expression);
  if (tokens.length === 0) return '0';
  const state = { tokens, at: 0, expression, shell };
  const value = assignment(state);
  if (state.at !== tokens.length) throw bad(expression);
  return String(value);
}

interface State {
  readonly tokens: readonly string[];
  at: number;
  readonly expression: string;
  readonly shell: Shell;
}

function assignment(state: State): number {
  const [name = '', sign = ''] = state.tokens.slice(state.at, state.at + 2);
  if (/^[A-Za-z_]/.test(name) && /^(?:[-+*/%])?=$/.test(sign)) {
    state.at += 2;
    const right = assignment(state);
    const value = sign === '=' ? right : operate(state, sign.slice(0, -1), valueOf(state.shell, name), right);
    state.shell.variables.set(name, String(value));
    return value;
  }
  const condition = binary(state, 0);
  if (state.tokens[state.at] !== '?') return condition;
  state.at += 1;
  const yes = assignment(state);
  if (state.tokens[state.at] !== ':') throw bad(state.expression);
  state.at += 1;
  const no = assignment(state);
  return condition === 0 ? no : yes;
}

function binary(state: State, level: number): number {
  const operators = LEVELS[level];
  if (operators === undefined) return unary(state);
  let left = binary(state, level + 1);
  for (;;) {
    const operator = state.tokens[state.at];
    if (operator === undefined || !operators.includes(operator)) return left;
    state.at += 1;
    left = operate(state, operator, left, binary(state, level + 1));
  }
}

function unary(state: State): number {
  const token = state.tokens[state.at];
  state.at += 1;
  if (token === '-') return -unary(state);
  if (token === '+') return unary(state);
  if (token === '!') return unary(state) === 0 ? 1 : 0;
  if (token === '~') return Number(~BigInt(unary(state)));
  if (token === '(') {
    const value = assignment(state);
    if (state.tokens[state.at] !== ')') throw bad(state.expression);
    state.at += 1;
    return value;
  }
  if (token === undefined || !/^\w/.test(token)) throw bad(state.expression);
  return /^\d/.test(token) ? integer(token) : valueOf(state.shell, token);
}

function operate(state: State, operator: string, left: number, right: number): number {
  const truth = (isTrue: boolean): number => (isTrue ? 1 : 0);
  const exact = (of: (a: bigint, b: bigint) => bigint): number => Number(of(BigInt(left), BigInt(right)));
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
    case '%':
      if (right === 0) throw new Error(`division by zero in $((${state.expression}))`);
      return operator === '/' ? Math.trunc(left / right) : left % right;
    case '<<':
      return exact((a, b) => a << b);
    case '>>':
      return exact((a, b) => a >> b);
    case '&':
      return exact((a, b) => a & b);
    case '|':
      return exact((a, b) => a | b);
    case '^':
      return exact((a, b) => a ^ b);
    case '==':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    case '<':
      return truth(left < right);
    case '<=':
      return truth(left <= right);
    case '>':
      return truth(left > right);
    case '>=':
      return truth(left >= right);
    case '&&':
      return truth(left !== 0 && right !== 0);
    default:
      return truth(left !== 0 || right !== 0);
  }
}

function valueOf(shell: Shell, name: string): number {
  const text = (shell.variables.get(name) ?? '').trim();
  if (text === '') return 0;
  const value = /^([+-]?)(0[xX][0-9a-fA-F]+|\d+)$/.exec(text);
  if (value === null) throw new Error(`the virtual shell cannot calculate with ${name}=${JSON.stringify(text)}`);
  return value[1] === '-' ? -integer(value[2] ?? '') : integer(value[2] ?? '');
}

function integer(text: string): number {
  return /^0[0-7]+$/.test(text) ? parseInt(text, 8) : Number(text);
}

function bad(expression: string): Error {
  return new Error(`the virtual shell cannot read $((${expression}))`);
}
