import { appendFileSync } from 'node:fs';
import { importHost } from '../../src/import/import-host';
import { importedProject, type ImportedProject } from '../../src/import/project/imported-project';
import type { PlannedChange } from '../../src/plan/plan-document';
import { canonicalJson } from '../../src/model/canonical-json';
import type { ObservedHost } from '../../src/model/observed-host';
import { importHosts } from '../../src/workflow/import';
import { generatedHost, simulatedHost, type GeneratedHost } from './arbitrary-world';
import { behindRecalled, RECALLED_OPERATIONS, recalledOperation } from './behind-recalled';
import { isFormatted } from './is-formatted';
import { documentsOf, planOf } from './run-imported';
import { randomFrom } from '../../scripts/evidence/random';
import type { DesiredHost } from '../../src/model/desired-host';
import { typeErrors } from './type-errors';

/** Generated hosts that the property runs over; more with HPVM_PROPERTY_RUNS. */
const RUNS = Number(process.env['HPVM_PROPERTY_RUNS'] ?? '25');
const SEED = Number(process.env['HPVM_PROPERTY_SEED'] ?? '20261122');

/** So many hosts apart, one has a twin and a neighbour in its project. */
const TWINS_EVERY = 10;

test('the code of a generated host type-checks, is formatted, and plans as a no-op', async () => {
  const files = new Map<string, ReadonlyMap<string, string>>();
  const states = new Set<string>();
  const kinds = { modes: new Set<string>(), unmanaged: 0, unsaved: 0 };
  const seen = {
    ...{ hosts: 0, 'planned as a no-op': 0, 'owing what no code avoids, and told so': 0 },
    ...{ projects: 0, 'projects with a shared function': 0, 'guest NICs': 0, remarks: 0 },
    'behind recalled commands that were accepted': 0,
  };
  const recalled = new Map<string, number>(RECALLED_OPERATIONS.map((operation) => [operation, 0]));
  const formatted = new Set<string>();
  for (let stream = 0; seen['planned as a no-op'] < RUNS; stream += 1) {
    const generated = await simulatedHost(SEED, stream);
    const { observed } = generated;
    const hosts =
      stream % TWINS_EVERY === 0
        ? [
            observed,
            { ...observed, host: 'twin.example.net' },
            { ...(await generatedHost(SEED, 1_000_000 + stream)), host: 'other' },
          ]
        : [observed];
    const [document] = await checkProject(stream, hosts);
    if (document !== undefined) await takeAway(stream, generated, document);
  }
  expect(typeErrors([...files.values()])).toEqual([]);
  const told = {
    ...seen,
    ...Object.fromEntries([...recalled].map(([operation, count]) => [`steps of recalled form: ${operation}`, count])),
    'distinct networks': states.size,
    'modes of groups': kinds.modes.size,
    'hosts not saved as they run': kinds.unsaved,
    'hosts with things nobody owns': kinds.unmanaged,
  };
  console.log(`import of generated hosts, seed ${String(SEED)}: ${JSON.stringify(told)}`);
  const tally = process.env['HPVM_TALLY_FILE'];
  if (tally !== undefined) appendFileSync(tally, `${JSON.stringify({ name: 'import', seen: told })}\n`);
  // Twins have one network.
  expect(states.size).toBeGreaterThan(0.85 * RUNS);
  expect(kinds.modes.size).toBeGreaterThanOrEqual(RUNS < 100 ? 2 : 4);
  expect([...recalled.values()].filter((count) => count > 0).length).toBeGreaterThanOrEqual(RUNS < 100 ? 1 : 3);

  /** Documents of the hosts, those that a plan of is not empty left out. */
  async function checkProject(stream: number, hosts: readonly ObservedHost[]): Promise<readonly DesiredHost[]> {
    const imported = hosts.map((each) => importHost({ observed: each }));
    const project = importedProject(imported);
    const texts = textsOf(project);
    files.set([...texts].join(), texts);
    for (const text of texts.values()) {
      if (!formatted.has(text)) expect({ stream, text, ok: await isFormatted(text) }).toMatchObject({ ok: true });
      formatted.add(text);
    }
    const inStep: DesiredHost[] = [];
    const documents = new Map(documentsOf(project).map((document) => [document.host as string, document]));
    for (const [index, host] of hosts.entries()) {
      const document = documents.get(host.host);
      if (document === undefined) throw new Error(`no document of ${host.host} was written`);
      const { status, changes, diagnostics } = planOf(document, host);
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      if (status === 'ready' && changes.every((change) => isOwed(change, host))) {
        const [told] = importHosts([{ observed: host }]);
        expect({ stream, code: told?.exitCode }).toEqual({ stream, code: 4 });
        seen['owing what no code avoids, and told so'] += 1;
      } else {
        expect({ stream, status, changes, errors }).toEqual({ stream, status: 'no-op', changes: [], errors: [] });
        seen['planned as a no-op'] += 1;
        inStep.push(document);
      }
      // What the code declares is what was promised, and nothing is left unmanaged without a word.
      expect(stateOf(document)).toBe(stateOf(imported[index]?.desired ?? {}));
      states.add(stateOf({ ...document, host: '' }));
      count(host);
      seen.remarks += imported[index]?.remarks.length ?? 0;
      seen['guest NICs'] += document.guestNics?.length ?? 0;
    }
    seen.hosts += hosts.length;
    seen.projects += 1;
    seen['projects with a shared function'] += project.shared === undefined ? 0 : 1;
    return inStep;
  }

  /** Out of the code, off the host with commands of recalled form, and imported again: what came of it is what was asked for. */
  async function takeAway(stream: number, generated: GeneratedHost, document: DesiredHost): Promise<void> {
    if (document.host !== generated.observed.host) return;
    const behind = await behindRecalled(generated, document, randomFrom(SEED, 2_000_000 + stream));
    if (behind === undefined) return;
    const { host, desired, plan, refused } = behind;
    const removing = refused.diagnostics.some(({ code }) => code === 'needs-approval');
    expect({ stream, removing, status: refused.status }).toEqual({ stream, removing: true, status: 'blocked' });
    for (const operation of plan.steps.flatMap((step) => recalledOperation(step) ?? []))
      recalled.set(operation, (recalled.get(operation) ?? 0) + 1);
    const [again] = await checkProject(stream, [host.observed]);
    const others = (document: object): string => stateOf({ ...document, lanInterfaces: [] });
    expect({ stream, state: others(again ?? {}) }).toEqual({ stream, state: others(desired) });
    // A NIC need not be declared any more when what stood on it is gone.
    expect(desired.lanInterfaces).toEqual(expect.arrayContaining([...(again?.lanInterfaces ?? [])]));
    seen['behind recalled commands that were accepted'] += 1;
  }

  function count(host: ObservedHost): void {
    for (const { mode } of host.apaGroups) if (mode !== 'Not_Enabled') kinds.modes.add(mode);
    if (host.ownedAddresses.length === 0) kinds.unmanaged += 1;
    const running = host.apaGroups.filter(({ mode }) => mode !== 'Not_Enabled').length + host.hostVlans.length;
    if (running !== (host.saved?.apaGroups?.length ?? 0) + (host.saved?.hostVlans?.length ?? 0)) kinds.unsaved += 1;
  }
}, 7_200_000);

