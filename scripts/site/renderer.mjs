import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import anchor from 'markdown-it-anchor';
import { outputOf } from './pages.mjs';

/**
 * Makes HTML of a page, with its links leading to where things are in the site. Gives what it links to in the repository, and
 * the places in it that can be linked to.
 */
export function renderer({ isPage }) {
  return ({ file, output, body }) => {
    const targets = [];
    const markdown = new MarkdownIt({ html: true }).use(anchor, { slugify, tabIndex: false });
    const rewrite = (token, attribute) => {
      const link = token.attrGet(attribute);
      if (link === null || /^[a-z]+:|^#/.test(link)) {
        if (link?.startsWith('#')) targets.push({ kind: 'page', file, anchor: link.slice(1) });
        return;
      }
      const [relative, place] = link.split('#');
      const target = targetOf(path.join(path.dirname(file), relative), isPage);
      targets.push({ ...target, anchor: place });
      const to = { page: outputOf(target.file), folder: path.join(target.file, 'index.html'), file: target.file };
      const href = path.relative(path.dirname(output), to[target.kind]);
      token.attrSet(attribute, place === undefined ? href : `${href}#${place}`);
    };
    const tokens = markdown.parse(body, {});
    const ids = new Set([...body.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id));
    for (const token of tokens) {
      if (token.type === 'heading_open') ids.add(token.attrGet('id'));
      for (const child of token.children ?? []) {
        if (child.type === 'link_open') rewrite(child, 'href');
        if (child.type === 'image') rewrite(child, 'src');
      }
    }
    return { html: markdown.renderer.render(tokens, markdown.options, {}), targets, ids };
  };
}

function targetOf(file, isPage) {
  const clean = file.replace(/\/$/, '');
  if (isPage(clean)) return { kind: 'page', file: clean };
  return { kind: existsSync(clean) && statSync(clean).isDirectory() ? 'folder' : 'file', file: clean };
}

/** As GitHub names headings, so that one link fits both. */
function slugify(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
