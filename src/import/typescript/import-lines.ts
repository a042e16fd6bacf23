import { LINE_WIDTH } from './code-layout';
import { quoted } from './quoted-text';

/** `import { ... } from '...';` of sorted names, laid out as Prettier would; empty without names. */
export function importLines(names: ReadonlySet<string>, module: string, isTypeOnly = false): string {
  if (names.size === 0) return '';
  const sorted = [...names].sort((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1));
  const head = isTypeOnly ? 'import type' : 'import';
  const line = `${head} { ${sorted.join(', ')} } from ${quoted(module)};\n`;
  if (line.length - 1 <= LINE_WIDTH || sorted.length === 1) return line;
  return `${head} {\n${sorted.map((name) => `  ${name},\n`).join('')}} from ${quoted(module)};\n`;
}
