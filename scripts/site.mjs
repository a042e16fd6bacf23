// Makes the documentation a site that needs no server and no network: `npm run site`, then open build/site/index.html.
//
//   node scripts/site.mjs [--out FOLDER]
//
// Pages are the Markdown files as they stand in the repository, so that they read as well there. What a page links to and what is
// no page (an example, a schema, a picture) is copied beside it. A link that leads nowhere is an error.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { layout } from './site/layout.mjs';
import { listing } from './site/listing.mjs';
import { navigation, pagesOf } from './site/pages.mjs';
import { renderer } from './site/renderer.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [flag, folder = path.join('build', 'site')] = process.argv.slice(2);
if (flag !== undefined && flag !== '--out') throw new Error('usage: site.mjs [--out FOLDER]');
const out = path.resolve(root, folder);

const pages = pagesOf(root);
const files = new Set();
const listings = new Map();
const markdown = renderer({ isPage: (file) => pages.some((page) => page.file === file) });
const rendered = pages.map((page) => {
  const { html, targets, ids } = markdown(page);
  for (const target of targets) {
    if (!existsSync(path.join(root, target.file))) throw new Error(`${page.file}: ${target.file} is not there`);
    if (target.kind === 'folder') listings.set(target.file, listing(target.file, pages));
    if (target.kind === 'file') files.add(target.file);
  }
  return { page, html, targets, ids };
});
requireAnchors(rendered);

rmSync(out, { recursive: true, force: true });
const groups = navigation(pages);
for (const { page, html } of rendered) write(page.output, layout({ page, html, groups }));
for (const page of listings.values()) write(page.output, layout({ page, html: page.html, groups }));
for (const file of [...files, 'scripts/site/site.css']) {
  const target = file === 'scripts/site/site.css' ? 'site.css' : file;
  mkdirSync(path.dirname(path.join(out, target)), { recursive: true });
  cpSync(path.join(root, file), path.join(out, target));
}
console.log(
  `${rendered.length + listings.size} pages and ${files.size} files are in ${path.relative(process.cwd(), out)}`,
);

function write(file, text) {
  mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
  writeFileSync(path.join(out, file), text);
}

/** A heading that a link names must be there. */
function requireAnchors(all) {
  const idsOf = new Map(all.map(({ page, ids }) => [page.file, ids]));
  const dead = all.flatMap(({ page, targets }) =>
    targets
      .filter(({ file, anchor }) => anchor !== undefined && idsOf.has(file) && !idsOf.get(file).has(anchor))
      .map(({ file, anchor }) => `${page.file}: ${file} has no heading #${anchor}`),
  );
  if (dead.length > 0) throw new Error(dead.join('\n'));
}
