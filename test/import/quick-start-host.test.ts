import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importHost } from '../../src/import/import-host';
import { importedProject } from '../../src/import/project/imported-project';
import type { ObservedHost } from '../../src/model/observed-host';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { observeSimulated } from '../simulation/observe-simulated';
import { isFormatted } from './is-formatted';
import { documentsOf, planOf } from './run-imported';

const folder = path.join(__dirname, 'golden');

async function quickStartHost(): Promise<ObservedHost> {
  return observeSimulated(createSimulatedHost(SCENARIOS.vmhost1));
}

test('the quick-start host becomes the code that is checked in, which plans as a no-op', async () => {
  const observed = await quickStartHost();
  const project = importedProject([importHost({ observed })]);
  for (const { path: name, text } of [...project.hosts, project.main]) {
    const golden = path.join(folder, `quick-start-${name}.txt`);
    if (process.env['WRITE_GOLDEN'] !== undefined) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
    expect(await isFormatted(text)).toBe(true);
  }
  const [desired] = documentsOf(project);
  if (desired === undefined) throw new Error('no document was written');
  expect(planOf(desired, observed)).toMatchObject({ status: 'no-op', changes: [], diagnostics: [] });
});

test('everything that is said of the way to a host stands in its code', async () => {
  const observed = await quickStartHost();
  const connection = {
    ...{ address: '192.0.2.7', port: 2222, user: 'netadmin', sudo: '/usr/local/bin/sudo' },
    ...{ legacyAlgorithms: true as const, client: 'openssh' as const },
    after: { address: '192.0.2.8', port: 22 },
    discovery: { user: 'reader', sudo: '/opt/bin/sudo' },
  };
  const [desired] = documentsOf(importedProject([importHost({ observed, connection })]));
  expect(desired?.connection).toEqual(connection);
});

test('two hosts with the same networks share a function that declares them', async () => {
  const observed = await quickStartHost();
  const twin: ObservedHost = { ...observed, host: 'vmhost2.example.net' };
  const project = importedProject([importHost({ observed }), importHost({ observed: twin })]);
  for (const { path: name, text } of [...project.hosts, ...(project.shared === undefined ? [] : [project.shared])]) {
    const golden = path.join(folder, `twins-${name}.txt`);
    if (process.env['WRITE_GOLDEN'] !== undefined) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  }
  const documents = documentsOf(project);
  expect(documents.map(({ host }) => host).sort()).toEqual(['vmhost1', 'vmhost2.example.net']);
  for (const desired of documents)
    expect(planOf(desired, desired.host === 'vmhost1' ? observed : twin)).toMatchObject({
      status: 'no-op',
      changes: [],
    });
});
