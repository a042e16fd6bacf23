import { importHost } from '../../src/import/import-host';
import { importedProject } from '../../src/import/project/imported-project';
import type { ObservedHost } from '../../src/model/observed-host';
import { importHosts } from '../../src/workflow/import';
import { discoverRecorded } from '../recordings/discover-recorded';
import { loadScenario, scenarioNames } from '../scenarios/scenario';
import { documentsOf, planOf } from './run-imported';
import { typeErrors } from './type-errors';

/** Plans the synthesized code against the host that it was made from. */
function outcomeOf(observed: ObservedHost): string {
  const [document] = documentsOf(importedProject([importHost({ observed })]));
  if (document === undefined) return 'no document';
  const { status, changes, diagnostics } = planOf(document, observed);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return [status, ...changes.map(({ action, address }) => `${action} ${address}`), ...errors].join(' ');
}

/**
 * Situations that no code can leave as they are: what this tool made runs unsaved, or no longer runs and would come back with the next
 * boot. With a construct a plan saves or builds it, without one it deletes it. Import says so, with exit code 4.
 */
const DEBTS: Readonly<Record<string, string>> = {
  'a-half-deleted-vlan-is-deleted-from-the-saved-configuration': 'ready delete hostVlan.lan5000',
  'a-vlan-of-ours-that-was-never-saved-is-removed': 'ready update hostVlan.lan5000',
  'a-vswitch-is-booted-when-the-host-vlan-beside-it-has-gone': 'ready update lanInterface.lan4 update hostVlan.lan5000',
  'an-aggregate-of-ours-that-is-only-saved-is-deleted-there': 'blocked delete apaGroup.lan901 needs-approval',
};

test('the host of every scenario becomes code that plans as a no-op', async () => {
  const outcomes: Record<string, string> = {};
  const texts: Map<string, string>[] = [];
  for (const name of scenarioNames()) {
    const { observed } = await loadScenario(name);
    const outcome = outcomeOf(observed);
    if (outcome !== 'no-op') outcomes[name] = outcome;
    const project = importedProject([importHost({ observed })]);
    texts.push(new Map([...project.hosts, project.main].map(({ path, text }) => [path, text])));
    const [told] = importHosts([{ observed }]);
    expect([name, told?.exitCode]).toEqual([name, outcome === 'no-op' ? 0 : 4]);
  }
  expect(outcomes).toEqual(DEBTS);
  expect(typeErrors(texts)).toEqual([]);
}, 600_000);

test('the recorded host, whose VLAN goes over a card with checksum offload, becomes code that leaves both alone', async () => {
  const observed = { ...(await recordedHost()), ownedAddresses: [] };
  expect(importHost({ observed }).remarks.map(({ address }) => address)).toEqual([
    'guestNic.db01:0,1',
    'vswitch.vmlan4',
  ]);
  expect(outcomeOf(observed)).toBe('no-op');
});

test('what this tool made is never left out, because a plan would delete it', async () => {
  const observed = await recordedHost();
  expect(observed.ownedAddresses).toEqual(['vswitch.vmlan4']);
  expect(outcomeOf(observed)).toContain('update lanInterface.lan4');
  expect(outcomeOf(observed)).not.toContain('delete');
});

async function recordedHost(): Promise<ObservedHost> {
  const found = await discoverRecorded();
  if (!found.ok) throw new Error(JSON.stringify(found.diagnostics));
  return found.value;
}
