// The licences of what is bundled: whoever hands out the bundles must hand out these texts with them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * One section for each package that has a file in a bundle, by name.
 *
 * @throws Error when a package is there without a licence text
 */
export function thirdPartyNotices(root, metafiles) {
  const files = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(files.flatMap(packageFolderOf));
  const sections = [...folders]
    .map((folder) => sectionOf(root, folder, files))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
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

function sectionOf(root, folder, files) {
  const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  // Older packages have a list.
  const licence = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(', ');
  const texts = readdirSync(path.join(root, folder)).filter((file) =>
    /^(licen[cs]e|copying|notice)([.-]|$)/i.test(file),
  );
  const text = texts
    .sort()
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
    .concat(texts.length === 0 ? textsInFiles(root, folder, files) : [])
    .join('\n\n');
  return { title: `${manifest.name} ${manifest.version}`, licence, text };
}

/** A package without a licence file says its licence in its files: the Apache licence is ours as well, so its text is at hand. */
function textsInFiles(root, folder, files) {
  const heads = files
    .filter((file) => packageFolderOf(file)[0] === folder)
    .flatMap((file) => /(?:^\/\/.*\n)+/m.exec(readFileSync(path.join(root, file), 'utf8')) ?? [])
    .filter((head) => /Apache License|Redistributions/.test(head));
  if (heads.length === 0) throw new Error(`${folder} is bundled, but nothing in it says its licence`);
  return [...new Set(heads), readFileSync(path.join(root, 'LICENSE'), 'utf8')];
}
