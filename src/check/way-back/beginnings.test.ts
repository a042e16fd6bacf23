import { sampledLengths } from './beginnings';

test('every beginning of a plan of usual length is compared', () => {
  expect(sampledLengths(0)).toEqual([]);
  expect(sampledLengths(3)).toEqual([1, 2, 3]);
  expect(sampledLengths(200)).toHaveLength(200);
});

test('of a long plan as many as can be afforded are, spread evenly, and the whole', () => {
  const lengths = sampledLengths(6400);
  expect([lengths.length, lengths[0], lengths[1], lengths.at(-1)]).toEqual([64, 100, 200, 6400]);
  expect(new Set(sampledLengths(201)).size).toBe(64);
});
