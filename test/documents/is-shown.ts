/**
 * Whether lines of a document were printed. A line of three dots stands for any lines, three dots in a line for any
 * text, so that a document shows of an output what matters and leaves out what differs from one run to the next. Nothing but dots
 * shows nothing.
 */
export function isShown(lines: string, output: string): boolean {
  if (lines.split('\n').every((line) => /^[. ]*$/.test(line))) return false;
  const pattern = lines
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '...' ? '(?:.*\\n)*?' : `[ ]*${literally(line.trim())}[ ]*\\n`))
    .join('');
  return new RegExp(`^${pattern}`, 'm').test(`${output}\n`);
}

function literally(line: string): string {
  return line
    .split('...')
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
}
