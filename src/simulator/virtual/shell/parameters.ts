import type { Shell } from './shell';

/** Value of a parameter; undefined when it is not set. `$@` and `$*` joined by blanks. */
export function parameterValue(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.rootPid);
    case '!':
      return shell.lastBackgroundPid === null ? undefined : String(shell.lastBackgroundPid);
    case '#':
      return String(shell.parameters.length);
    case '@':
    case '*':
      return shell.parameters.length === 0 ? undefined : shell.parameters.join(starSeparator(shell, name));
    case '0':
      return shell.name;
    case '-':
      throw new Error('the virtual shell does not know $-');
    default:
      return /^[0-9]/.test(name) ? shell.parameters[Number(name) - 1] : shell.variables.get(name);
  }
}

function starSeparator(shell: Shell, name: string): string {
  if (name === '@') return ' ';
  return (shell.variables.get('IFS') ?? ' ').slice(0, 1);
}
