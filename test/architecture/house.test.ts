import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RESOURCE_KINDS } from '../../src/model/resource';
import { filesBelow, foldersIn, ROOT } from './repository-files';

const code = ['src', 'constructs', 'examples', 'scripts', 'test']
  .flatMap(filesBelow)
  .filter((file) => /\.[cm]?[jt]s$/.test(file));

test('every file of code has a kebab-case name', () => {
  const names = code.filter(
    (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|generated))?\.[cm]?[jt]s$/.test(path.basename(file)),
  );
  expect(names).toEqual([]);
});

test('no file is named after what it is not about', () => {
  const vague = /(^|-)(utils?|helpers?|common|misc|manager|service|base|impl)(-|\.|$)/;
  expect(code.filter((file) => vague.test(path.basename(file)))).toEqual([]);
});

test.each(['src/diff', 'src/plan/operations', 'constructs'])(
  '%s has one file for each kind of resource, named alike',
  (room) => {
    const files = filesBelow(room);
    const expected = RESOURCE_KINDS.map((kind) => `${room}/${fileOfKind(kind)}.ts`);
    expect(expected.filter((file) => !files.includes(file))).toEqual([]);
  },
);

test('every room of src is in the table of ARCHITECTURE.md and has its layer rule', () => {
  const table = readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const layers = readFileSync(path.join(ROOT, '.dependency-cruiser.cjs'), 'utf8');
  const unnamed = foldersIn('src').filter(
    (room) => !table.includes(`\`src/${room}/\``) || !layers.includes(`  ${room}: {`),
  );
  expect(unnamed).toEqual([]);
});

test('a file that the table says to start reading exists', () => {
  const rows = readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8').matchAll(
    /^\| `([^`]+)` \|.*\| `([^`]+)`[^|]*\|$/gm,
  );
  const files = [...rows].map(([, room = '', file = '']) => path.join(room, file));
  const all = [...filesBelow('src'), ...filesBelow('constructs'), ...filesBelow('examples')];
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !all.includes(file))).toEqual([]);
});

function fileOfKind(kind: string): string {
  return kind === 'tunables' ? 'host-tunables' : kind.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
