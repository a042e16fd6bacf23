import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts a text in the place of one section of a Markdown document, between `<!-- NAME -->` and `<!-- end of NAME -->`.
 * Throws when the document has no such section.
 */
export function replaceSection(file, name, text) {
  const document = readFileSync(file, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no section ${name}`);
  writeFileSync(file, `${document.slice(0, from + start.length)}\n\n${text.trim()}\n\n${document.slice(to)}`);
}
