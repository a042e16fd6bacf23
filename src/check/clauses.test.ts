import { readdirSync } from 'node:fs';
import path from 'node:path';
import { CLAUSES } from './clauses';

test('every clause has a file of its own, and its name', () => {
  const files = readdirSync(path.join(__dirname, 'clauses')).filter((file) => !file.endsWith('.test.ts'));
  expect(CLAUSES.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
});

test('every clause names a document with its date, release or page', () => {
  expect(CLAUSES.filter(({ source }) => !/[A-Z].*\d/.test(source)).map(({ id }) => id)).toEqual([]);
});
