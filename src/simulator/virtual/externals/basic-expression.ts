/**
 * A basic regular expression (POSIX 9.3) as one of JavaScript's. `isExtended`: an extended one (9.4).
 * @throws Error for what it does not know
 */
export function regularExpression(text: string, isExtended: boolean, flags = ''): RegExp {
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '[') {
      let end = at + 1;
      if (text[end] === '^') end += 1;
      if (text[end] === ']') end += 1;
      while (end < text.length && text[end] !== ']')
        end += text.startsWith('[:', end) ? text.slice(end).indexOf(':]') + 2 : 1;
      if (end >= text.length) throw new Error(`the virtual machine cannot read the expression ${text}`);
      result += bracket(text.slice(at + 1, end));
      at = end;
    } else if (character === '\\') {
      at += 1;
      const next = text[at] ?? '';
      if (!isExtended && '(){}'.includes(next)) result += next;
      else if (/[1-9]/.test(next)) result += `\\${next}`;
      else if (/[A-Za-z]/.test(next) || next === '')
        throw new Error(`the virtual machine cannot read the expression ${text}`);
      else result += `\\${next}`;
    } else if (character === '^' && !isExtended && result !== '' && !result.endsWith('(')) result += '\\^';
    else if (character === '$' && !isExtended && at < text.length - 1 && !text.startsWith('\\)', at + 1))
      result += '\\$';
    else if (character === '*' && (result === '' || result === '^' || result.endsWith('('))) result += '\\*';
    else if (!isExtended && '(){}+?|'.includes(character)) result += `\\${character}`;
    else if (character === '/') result += '\\/';
    else result += character;
  }
  return new RegExp(result, flags);
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

function bracket(inside: string): string {
  const isNegated = inside.startsWith('^');
  const members = (isNegated ? inside.slice(1) : inside).replaceAll(
    /\[:([a-z]+):\]|([\]\\[])/g,
    (_, name?: string, sign?: string) => {
      if (name === undefined) return `\\${sign ?? ''}`;
      const set = CLASSES[name];
      if (set === undefined) throw new Error(`the virtual machine does not know the class [:${name}:]`);
      return set;
    },
  );
  return `[${isNegated ? '^' : ''}${members}]`;
}
