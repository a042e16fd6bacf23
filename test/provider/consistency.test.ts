import fc from 'fast-check';
import { UNKNOWN, type ObjectValue, type Value } from '../../src/provider/protocol/value';
import { HOST_NETWORK_SCHEMA } from '../../src/provider/resource/host-network-schema';
import { wideHost } from '../properties/wide-host';
import { arbitraryPairs, configOf, drawFrom, FOUND, meddleWith, someOf, withBlurred } from './generated-pairs';
import { errorsOf, inProcessProvider, unwire, wire, type InProcessProvider } from './in-process-provider';
import { reportTally } from './tally';
import { differences, planProblems, refinementProblems } from './terraform-rules';

/** Pairs of a state and a configuration; more with HPVM_PROPERTY_RUNS. */
const PAIRS = Number(process.env['HPVM_PROPERTY_RUNS'] ?? '300');
const TYPE = { typeName: 'hpvm_host_network' };
const { attributes } = HOST_NETWORK_SCHEMA;

/** The configuration while some of it is known only after apply. */
function withUnknowns(config: ObjectValue, chance: () => number): ObjectValue {
  const blurred = withBlurred(config, chance, () => UNKNOWN);
  return { ...blurred, ...(chance() < 0.2 ? { snapshot: UNKNOWN } : {}) };
}

interface Held {
  readonly state: ObjectValue | null;
  readonly privateData: Uint8Array;
}
const NOTHING_HELD: Held = { state: null, privateData: new Uint8Array() };

/** Reads the state as Terraform does at the beginning of every walk. */
async function refreshed(provider: InProcessProvider, held: Held): Promise<Held> {
  await provider.call('ConfigureProvider', { config: {} });
  if (held.state === null) return held;
  const json = Buffer.from(JSON.stringify(held.state));
  const upgraded = await provider.call('UpgradeResourceState', {
    ...TYPE,
    version: HOST_NETWORK_SCHEMA.version,
    rawState: { json },
  });
  const read = await provider.call('ReadResource', {
    ...TYPE,
    currentState: upgraded.upgradedState ?? {},
    private: held.privateData,
  });
  expect(errorsOf(read.diagnostics)).toEqual([]);
  return { state: unwire(read.newState), privateData: read.private ?? new Uint8Array() };
}

async function plan(provider: InProcessProvider, prior: Held, config: ObjectValue) {
  const request = {
    ...TYPE,
    priorState: wire(prior.state),
    config: wire(config),
    proposedNewState: wire(config),
    priorPrivate: prior.privateData,
  };
  const made = await provider.call('PlanResourceChange', request);
  const planned = unwire(made.plannedState);
  if (planned === null) throw new Error('a plan of a creation or an update has no state');
  expect(planProblems(config, planned, attributes)).toEqual([]);
  return { planned, plannedPrivate: made.plannedPrivate ?? new Uint8Array(), errors: errorsOf(made.diagnostics) };
}

async function snapshotOf(provider: InProcessProvider): Promise<string> {
  const config = { msgpack: Buffer.from([0x81, 0xa4, ...Buffer.from('host'), 0xa7, ...Buffer.from('vmhost1')]) };
  const { state, diagnostics } = await provider.call('ReadDataSource', { typeName: 'hpvm_host', config });
  expect(errorsOf(diagnostics)).toEqual([]);
  const snapshot = unwire(state)?.['snapshot'];
  if (typeof snapshot !== 'string') throw new Error('the host gave no snapshot');
  return snapshot;
}

test('Terraform has nothing to object to, whatever is configured, and every apply converges without a hazard', async () => {
  const seen = { pairs: 0, drifted: 0, refused: 0, unchanged: 0, applied: 0, withUnknowns: 0, commands: 0 };
  const property = fc.asyncProperty(...arbitraryPairs, async (documents, seed) => {
    const chance = drawFrom(seed);
    const host = wideHost();
    const provider = inProcessProvider(host);
    let held: Held = NOTHING_HELD;
    for (const whole of documents) {
      const document = someOf(whole, chance);
      seen.pairs += 1;
      if (chance() < 0.3) {
        await meddleWith(host);
        seen.drifted += 1;
      }
      const prior = await refreshed(provider, held);
      const config = configOf(document, await snapshotOf(provider));
      const blurred = chance() < 0.4 ? withUnknowns(config, chance) : config;
      if (blurred !== config) seen.withUnknowns += 1;
      const shown = await plan(provider, prior, blurred);
      const again = await plan(provider, prior, config);
      if (shown.errors.length === 0) expect(refinementProblems(shown.planned, again.planned)).toEqual([]);
      if (again.errors.length > 0) {
        seen.refused += 1;
        continue;
      }
      if (prior.state !== null && differences('', prior.state, again.planned).length === 0) {
        seen.unchanged += 1;
        continue;
      }
      const applied = await provider.call('ApplyResourceChange', {
        ...TYPE,
        priorState: wire(prior.state),
        plannedState: wire(again.planned),
        config: wire(config),
        plannedPrivate: again.plannedPrivate,
      });
      expect(errorsOf(applied.diagnostics)).toEqual([]);
      const result = unwire(applied.newState);
      expect(refinementProblems(again.planned, result)).toEqual([]);
      held = { state: result, privateData: applied.private ?? new Uint8Array() };
      seen.applied += 1;
      seen.commands += (again.planned['commands'] as readonly Value[]).length;

      const after = await refreshed(provider, held);
      expect(differences('', { ...result, ...NOTHING_TOLD }, after.state)).toEqual([]);
      expect(Buffer.from(after.privateData).equals(Buffer.from(held.privateData))).toBe(true);
      const next = await plan(provider, after, configOf(document, await snapshotOf(provider)));
      expect(next.errors).toEqual([]);
      expect(differences('', after.state, next.planned)).toEqual([]);
      expect(host.hazards()).toEqual([]);
    }
  });
  await fc.assert(property, { numRuns: Math.ceil(PAIRS / 3), examples: [...FOUND] });
  reportTally('rules', seen);
  expect(seen.applied).toBeGreaterThan(0);
}, 3_600_000);

const NOTHING_TOLD = { commands: [], reasons: [], outages: [], certificate: null, drift: [] };
