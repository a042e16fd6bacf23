import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PARSERS } from './recorded-parsers';

const recordings = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.txt'))
  .sort();
const commandOf = (file: string): string => path.basename(path.dirname(file));

describe('every recording', () => {
  test.each(recordings)('%s gives the facts or the refusal beside it', (file) => {
    const parse = PARSERS[commandOf(file)];
    if (parse === undefined) throw new Error(`no parser is named for the folder ${commandOf(file)}`);
    const result = parse(readFileSync(path.join(__dirname, file), 'utf8'));
    const found = result.ok
      ? { facts: result.value }
      : { refused: result.diagnostics.map(({ summary, detail }) => [summary, ...detail.split('\n').slice(0, 2)]) };
    const golden = path.join(__dirname, file.replace(/\.txt$/, '.expected.json'));
    if (process.env['UPDATE_RECORDINGS'] === '1') writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });

  test.each(recordings)('%s is refused exactly when its name says so', (file) => {
    const result = PARSERS[commandOf(file)]?.(readFileSync(path.join(__dirname, file), 'utf8'));
    expect(result?.ok).toBe(!path.basename(file).startsWith('refused-'));
    if (result?.ok === false) expect(result.diagnostics.map((each) => each.code)).toContain('unreadable-output');
  });
});

test('every parser has a recording that it reads, and every golden has its recording', () => {
  const read = recordings.filter((file) => !path.basename(file).startsWith('refused-')).map(commandOf);
  expect([...new Set(read)].sort()).toEqual(Object.keys(PARSERS).sort());
  const goldens = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  const orphans = goldens.filter(
    (file) => !existsSync(path.join(__dirname, file.replace(/\.expected\.json$/, '.txt'))),
  );
  expect(orphans).toEqual([]);
});

test('the README says of every recording where it comes from', () => {
  const readme = readFileSync(path.join(__dirname, 'README.md'), 'utf8');
  expect(recordings.filter((file) => !readme.includes(`\`${file}\``))).toEqual([]);
});
