import fc from 'fast-check';
import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { importHost } from '../../src/import/import-host';
import { importedProject } from '../../src/import/project/imported-project';
import { canonicalJson } from '../../src/model/canonical-json';
import { arbitraryDesiredHost } from '../properties/arbitrary-desired-host';
import { wideHost } from '../properties/wide-host';
import { carryOut } from '../simulation/carry-out';
import { observeSimulated } from '../simulation/observe-simulated';
import { isFormatted } from './is-formatted';
import { documentsOf, planOf } from './run-imported';
import { typeErrors } from './type-errors';

/** Generated hosts that the property runs over; more with HPVM_PROPERTY_RUNS. */
const RUNS = Number(process.env['HPVM_PROPERTY_RUNS'] ?? '25');

test('the code of a generated host type-checks, is formatted, and plans as a no-op', async () => {
  const written = new Map<string, ReadonlyMap<string, string>>();
  const seen = { hosts: 0, changed: 0, remarks: 0 };
  await fc.assert(
    fc.asyncProperty(arbitraryDesiredHost, fc.boolean(), async (document, isOurs) => {
      const host = wideHost();
      let owned: readonly string[] = [];
      const decoded = decodeDesiredHost(document, 'generated');
      if (decoded.ok) {
        const plan = planOf(decoded.value, await observeSimulated(host));
        if (plan.status === 'ready') {
          owned = (await carryOut(plan, host, [])).owned;
          seen.changed += 1;
        }
      }
      // The same host, made by this tool or by somebody else.
      const observed = await observeSimulated(host, isOurs ? owned : []);
      const imported = importHost({ observed });
      seen.hosts += 1;
      seen.remarks += imported.remarks.length;
      const project = importedProject([imported]);
      const texts = new Map([...project.hosts, project.main].map(({ path, text }) => [path, text]));
      written.set([...texts.values()].join(''), texts);
      for (const text of texts.values()) {
        expect(await isFormatted(text)).toBe(true);
      }
      const [synthesized] = documentsOf(project);
      if (synthesized === undefined) throw new Error('no document was written');
      const { status, changes, diagnostics } = planOf(synthesized, observed);
      expect({ status, changes, errors: diagnostics.filter(({ severity }) => severity === 'error') }).toEqual({
        status: 'no-op',
        changes: [],
        errors: [],
      });
      // What the code declares is what was promised, and nothing is left unmanaged without a word.
      expect(stateOf(synthesized)).toBe(stateOf(imported.desired));
    }),
    { numRuns: RUNS },
  );
  expect(typeErrors([...written.values()])).toEqual([]);
  console.log(`import of generated hosts: ${JSON.stringify({ ...seen, texts: written.size })}`);
  expect(seen.changed).toBeGreaterThan(RUNS / 8);
}, 1_200_000);

function stateOf(document: object): string {
  return canonicalJson(
    JSON.parse(
      JSON.stringify(document, (key, value: unknown) => (key === 'from' || key === 'connection' ? undefined : value)),
    ),
  );
}
