import { assembleObservedHost } from '../../src/discovery/assemble-observed-host';
import type { ObservedHost } from '../../src/model/observed-host';
import type { SimulatedHost } from '../../src/simulator/simulated-host';
import { probeSimulated } from './probe-simulated';

/**
 * Observes a simulated host without a shell in between: the same probes, run in-process, through the same parsers. For
 * tests that observe thousands of hosts; that the shell script yields the same is tested elsewhere.
 *
 * @throws Error when the host cannot be observed, with the diagnostics
 */
export async function observeSimulated(host: SimulatedHost, owned: readonly string[] = []): Promise<ObservedHost> {
  const frames = await probeSimulated(host, owned);
  const result = assembleObservedHost(frames, { host: 'vmhost1', observedAt: '2026-11-22T10:00:00Z' });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, null, 2));
  return result.value;
}
