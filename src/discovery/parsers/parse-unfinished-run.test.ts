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
    },
  });
});

test('a record in which every step is done is as good as none', () => {
  expect(parseUnfinishedRun(`${RECORD}done s02\n`)).toMatchObject({ ok: true, value: null });
});

test('a line that is none of ours is refused with its number', () => {
  const read = parseUnfinishedRun(`${RECORD}skip s03\n`);
  expect(read.ok).toBe(false);
  expect(JSON.stringify(read.diagnostics)).toContain('skip s03');
});
