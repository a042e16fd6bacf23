import { desiredText } from '../../test/cli/workbench';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { HostDrift } from '../fleet/sweep';
import { success } from '../model/result';
import { hostFaults } from './host-faults';
import { NO_DRIFT_SETTINGS } from '../workflow/drift';
import { sweepDrift } from '../workflow/drift-sweep';
import { indexDesired } from '../workflow/index-desired';
import type { FileReader } from '../workflow/ports';

const files: FileReader = {
  kindOf: () => Promise.resolve('file'),
  readText: (path) => Promise.resolve(desiredText({ vswitches: [{ name: 'vmlan0', state: 'up' }] }, path)),
  filesBelow: () => Promise.resolve([]),
};

test('a fault of ours at one host is its result, told once, and keeps no other from its own', async () => {
  const index = await indexDesired(files, { paths: ['a', 'b', 'c', 'd'], hosts: [] });
  if (!index.ok) throw new Error(JSON.stringify(index.diagnostics));
  const said: string[] = [];
  const { onFault, tell } = hostFaults({ note: (text) => void said.push(text), environment: {} });
  const results: HostDrift[] = [];
  await sweepDrift(
    {
      documents: index.value.documents,
      files,
      observe: ({ host }) => {
        if (host === 'b' || host === 'c') throw new Error(`no idea what ${host} is`);
        return Promise.resolve(success({ ...quickStartHost(), host }));
      },
      settings: NO_DRIFT_SETTINGS,
      atOnce: 1,
      onFault,
    },
    (result) => void results.push(result),
  );
  tell();
  expect(results.map(({ host, exitCode, report }) => [host, exitCode, report?.status])).toEqual([
    ['a', 0, 'in-sync'],
    ['b', 1, undefined],
    ['c', 1, undefined],
    ['d', 0, 'in-sync'],
  ]);
  expect(results[1]?.diagnostics).toMatchObject([
    { code: 'internal-error', summary: 'hpvmctl itself failed at b: no idea what b is' },
  ]);
  expect(said.join('').match(/Internal error: no idea what b is/g)).toHaveLength(1);
  expect(said.join('')).not.toContain('what c is');
});
