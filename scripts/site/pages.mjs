import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Groups of the navigation, in its order, each with the files that it takes; the first group that takes a file has it. */
const GROUPS = [
  ['Start', /^README\.md$|^docs\/tutorial\//],
  ['How-to guides', /^docs\/how-to\//],
  ['Explanation', /^docs\/explanation\//],
  ['Reference', /^docs\/reference\/[^/]+\.md$|^docs\/reference\/[^/]+\/index\.md$|^docs\/(rules|glossary)\.md$/],
  ['Terraform provider', /^docs\/(index\.md|(resources|data-sources|functions|guides)\/)/],
  ['Examples', /^examples\//],
  ['Evidence', /^docs\/[^/]+\.md$/],
  ['Project', /^[A-Z]+\.md$/],
];

/**
 * Every page: its file, where it goes in the site, its title and its text without front matter.
 */
export function pagesOf(root) {
  const top = readdirSync(root).filter((name) => /^[A-Z]+\.md$/.test(name));
  const below = ['docs', 'examples'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .map((file) => path.join(folder, file))
      .filter((file) => file.endsWith('.md') && !file.includes('node_modules')),
  );
  return [...top, ...below].sort().map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const [front = ''] = /^---\n[\s\S]*?\n---\n/.exec(text) ?? [];
    const body = text.slice(front.length);
    const title = /^page_title: "(.*)"$/m.exec(front)?.[1] ?? /^# (.+)$/m.exec(body)?.[1] ?? file;
    return { file, output: outputOf(file), title: file === 'README.md' ? 'Overview' : title.replaceAll('`', ''), body };
  });
}

/** Where a file of Markdown goes. */
export function outputOf(file) {
  return file.replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html');
}

/** What stands beside every page: groups of pages. */
export function navigation(pages) {
  const taken = new Set();
  return GROUPS.map(([title, pattern]) => {
    const members = pages.filter(({ file }) => pattern.test(file) && !taken.has(file));
    for (const { file } of members) taken.add(file);
    return { title, members: [...members].sort(byTitle) };
  });
}

function byTitle(left, right) {
  // The overview is the first of all.
  return (
    Number(right.file === 'README.md') - Number(left.file === 'README.md') || left.title.localeCompare(right.title)
  );
}
