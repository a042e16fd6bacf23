import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import type { ObjectValue } from '../../src/provider/protocol/value';
import { UNKNOWN } from '../../src/provider/protocol/value';
import { HOST_NETWORK_SCHEMA } from '../../src/provider/resource/host-network-schema';
import { planRemoval } from '../../src/provider/resource/plan-host-network';
import { quickStartHost } from '../hosts/quick-start-host';
import { errorsOf, inProcessProvider, unwire, wire } from './in-process-provider';

const NOTHING = Object.fromEntries(Object.keys(HOST_NETWORK_SCHEMA.attributes).map((name) => [name, null]));

/** The device of a NIC that gets no MAC address is known only once it is there: nothing is prepared that takes it away. */
const ADDED: ObjectValue = {
  ...NOTHING,
  host: 'vmhost1',
  guest_nics: { 'test01:0,2': { vswitch: 'vmlan0', adapter: 'lan' } },
};

async function planOf(config: ObjectValue) {
  const provider = inProcessProvider(createSimulatedHost(SCENARIOS.vmhost1));
  await provider.call('ConfigureProvider', { config: {} });
  const asked = { typeName: 'hpvm_host', config: wire({ ...NOTHING, host: 'vmhost1' }) };
  const read = await provider.call('ReadDataSource', asked);
  const given: ObjectValue = { ...config, snapshot: unwire(read.state)?.['snapshot'] ?? null };
  return provider.call('PlanResourceChange', {
    typeName: 'hpvm_host_network',
    priorState: wire(null),
    config: wire(given),
    proposedNewState: wire(given),
  });
}

test('a plan that nothing takes back is refused when it is planned, at the attribute that lets it pass', async () => {
  const { diagnostics } = await planOf(ADDED);
  expect(errorsOf(diagnostics)).toEqual([
    expect.stringMatching(/^Nothing takes back what the plan does to vmhost1: .*set revert = false in the resource/s),
  ]);
  expect(diagnostics?.find(({ severity }) => severity === 1)?.attribute?.steps).toEqual([{ attributeName: 'revert' }]);
  expect(errorsOf((await planOf({ ...ADDED, revert: false })).diagnostics)).toEqual([]);
});

test.each(['revert', 'accept_recalled', 'tunables'])(
  'nothing of it is said while %s is not known yet',
  async (attribute) => {
    expect(errorsOf((await planOf({ ...ADDED, [attribute]: UNKNOWN })).diagnostics)).toEqual([]);
  },
);

describe('destroying what nothing brings back', () => {
  // A guest that runs claims no interface of a vswitch that is down, so that its NIC does not come back.
  const { vswitches } = quickStartHost();
  const host = quickStartHost({
    vswitches: vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, state: 'down' } : each)),
    ownedAddresses: ['guestNic.web01:0,1'],
  });
  const removal = async (revert: boolean | null) => {
    const prior = { ...ADDED, revert, guest_nics: { 'web01:0,1': { vswitch: 'vmlan4', adapter: 'avio_lan' } } };
    return planRemoval(prior, host, { connectionDefaults: {}, acceptsRecalled: true });
  };
  const errors = async (revert: boolean | null): Promise<readonly string[]> =>
    ((await removal(revert))?.diagnostics ?? [])
      .filter(({ diagnostic }) => diagnostic.severity === 'error')
      .map(({ diagnostic }) => diagnostic.code);

  test('is refused when it is planned, unless the state says that nothing is to be taken back', async () => {
    expect((await removal(null))?.plan).toMatchObject({ status: 'ready', revert: null });
    expect(await errors(null)).toEqual(['no-way-back']);
    expect(await errors(false)).toEqual([]);
  });
});