/**
 * A NIC with checksum offload, over which a VLAN goes, beneath a vswitch or host VLAN that this tool made: with it in the code a plan
 * switches the offload off, without it the plan deletes it.
 */
function isOwed(
  { address, derivedBy }: PlannedChange,
  { lanInterfaces, vswitches, hostVlans, ownedAddresses }: ObservedHost,
): boolean {
  const nic = lanInterfaces.find(({ name }) => address === `lanInterface.${name}`);
  if (nic === undefined || derivedBy !== 'cko-off-before-vlan') return false;
  const beneath = [nic.name, ...(nic.aggregate === null ? [] : [nic.aggregate])];
  const carried = [
    ...vswitches.flatMap(({ name, uplink }) =>
      uplink !== null && beneath.includes(uplink) ? [`vswitch.${name}`] : [],
    ),
    ...hostVlans.flatMap(({ name, uplink }) => (beneath.includes(uplink) ? [`hostVlan.${name}`] : [])),
  ];
  return carried.some((each) => ownedAddresses.includes(each));
}

function textsOf({ hosts, shared, main }: ImportedProject): ReadonlyMap<string, string> {
  return new Map([...hosts, ...(shared === undefined ? [] : [shared]), main].map(({ path, text }) => [path, text]));
}

function stateOf(document: object): string {
  return canonicalJson(
    JSON.parse(
      JSON.stringify(document, (key, value: unknown) => (key === 'from' || key === 'connection' ? undefined : value)),
    ),
  );
}
