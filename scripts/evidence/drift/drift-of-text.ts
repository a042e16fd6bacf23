import { discoverHost } from '../../../src/discovery/discover-host';
import type { ProbeFrame } from '../../../src/discovery/parsers/parse-frames';
import type { HostDrift } from '../../../src/fleet/sweep';
import { driftOfHost, NO_DRIFT_SETTINGS } from '../../../src/workflow/drift';
import type { LoadedDesired } from '../../../src/workflow/load-desired';
import { shellThatPrints } from './framed-text';

const FRAME_TOKEN = 'abcdef0123456789';

/** When the texts were read; no report depends on it but for the words that repeat it. */
const OBSERVED_AT = '2026-11-23T05:00:00Z';

/** The drift of a host that printed these texts, on the way of `hpvmctl drift`: frames, parsers, comparison, report. */
export async function driftOfText(frames: readonly ProbeFrame[], loaded: LoadedDesired): Promise<HostDrift> {
  const observe = async (): ReturnType<typeof discoverHost> =>
    discoverHost(shellThatPrints(frames, FRAME_TOKEN), {
      host: loaded.desired.host,
      observedAt: OBSERVED_AT,
      frameToken: FRAME_TOKEN,
      timeoutMs: 10_000,
    });
  return driftOfHost(loaded, observe, NO_DRIFT_SETTINGS);
}
