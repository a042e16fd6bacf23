import fc from 'fast-check';
import { numberLines } from './numbered-line';
import { readTable, type TableFormat } from './read-table';

type Column = 'name' | 'number' | 'state' | 'uplink' | 'note';

const WIDTHS = { name: 8, number: 6, state: 9, uplink: 8, note: 10 } as const;
const FORMAT: TableFormat<Column> = {
  header: 'Name Number State Uplink Note',
  columns: [
    { name: 'name', pattern: /^[a-z]\w*$/ },
    { name: 'number', pattern: /^\d+$/ },
    { name: 'state', pattern: /^(Off|On \((OS|EFI)\))$/, maxWords: 2 },
    { name: 'uplink', pattern: /^lan\d+$/, isOptional: true },
    { name: 'note', pattern: /^[A-Z]+$/, isOptional: true },
  ],
};
type Row = Readonly<Record<Column, string>>;

const row: fc.Arbitrary<Row> = fc.record({
  name: fc.stringMatching(/^[a-z]\w{0,10}$/),
  number: fc.nat(99_999_999).map(String),
  state: fc.constantFrom('Off', 'On (OS)', 'On (EFI)'),
  uplink: fc.oneof(
    fc.constant(''),
    fc.nat(99_999).map((n) => `lan${n}`),
  ),
  note: fc.stringMatching(/^[A-Z]{0,14}$/),
});

/** Prints like `printf "%-8s %6s %-9s..."`: a wide value pushes the rest of its row to the right. */
function printed(rows: readonly Row[]): string {
  const line = (cells: Row): string =>
    [
      cells.name.padEnd(WIDTHS.name),
      cells.number.padStart(WIDTHS.number),
      cells.state.padEnd(WIDTHS.state),
      cells.uplink.padEnd(WIDTHS.uplink),
      cells.note.padEnd(WIDTHS.note),
    ].join(' ');
  const header = line({ name: 'Name', number: 'Number', state: 'State', uplink: 'Uplink', note: 'Note' });
  const ruler = Object.values(WIDTHS)
    .map((width) => '='.repeat(width))
    .join(' ');
  return [header, ruler, ...rows.map(line), ''].join('\n');
}

function read(text: string) {
  const result = readTable(numberLines(text), [FORMAT], 'command');
  return result.ok ? result.value.map(({ cells }) => cells) : result.diagnostics;
}

test('printed rows read back, also where values are wider than their columns', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => expect(read(printed(rows))).toEqual(rows)),
    { numRuns: 500 },
  );
});

test('rows read back when every run of blanks has become one', () => {
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const collapsed = printed(rows).replace(/ +/g, ' ').replace(/ $/gm, '');
      expect(read(collapsed)).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

test('a row that could be read in two ways is refused', () => {
  const columns = [
    { name: 'name', pattern: /^\w+$/ },
    { name: 'uplink', pattern: /^(N\/A|lan\d+)$/, isOptional: true },
    { name: 'note', pattern: /^(N\/A|[A-Z]+)$/, isOptional: true },
  ] as const;
  const text = 'Name Uplink Note\n==== ====== ====\na-much-wider N/A\n'.replace('a-much-wider', 'a_much_wider');
  const result = readTable(numberLines(text), [{ header: 'Name Uplink Note', columns }], 'hpvmnet');
  expect(result.diagnostics.map(({ code, summary }) => [code, summary])).toEqual([
    ['unreadable-output', 'cannot read hpvmnet, line 3'],
  ]);
});

test('a diagnostic quotes the line with its control characters escaped', () => {
  const [diagnostic] = readTable(numberLines(`${printed([])}\u001b[2Jboom\n`), [FORMAT], 'hpvmnet').diagnostics;
  expect(diagnostic?.detail).toContain('Line 3 is "\\u001b[2Jboom".');
});

test('a header that is not known word for word is another table', () => {
  expect(read(printed([]).replace('State', 'Status'))).toMatchObject([{ code: 'unreadable-output' }]);
});

test('every line that cannot be read is reported, not only the first', () => {
  const text = `${printed([])}bad row\nvm1           1 Off       lan1     A\nworse\n`;
  expect(readTable(numberLines(text), [FORMAT], 'x').diagnostics.map(({ summary }) => summary)).toEqual([
    'cannot read x, line 3',
    'cannot read x, line 5',
  ]);
});
