// The licences of what is bundled: whoever hands out the bundles must hand out these texts with them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * One section for each package that has a file in a bundle, by name.
 *
 * @throws Error when a package is there without a licence text
 */
export function thirdPartyNotices(root, metafiles) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap(packageFolderOf));
  const sections = [...folders].map((folder) => sectionOf(root, folder)).sort((a, b) => (a.title < b.title ? -1 : 1));
  const contents = sections.map(({ title, licence }) => `  ${title} (${licence})`);
  return [
    'cdktf-hpvm contains parts of the following packages, each under the licence printed below.\n',
    `${contents.join('\n')}\n`,
    ...sections.map(({ title, text }) => `${'-'.repeat(80)}\n${title}\n\n${text.replaceAll('\r\n', '\n').trim()}\n`),
  ].join('\n');
}

/** `node_modules/a/node_modules/@b/c` of `node_modules/a/node_modules/@b/c/lib/d.js`; none for a file of ours. */
function packageFolderOf(file) {
  const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file);
  return found === null ? [] : [found[0]];
}

function sectionOf(root, folder) {
  const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  // Older packages have a list.
  const licence = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(', ');
  const texts = readdirSync(path.join(root, folder)).filter((file) =>
    /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file),
  );
  if (texts.length === 0) throw new Error(`${folder} is bundled, but has no file with its licence`);
  const text = texts
    .sort()
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
    .join('\n\n');
  return { title: `${manifest.name} ${manifest.version}`, licence, text };
}
