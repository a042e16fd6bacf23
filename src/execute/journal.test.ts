import fc from 'fast-check';
import { encodeJournalValue, parseJournal, parseRecord } from './journal';

const BEGIN = '@hpvm run-1 1 begin owner=anna%40desk plan=sha256:ab steps=2 pid=4711 at=2026-11-22T10:00:00Z';
const LINES = [
  BEGIN,
  '@hpvm run-1 2 locked at=2026-11-22T10:00:00Z',
  '@hpvm run-1 3 intent step=s01 at=2026-11-22T10:00:00Z',
  '@hpvm run-1 4 outcome step=s01 exit=0 effect=unasked ownership=recorded at=2026-11-22T10:00:04Z',
  '@hpvm run-1 5 end result=failed reason=step:s02 at=2026-11-22T10:00:04Z',
];
const TEXT = `${LINES.join('\n')}\n`;

describe('parseJournal', () => {
  test('reads the records in order', () => {
    const { records, diagnostics } = parseJournal(TEXT, 'run-1');
    expect(diagnostics).toEqual([]);
    expect(records.map((record) => record.kind)).toEqual(['begin', 'locked', 'intent', 'outcome', 'end']);
    expect(records[0]).toEqual({
      kind: 'begin',
      runId: 'run-1',
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
    expect(parseJournal(`${BEGIN}\n@hpvm run-1 2 loc`, 'run-1').diagnostics).toMatchObject([
      { code: 'journal-torn', severity: 'warning' },
    ]);
  });

  test('reports a damaged line and the line of another run, and goes on', () => {
    const { records, diagnostics } = parseJournal(
      `${BEGIN}\n@hpvm run-1 2 inte@hpvm run-1 3 locked\n@hpvm run-2 1 locked\n${TEXT}`,
      'run-1',
    );
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['journal-unreadable', 'journal-unreadable']);
    expect(diagnostics[1]?.summary).toContain('belongs to run run-2');
    expect(records).toHaveLength(6);
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
    expect(parseRecord(`@hpvm run-1 7 ${rest}`)).toBeUndefined();
  });

  test('never throws, and gives back only what a record line says', () => {
    const damaged = fc
      .tuple(fc.constantFrom(...LINES), fc.nat(120), fc.string({ unit: 'binary' }))
      .map(([line, at, junk]) => line.slice(0, at) + junk + line.slice(at));
    fc.assert(
      fc.property(fc.array(fc.oneof(damaged, fc.constantFrom(...LINES), fc.string())), (lines) => {
        const { records } = parseJournal(lines.join('\n'), 'run-1');
        const whole = lines
          .join('\n')
          .split('\n')
          .slice(0, -1)
          .filter((line) => parseRecord(line)?.runId === 'run-1');
        expect(records).toHaveLength(whole.length);
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
        const record = parseRecord(`@hpvm r 1 end result=failed reason=${encoded} at=`);
        expect(record).toMatchObject({ reason: Buffer.from(text, 'utf8').toString('utf8') });
      }),
    );
  });
});
