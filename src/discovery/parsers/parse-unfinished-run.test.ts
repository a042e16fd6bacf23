import { parseUnfinishedRun } from './parse-unfinished-run';

const RECORD = [
  'run 20261122T100000Z-ab12',
  'since 2026-11-22T10:00:00Z',
  'todo s01 /opt/hpvm/bin/hpvmnet -S vmlan900 -h',
  'todo s02 /usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force',
  'done s01',
  '',
].join('\n');

test('the steps that are not done are left, with their commands', () => {
  expect(parseUnfinishedRun(RECORD)).toMatchObject({
    ok: true,
    value: {
      runId: '20261122T100000Z-ab12',
      startedAt: '2026-11-22T10:00:00Z',
      remaining: [{ step: 's02', command: '/usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force' }],
      isBeingTakenBack: false,
      left: [],
    },
  });
});

test('a record in which every step is done is as good as none', () => {
  expect(parseUnfinishedRun(`${RECORD}done s02\n`)).toMatchObject({ ok: true, value: null });
});

test('a run that was being taken back says so, with what was left the last time', () => {
  expect(parseUnfinishedRun(`${RECORD}reverting\nleft r01\nleft r02\nreverting\nleft r02\n`)).toMatchObject({
    ok: true,
    value: { isBeingTakenBack: true, left: ['r02'], remaining: [{ step: 's02' }] },
  });
  expect(parseUnfinishedRun(`${RECORD}reverting\n`)).toMatchObject({ value: { isBeingTakenBack: true, left: [] } });
  expect(parseUnfinishedRun(`${RECORD}done s02\nreverting\nleft r01\n`)).toMatchObject({
    value: { remaining: [], left: ['r01'] },
  });
  expect(parseUnfinishedRun(`${RECORD}left r01\n`)).toMatchObject({ value: { isBeingTakenBack: true } });
});

test('a line that is none of ours is refused with its number', () => {
  for (const line of ['reverting r01', 'left', 'left r01 x'])
    expect(parseUnfinishedRun(`${RECORD}${line}\n`).ok).toBe(false);
  const read = parseUnfinishedRun(`${RECORD}skip s03\n`);
  expect(read.ok).toBe(false);
  expect(JSON.stringify(read.diagnostics)).toContain('skip s03');
});
