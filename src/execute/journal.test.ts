import fc from 'fast-check';
import { journalLines } from '../../test/transport/journal-lines';
import { encodeJournalValue, parseJournal, parseRecord } from './journal';

const [BEGIN = '', ...OTHERS] = journalLines('run-1', [
  'begin owner=anna%40desk plan=sha256:ab steps=2 pid=4711 at=2026-11-22T10:00:00Z',
  'locked at=2026-11-22T10:00:00Z',
  'intent step=s01 at=2026-11-22T10:00:00Z',
  'outcome step=s01 exit=0 effect=unasked ownership=recorded at=2026-11-22T10:00:04Z',
  'end result=failed reason=step:s02 at=2026-11-22T10:00:04Z',
]);
const LINES = [BEGIN, ...OTHERS];
const TEXT = `${LINES.join('\n')}\n`;

const kindsOf = (lines: readonly string[]): string[] =>
  parseJournal(lines.map((line) => `${line}\n`).join(''), 'run-1').records.map(({ kind }) => kind);
const complaintsOf = (lines: readonly string[]): string[] =>
  parseJournal(lines.map((line) => `${line}\n`).join(''), 'run-1').diagnostics.map(({ summary }) => summary);

describe('parseJournal', () => {
  test('reads the records in order', () => {
    const { records, diagnostics } = parseJournal(TEXT, 'run-1');
    expect(diagnostics).toEqual([]);
    expect(records.map((record) => record.kind)).toEqual(['begin', 'locked', 'intent', 'outcome', 'end']);
    expect(records[0]).toEqual({
      kind: 'begin',
      runId: 'run-1',
      writer: 'run',
      sequence: 1,
      at: '2026-11-22T10:00:00Z',
      owner: 'anna@desk',
      planDigest: 'sha256:ab',
      processId: 4711,
      stepCount: 2,
    });
    expect(records[3]).toMatchObject({ stepId: 's01', exitStatus: 0, ownership: 'recorded' });
  });

  test('leaves out a torn last line, however much of it there is, and keeps what was complete', () => {
    for (let length = 0; length < TEXT.length; length += 1) {
      const { records } = parseJournal(TEXT.slice(0, length), 'run-1');
      const complete = TEXT.slice(0, length).split('\n').length - 1;
      expect(records).toHaveLength(complete);
    }
    expect(parseJournal(`${BEGIN}\n@hpvm run-1 run.2 loc`, 'run-1').diagnostics).toMatchObject([
      { code: 'journal-torn', severity: 'warning' },
    ]);
  });

  test('reports a damaged line and the line of another run, and goes on', () => {
    const lines = [
      BEGIN,
      '@hpvm run-1 run.2 inte@hpvm run-1 run.3 locked',
      '@hpvm run-2 run.1 locked sum=1',
      ...OTHERS,
    ];
    expect(kindsOf(lines)).toEqual(['begin', 'locked', 'intent', 'outcome', 'end']);
    expect(complaintsOf(lines)).toEqual([
      'Journal line 2 cannot be read',
      'Journal line 3 belongs to run run-2, not to run-1',
    ]);
  });

  test('leaves out a record that was altered, and believes the ones behind it', () => {
    const lines = LINES.map((line) => line.replace('exit=0', 'exit=1'));
    expect(kindsOf(lines)).toEqual(['begin', 'locked', 'intent', 'end']);
    expect(complaintsOf(lines)).toEqual(['Journal line 4 does not fit its checksum']);
    expect(kindsOf(LINES.map((line) => line.replace(/ sum=.*/, '')))).toEqual([]);
  });

  test('notices that a record is missing by the one behind it', () => {
    const lines = LINES.filter((line) => !line.includes('intent'));
    expect(kindsOf(lines)).toEqual(['begin', 'locked', 'end']);
    expect(complaintsOf(lines)).toEqual(['Journal line 3 does not fit its checksum']);
  });

  test('reads what several writers wrote in turns, and one that died and was followed by another', () => {
    const guard = journalLines('run-1', ['guarding seconds=9 at=', 'reverting reason=runner-gone at='], 'guard');
    const first = journalLines('run-1', ['back pid=7 at=', 'reverting reason=x at='], 'back');
    const again = journalLines('run-1', ['back pid=8 at=', 'end result=reverted reason=x at='], 'back');
    const lines = [BEGIN, ...guard.slice(0, 1), ...OTHERS, ...guard.slice(1), ...first, '', ...again];
    expect(complaintsOf(lines)).toEqual([]);
    expect(kindsOf(lines).slice(-6)).toEqual(['end', 'reverting', 'back', 'reverting', 'back', 'end']);
  });

  test('passes over greetings and other chatter', () => {
    expect(parseJournal(`Welcome to vmhost1\r\n${TEXT}`, 'run-1')).toMatchObject({
      diagnostics: [],
      records: { length: 5 },
    });
  });

  test.each([
    'outcome step=s01 exit=-1 effect=unasked ownership=none',
    'outcome step=s01 exit= effect=unasked ownership=none',
    'outcome exit=0 effect=unasked ownership=none',
    'outcome step=s01 exit=0 effect=unasked ownership=maybe',
    'outcome step=s01 exit=0 effect=maybe ownership=none',
    'outcome step=s01 exit=0 ownership=none',
    'end result=perfect',
    'intent',
    'output step=s01 stream=stdout hex=abc',
    'output step=s01 stream=nowhere hex=ab',
    'begin owner=%ZZ plan=x steps=1 pid=2',
    'something new=1',
    'locked  at=2026-11-22T10:00:00Z',
  ])('refuses the record %j', (rest) => {
    expect(parseRecord(`@hpvm run-1 run.7 ${rest}`)).toBeUndefined();
  });

  test('never throws, and believes no line that nobody wrote', () => {
    const damaged = fc
      .tuple(fc.constantFrom(...LINES), fc.nat(120), fc.string({ unit: 'binary', minLength: 1 }))
      .map(([line, at, junk]) => line.slice(0, at) + junk + line.slice(at));
    fc.assert(
      fc.property(fc.array(fc.oneof(damaged, fc.constantFrom(...LINES), fc.string())), (lines) => {
        const written = LINES.map((line) => parseRecord(line.replace(/ sum=.*/, '')));
        for (const record of parseJournal(lines.join('\n'), 'run-1').records) expect(written).toContainEqual(record);
      }),
    );
  });
});

describe('encodeJournalValue', () => {
  test('makes any text one word that is read back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const encoded = encodeJournalValue(text);
        expect(encoded).toMatch(/^[A-Za-z0-9_.:,@%+/-]*$/);
        const record = parseRecord(`@hpvm r run.1 end result=failed reason=${encoded} at=`);
        expect(record).toMatchObject({ reason: Buffer.from(text, 'utf8').toString('utf8') });
      }),
    );
  });
});
