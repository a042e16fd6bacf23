import { randomFrom, type Random } from '../../scripts/evidence/random';
import { importHost } from '../../src/import/import-host';
import { importedProject, type ImportedProject } from '../../src/import/project/imported-project';
import { proposalFor } from '../../src/import/proposal';
import { canonicalJson } from '../../src/model/canonical-json';
import type { ObservedHost } from '../../src/model/observed-host';
import { generatedHost } from './arbitrary-world';
import { handWritten } from './hand-written';
import { documentsOf } from './run-imported';

const RUNS = Number(process.env['HPVM_PROPERTY_RUNS'] ?? '20');
const SEED = Number(process.env['HPVM_PROPERTY_SEED'] ?? '20261122');

/** A host before and after: some of its NICs gone, others in another VLAN, or all of it otherwise. */
async function beforeAndAfter(stream: number, random: Random): Promise<readonly [ObservedHost, ObservedHost]> {
  const host = await generatedHost(SEED, stream);
  if (random.chance(0.3)) {
    const other = await generatedHost(SEED, 500_000 + stream);
    return [host, { ...other, host: host.host }];
  }
  const guestNics = host.guestNics
    .filter(() => random.chance(0.7))
    .map((nic) => (random.chance(0.3) ? { ...nic, vlanId: 77 as never } : nic));
  const other = { ...host, guestNics };
  return random.chance(0.5) ? [host, other] : [other, host];
}

const projectOf = (observed: ObservedHost): ImportedProject => importedProject([importHost({ observed })]);

/** The document of a project, with this text in the place of its one host file. */
function stateOf(project: ImportedProject, text: string): string {
  const [host] = project.hosts;
  if (host === undefined) throw new Error('the project has no host');
  const [document] = documentsOf({ main: project.main, shared: undefined, hosts: [{ ...host, text }] });
  const isPlace = (key: string): boolean => key === 'from' || key === 'connection';
  const plain = JSON.stringify(document, (key, value: unknown) => (isPlace(key) ? undefined : value));
  return canonicalJson(JSON.parse(plain));
}

test(`what a person wrote in other words is proposed nothing, and never lies in the way (seed ${String(SEED)})`, async () => {
  const seen = { equal: 0, changed: 0 };
  for (let stream = 0; stream < RUNS; stream += 1) {
    const random = randomFrom(SEED, 9_000_000 + stream);
    const [before, after] = await beforeAndAfter(stream, random);
    const [was, is] = [projectOf(before), projectOf(after)];
    const [base, wanted] = [was.hosts[0]?.text ?? '', is.hosts[0]?.text ?? ''];
    const path = 'host.ts';

    const taken = await handWritten(wanted, random);
    expect({ stream, proposal: proposalFor({ path, present: taken, base, wanted }) }).toEqual({ stream });
    expect({ stream, proposal: proposalFor({ path, present: taken, base: undefined, wanted }) }).toEqual({ stream });
    seen.equal += 1;

    const left = await handWritten(base, random);
    const proposal = proposalFor({ path, present: left, base, wanted });
    if (base === wanted) {
      expect(proposal).toBeUndefined();
      continue;
    }
    expect({ stream, conflicts: proposal?.hasConflicts ?? false }).toEqual({ stream, conflicts: false });
    const text = (proposal?.text ?? left).replaceAll('\r\n', '\n');
    expect({ stream, state: stateOf(is, text) }).toEqual({ stream, state: stateOf(is, wanted) });
    seen.changed += 1;
  }
  expect(seen.changed).toBeGreaterThan(RUNS / 2);
}, 600_000);
