import { auditOf, brokenLink, type AuditEntry } from './audit';
import { parseRecord, type JournalRecord } from './journal';

const RECORDS: readonly JournalRecord[] = [
  '@hpvm r run.1 begin owner=anna plan=p steps=1 pid=7 at=2026-11-22T10:00:00Z',
  '@hpvm r run.2 intent step=s01 at=2026-11-22T10:00:01Z',
  '@hpvm r run.3 outcome step=s01 exit=0 effect=shown ownership=none at=2026-11-22T10:00:03Z',
  '@hpvm r run.4 output step=s01 stream=stdout hex=6f6b at=2026-11-22T10:00:03Z',
  '@hpvm r run.5 confirmed at=2026-11-22T10:00:05Z',
  '@hpvm r run.6 intent step=s02 at=2026-11-22T10:00:06Z',
  '@hpvm r guard.1 undo-intent undo=r01 turn=1 at=2026-11-22T10:00:07Z',
  '@hpvm r guard.2 undo-outcome undo=r01 turn=1 exit=3 effect=missing at=2026-11-22T10:00:08Z',
].map((line) => {
  const record = parseRecord(line);
  if (record === undefined) throw new Error(line);
  return record;
});

const RUN = {
  owner: 'anna@desk',
  planDigest: 'sha256:p',
  runId: 'r',
  hostKeyFingerprint: 'SHA256:abc',
  commands: new Map([
    ['s01', ['/bin/one', 'x']],
    ['r01', ['/bin/back']],
  ]),
  records: RECORDS,
  outcome: 'reverted',
};

test('the audit tells who did what, when, with which result, in the order of the host', () => {
  const audit = auditOf(RUN);
  expect(audit.map(({ event, at }) => [event, at])).toEqual([
    ['begin', '2026-11-22T10:00:00Z'],
    ['step', '2026-11-22T10:00:01Z'],
    ['confirmed', '2026-11-22T10:00:05Z'],
    ['step', '2026-11-22T10:00:06Z'],
    ['undo', '2026-11-22T10:00:07Z'],
    ['end', '2026-11-22T10:00:08Z'],
  ]);
  expect(audit[1]).toMatchObject({ id: 's01', command: ['/bin/one', 'x'], exitStatus: 0, effect: 'shown', seconds: 2 });
  expect(audit[3]).toMatchObject({ id: 's02', exitStatus: null, seconds: null });
  expect(audit[4]).toMatchObject({ id: 'r01', exitStatus: 3, effect: 'missing' });
  expect(brokenLink(audit)).toBeUndefined();
});

test('other output gives another digest', () => {
  const other = auditOf({ ...RUN, records: RECORDS.filter(({ kind }) => kind !== 'output') });
  expect(other[1]?.digest).not.toBe(auditOf(RUN)[1]?.digest);
});

test.each<readonly [string, (entries: readonly AuditEntry[]) => readonly AuditEntry[], number]>([
  ['an altered entry', (all) => all.map((each) => (each.sequence === 2 ? { ...each, at: null } : each)), 2],
  ['an entry that was taken out', (all) => all.filter(({ sequence }) => sequence !== 3), 3],
  ['two that changed places', ([first, second, ...rest]) => [second, first, ...rest].flatMap((each) => each ?? []), 1],
  ['a lost beginning', (all) => all.slice(1), 1],
])('%s is found', (_, change, place) => {
  expect(brokenLink(change(auditOf(RUN)))).toBe(place);
});
