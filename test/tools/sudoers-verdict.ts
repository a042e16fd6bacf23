/**
 * What sudo makes of a command line: of the entries that match its path and its arguments, the last one counts
 * (sudoers(5)). Arguments are one text, compared by fnmatch(3) without regard to slashes.
 */
export function sudoAllows(commands: readonly string[], argv: readonly string[]): boolean {
  const [path = '', ...words] = argv;
  const text = words.join(' ');
  const last = commands.filter((command) => matches(command.replace(/^!/, ''), path, text)).at(-1);
  return last !== undefined && !last.startsWith('!');
}

function matches(command: string, path: string, text: string): boolean {
  const blank = command.indexOf(' ');
  if (command.slice(0, blank) !== path) return false;
  const pattern = command.slice(blank + 1);
  return pattern === '""' ? text === '' : patternOf(pattern).test(text);
}

const compiled = new Map<string, RegExp>();

function patternOf(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const source = pattern.replace(/\\(.)|(\[[^\]]*\])|(\*)|(\?)|(.)/gs, (_, quoted, list, star, one, plain) => {
    if (list !== undefined) return String(list).replace(/^\[!/, '[^');
    if (star !== undefined) return '.*';
    if (one !== undefined) return '.';
    return String(quoted ?? plain).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const made = new RegExp(`^${source}$`, 's');
  compiled.set(pattern, made);
  return made;
}
