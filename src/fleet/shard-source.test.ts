import { findShard } from './shard-source';

const auto = (environment: Readonly<Record<string, string>>): unknown => {
  const found = findShard('auto', environment);
  return found.ok ? found.value : found.diagnostics.map(({ code, summary }) => `${code}: ${summary}`);
};

test('the command line says it, whatever the engine says', () => {
  expect(findShard('2/8', { HPVMCTL_SHARD: '1/4' })).toMatchObject({
    value: { shard: { index: 2, total: 8 }, source: '--shard' },
  });
});

test('without --shard nobody is asked: the whole fleet is meant', () => {
  expect(findShard(undefined, { HPVMCTL_SHARD: '1/4' })).toMatchObject({ ok: true, value: undefined });
});

test.each([
  [{ HPVMCTL_SHARD: '3/4' }, 3, 4, 'HPVMCTL_SHARD'],
  [{ CI_NODE_INDEX: '1', CI_NODE_TOTAL: '5' }, 1, 5, 'CI_NODE_INDEX and CI_NODE_TOTAL'],
  [{ JOB_COMPLETION_INDEX: '0', HPVMCTL_SHARD_TOTAL: '6' }, 1, 6, 'JOB_COMPLETION_INDEX and HPVMCTL_SHARD_TOTAL'],
  [{ HPVMCTL_SHARD: '2/2', CI_NODE_INDEX: '1', CI_NODE_TOTAL: '5' }, 2, 2, 'HPVMCTL_SHARD'],
])('auto takes it from %j', (environment, index, total, source) => {
  expect(auto(environment)).toEqual({ shard: { index, total }, source });
});

test.each([
  [{}, 'no-shard: --shard auto: no variable says which part of the fleet this is'],
  [{ CI_NODE_TOTAL: '1' }, 'no-shard: --shard auto: no variable says which part of the fleet this is'],
  [{ HPVMCTL_SHARD: '5/4' }, 'bad-shard: --shard auto: HPVMCTL_SHARD say no part of a whole'],
  [
    { JOB_COMPLETION_INDEX: '0' },
    'bad-shard: --shard auto: JOB_COMPLETION_INDEX is set, and HPVMCTL_SHARD_TOTAL is not',
  ],
  [
    { JOB_COMPLETION_INDEX: '6', HPVMCTL_SHARD_TOTAL: '6' },
    'bad-shard: --shard auto: JOB_COMPLETION_INDEX and HPVMCTL_SHARD_TOTAL say no part of a whole',
  ],
])('auto is refused with %j', (environment, message) => {
  expect(auto(environment)).toEqual([message]);
});

test('what is no part is refused', () => {
  expect(findShard('3', {})).toMatchObject({ ok: false, diagnostics: [{ code: 'bad-shard' }] });
});
