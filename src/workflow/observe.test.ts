import type { HostShell } from '../transport/host-shell';
import { liveObserver } from './observe';

const TARGET = { host: 'vmhost1', connection: { address: 'vmhost1' } };
const surroundings = {
  now: () => new Date(Date.UTC(2026, 10, 23)),
  randomToken: () => 'abcdefgh12345678',
  pause: () => Promise.resolve(),
};

test.each([
  ['a host may take all of its budget for being read', { text: '10m', milliseconds: 600_000 }, 600_000],
  ['without a budget a host that takes two minutes is not answering', undefined, 120_000],
])('%s', async (_, budget, expected) => {
  const limits: number[] = [];
  const shell: HostShell = {
    runScript: (_script, { timeoutMs }) => {
      limits.push(timeoutMs);
      return Promise.resolve({ stdout: '', stderr: '', exitStatus: 0, signal: null });
    },
    close: () => Promise.resolve(),
  };
  await liveObserver({ hosts: { connect: () => Promise.resolve(shell) }, surroundings }, budget)(TARGET);
  expect(limits).not.toEqual([]);
  expect(new Set(limits)).toEqual(new Set([expected]));
});
