import { decodeDesiredHost } from '../../../src/desired/decode-desired-host';
import { desiredDigest } from '../../../src/desired/desired-digest';
import type { ProbeFrame } from '../../../src/discovery/parsers/parse-frames';
import { checksumOffloadOf } from '../../../src/diff/lan-interface';
import { importHost } from '../../../src/import/import-host';
import type { ObservedHost } from '../../../src/model/observed-host';
import { createSimulatedHost } from '../../../src/simulator/simulated-host';
import type { SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import type { HostDrift } from '../../../src/fleet/sweep';
import type { LoadedDesired } from '../../../src/workflow/load-desired';
import { observeSimulated } from '../../../test/simulation/observe-simulated';
import { probeSimulated } from '../../../test/simulation/probe-simulated';
import { simulatedFrom } from '../carry-out-steps';
import { observedFrom } from '../observed-from';
import type { Random } from '../random';
import { LARGE, randomWorld, SMALL } from '../random-world';
import { driftOfText } from './drift-of-text';

/** A simulated host with a document that declares it as it is. */
export interface DeclaredHost {
  readonly state: SimulatedHostState;
  readonly owned: readonly string[];
  readonly loaded: LoadedDesired;
  /** What its probes print. */
  readonly frames: readonly ProbeFrame[];
  /** What is told of it as it is: that it is in sync. */
  readonly drift: HostDrift;
}

/** Draws a host that can be declared whole; undefined when this one cannot. */
export async function declaredHost(random: Random): Promise<DeclaredHost | undefined> {
  const world = randomWorld(random, random.chance(0.3) ? LARGE : SMALL);
  if (world.coverage.length > 0 || world.hasUnfinishedRun || world.version.startsWith('B.03')) return undefined;
  if (random.chance(0.3)) world.cluster = { ...world.cluster, vswitchmgr: 'running' };
  const state = simulatedFrom(observedFrom(world));
  const owned = [...world.owned];
  const observed = await observeSimulated(createSimulatedHost(state), owned);
  const loaded = documentOf(observed, random);
  if (loaded === undefined) return undefined;
  const frames = await probeSimulated(createSimulatedHost(state), owned);
  const drift = await driftOfText(frames, loaded);
  return drift.report?.status === 'in-sync' ? { state, owned, loaded, frames, drift } : undefined;
}

/** What import would write, and beyond that every setting that a document can hold. */
function documentOf(observed: ObservedHost, random: Random): LoadedDesired | undefined {
  const { desired } = importHost({ observed });
  const lanInterfaces = observed.lanInterfaces.map((nic) => {
    const checksumOffload = checksumOffloadOf(nic);
    const isEven = checksumOffload === 'on' || checksumOffload === 'off';
    const segmentationOffload = nic.virtualMtuBytes === 0 ? 'off' : 'on';
    return { name: nic.name, ...(isEven ? { checksumOffload } : {}), segmentationOffload };
  });
  const spare = observed.lanInterfaces
    .map(({ name }) => name)
    .find((name) => observed.vswitches.every(({ uplink }) => uplink !== name));
  const document = {
    ...desired,
    lanInterfaces,
    vswitches: desired.vswitches.map((vswitch, index) =>
      index === 0 && spare !== undefined && vswitch.uplink !== null && random.chance(0.5)
        ? { ...vswitch, standbyUplink: spare }
        : vswitch,
    ),
    guestNics: desired.guestNics.map((nic) => {
      const seen = observed.guestNics.find(({ guest, slot }) => guest === nic.guest && slot === nic.slot);
      return { ...nic, ...(seen === undefined ? {} : { mac: seen.mac, port: seen.port }) };
    }),
  };
  const decoded = decodeDesiredHost(JSON.parse(JSON.stringify(document)), 'generated');
  if (!decoded.ok) return undefined;
  return { path: 'generated', desired: decoded.value, digest: desiredDigest(decoded.value) };
}
