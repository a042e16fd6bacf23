import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost, type SimulatedHost } from '../../src/simulator/simulated-host';
import type { SimulatedHostState } from '../../src/simulator/simulated-host-state';

/** The quick-start host with three more NICs (lan5 to lan7) and a second stopped guest, for generated changes. */
export function wideHost(): SimulatedHost {
  const state = createSimulatedHost(SCENARIOS.vmhost1).state();
  const spare = state.nics.find((nic) => nic.name === 'lan3');
  const stopped = state.guests.find((guest) => guest.name === 'test01');
  if (spare === undefined || stopped === undefined) throw new Error('the quick-start host has lost lan3 or test01');
  const added = [5, 6, 7].map((ppa) => ({
    ...spare,
    name: `lan${String(ppa)}`,
    mac: `0x00306e3981${String(60 + ppa)}`,
    hardwarePath: `0/6/1/${String(ppa)}`,
  }));
  const withNics = (network: SimulatedHostState['running']): SimulatedHostState['running'] => ({
    ...network,
    nicAttributes: {
      ...network.nicAttributes,
      ...Object.fromEntries(
        added.map((nic) => [nic.name, { mtu: 1500, vmtu: 0, rx_cko: 'off', tx_cko: 'off' } as const]),
      ),
    },
  });
  return createSimulatedHost({
    ...state,
    nics: [...state.nics, ...added],
    running: withNics(state.running),
    saved: withNics(state.saved),
    guests: [
      ...state.guests,
      { ...stopped, name: 'test02', number: 9, uuid: '10b8bbb0-0000-11df-8000-000000000009', nics: [] },
    ],
  });
}
