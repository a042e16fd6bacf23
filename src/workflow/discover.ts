import type { ObservedHost } from '../model/observed-host';
import { eachHost, HOSTS_AT_ONCE } from './each-host';
import { liveObserver } from './observe';
import type { HostOutcome } from './outcome';
import type { HostTarget, Ports } from './ports';
import type { WrittenDuration } from './snapshot-age';

/** The snapshot of one host; without one, the diagnostics say why. */
export interface HostSnapshot extends HostOutcome {
  readonly observed: ObservedHost | undefined;
}

/**
 * Observes every host, `atOnce` at the same time and each within its budget. Exit code 0, or 1 for a host that cannot be read. A target without a name is named as the
 * host calls itself.
 */
export async function discoverHosts(
  ports: Pick<Ports, 'hosts' | 'surroundings'>,
  targets: readonly HostTarget[],
  { atOnce = HOSTS_AT_ONCE, budget }: { readonly atOnce?: number; readonly budget?: WrittenDuration } = {},
): Promise<readonly HostSnapshot[]> {
  const observe = liveObserver(ports, budget);
  return eachHost(targets, atOnce, async (target) => {
    const isNamed = target.host !== '';
    const result = await observe(isNamed ? target : { ...target, host: target.connection.address });
    const name = isNamed ? target.host : target.connection.address;
    if (!result.ok) return { host: name, exitCode: 1, diagnostics: result.diagnostics, observed: undefined };
    const observed = isNamed ? result.value : { ...result.value, host: result.value.platform.nodeName };
    return { host: observed.host, exitCode: 0, diagnostics: result.diagnostics, observed };
  });
}
