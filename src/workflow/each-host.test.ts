import { eachHost } from './each-host';
import { largestExitCode } from './outcome';

test('results come in the order of the hosts, and no more run at once than allowed', async () => {
  let running = 0;
  let most = 0;
  const results = await eachHost([5, 1, 4, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('no hosts give no results and code 0; of several codes the largest wins', async () => {
  expect(await eachHost([], 8, () => Promise.resolve(1))).toEqual([]);
  expect(largestExitCode([])).toBe(0);
  expect(largestExitCode([{ exitCode: 2 }, { exitCode: 7 }, { exitCode: 0 }])).toBe(7);
});
