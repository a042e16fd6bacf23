import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, ROOT } from './repository-files';

const documents = [
  ...['README', 'ARCHITECTURE', 'CONTRIBUTING', 'SECURITY', 'CHANGELOG'].map((name) => `${name}.md`),
  ...['docs', 'examples', 'test'].flatMap(filesBelow).filter((file) => file.endsWith('.md')),
];
const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

test.each(documents)('%s links only to files and headings that exist', (document) => {
  // A pattern between backticks may look like a link.
  const text = textOf(document).replaceAll(/`[^`\n]*`/g, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const dead = links
    .filter((target) => !/^https?:/.test(target))
    .filter((target) => {
      const [file = '', heading] = target.split('#');
      const found = file === '' ? document : path.join(path.dirname(document), file);
      return !existsSync(path.join(ROOT, found)) || (heading !== undefined && !headingsOf(found).includes(heading));
    });
  expect(dead).toEqual([]);
});

test.each(documents)('%s names only npm scripts that exist', (document) => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const named = [...textOf(document).matchAll(/npm run ([a-z:-]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test.each(documents)('%s names only source files and folders that exist', (document) => {
  const named = [
    ...textOf(document).matchAll(/`((?:src|constructs|test|scripts|examples|docs|schema|\.ci)\/[^`<>\s*]*)`/g),
  ].map(([, name = '']) => name);
  expect(named.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
});

test('decision records are numbered without gaps and say context, decision, evidence and consequences', () => {
  const records = filesBelow('docs/decisions');
  expect(records.map((file) => Number(path.basename(file).slice(0, 4)))).toEqual(records.map((_, index) => index + 1));
  const parts = ['**Context.**', '**Decision.**', '**Evidence.**', '**Consequences.**'];
  expect(records.filter((file) => !parts.every((part) => textOf(file).includes(part)))).toEqual([]);
});

function headingsOf(document: string): readonly string[] {
  const text = textOf(document);
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  // Pages for a registry name their own places.
  const anchors = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, anchor = '']) => anchor);
  return [...headings, ...anchors];
}

test('the pictures of README.md show the plan that it prints (else: npm run pictures)', () => {
  const pictured = textOf('docs/pictures/quick-start-steps.txt').trim().split('\n');
  const plan = textOf('docs/quickstart-plan.md').replaceAll(/\s+/g, ' ');
  expect(pictured.filter((step) => !plan.includes(` ${step} about `))).toEqual([]);
  expect(plan.match(/; \d+ steps;/)?.[0]).toBe(`; ${String(pictured.length)} steps;`);
});
