import path from 'node:path';
import { escaped } from './layout.mjs';

/** A page for a folder that others link to: the pages in it. */
export function listing(folder, pages) {
  const inside = pages.filter(({ file }) => file.startsWith(`${folder}/`));
  if (inside.length === 0) throw new Error(`${folder} holds no page`);
  const items = inside.map(
    ({ output, title }) => `<li><a href="${path.relative(folder, output)}">${escaped(title)}</a></li>`,
  );
  return {
    file: `${folder}/`,
    output: path.join(folder, 'index.html'),
    title: folder,
    html: `<h1>${escaped(folder)}</h1>\n<ul>\n${items.join('\n')}\n</ul>\n`,
  };
}
