import type { Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { success, type Result } from '../model/result';
import { gatherEvidence, type Evidence } from './evidence';
import { findPromiscuousPrograms } from './find-promiscuous-programs';
import { missUnlistedGuests, missUnlistedInterfaces } from './miss-unlisted';
import { observeAddresses, observeManagementPath } from './observe-addresses';
import { observeCluster } from './observe-cluster';
import { observeGuests } from './observe-guests';
import { observeIpv6 } from './observe-ipv6';
import { observeInterfaces } from './observe-interfaces';
import { observeSaved } from './observe-saved';
import { observeVswitches } from './observe-vswitches';
import type { ProbeFrame } from './parsers/parse-frames';
import { parseDurations } from './parsers/parse-durations';
import { parseHpvmconf } from './parsers/parse-hpvmconf';
import { parseNetconf } from './parsers/parse-netconf';
import { parseOwnership } from './parsers/parse-ownership';
import { parseUnfinishedRun } from './parsers/parse-unfinished-run';
import { parsePs } from './parsers/parse-ps';
import { quoteOutput } from './parsers/quote-output';
import type { ProbeId } from './probes/probe';
import { recognisePlatform } from './recognise-platform';

/** What the caller knows about an observation. */
export interface ObservationContext {
  /** Name of the host in the desired state. */
  readonly host: string;
  /** ISO 8601, UTC, seconds. */
  readonly observedAt: string;
}

/**
 * Puts the answers of one host together. Whatever could not be read stands in `coverage` with the reason, and as a warning; it is never
 * taken for absent. Fails only when the system is not a VM host that we support, or when that cannot be told.
 */
export function assembleObservedHost(frames: readonly ProbeFrame[], context: ObservationContext): Result<ObservedHost> {
  const evidence = gatherEvidence(frames);
  const platform = recognisePlatform(evidence);
  if (!platform.ok) return platform;
  const interfaces = observeInterfaces(evidence);
  const vswitches = observeVswitches(evidence);
  const guests = observeGuests(evidence, vswitches);
  const addresses = observeAddresses(evidence);
  const managementPath = observeManagementPath(evidence, addresses);
  const processes = evidence.read('promiscuousPrograms', { probe: 'processes', object: null, parse: parsePs });
  const netconf = observeNetconf(evidence);
  const hpvmconf = readFile(evidence, 'tunables', 'hpvmconf', parseHpvmconf);
  const unfinishedRun = readFile(evidence, 'unfinishedRun', 'unfinished', parseUnfinishedRun);
  const ownedAddresses = readFile(evidence, 'ownedAddresses', 'ownership', parseOwnership);
  missUnlistedInterfaces(evidence, interfaces, addresses);
  missUnlistedGuests(evidence, guests, vswitches);
  missRefusedNames(evidence, frames);
  const observed: ObservedHost = {
    formatVersion: '1',
    kind: 'hpvm-observed-host',
    ...context,
    platform: platform.value,
    ...interfaces,
    vswitches,
    ...guests,
    addresses,
    netconf,
    ipv6Interfaces: observeIpv6(evidence, interfaces),
    saved: observeSaved(evidence, interfaces.lanInterfaces),
    tunables: { macAddressFrames: hpvmconf?.macAddressFrames ?? null },
    promiscuousPrograms: findPromiscuousPrograms(processes ?? []),
    cluster: observeCluster(evidence),
    managementPath,
    ownedAddresses: ownedAddresses ?? [],
    unfinishedRun:
      unfinishedRun === undefined || unfinishedRun === null
        ? null
        : { ...unfinishedRun, holdsLock: evidence.frame('lock', null)?.status === 0 },
    measuredDurations: observeDurations(evidence),
    coverage: evidence.gaps,
  };
  return success(observed, distinct(evidence.diagnostics));
}

function observeNetconf(evidence: Evidence): ObservedHost['netconf'] {
  const netconf = evidence.read('netconf', { probe: 'netconf', object: null, parse: parseNetconf });
  for (const { index, name } of netconf?.otherEntries ?? []) {
    const why = `INTERFACE_NAME[${index}] is ${name}, which is not a LAN interface of its own.`;
    evidence.miss(`netconf.${index}`, 'netconf', null, why);
  }
  return netconf?.entries ?? [];
}

/** No plan depends on durations, so a record that cannot be read is warned of and is no gap. */
function observeDurations(evidence: Evidence): ObservedHost['measuredDurations'] {
  if (evidence.frame('durations', null)?.status === 'missing') return [];
  const durations = evidence.attempt({ probe: 'durations', object: null, parse: parseDurations });
  if (durations.ok) return durations.value;
  evidence.warn(durations.diagnostics);
  return [];
}

/** A file that need not be there: without it, nothing is set. */
function readFile<T>(
  evidence: Evidence,
  subject: string,
  probe: ProbeId,
  parse: (text: string, file: string) => Result<T>,
): T | undefined {
  if (evidence.frame(probe, null)?.status === 'missing') return undefined;
  return evidence.read(subject, { probe, object: null, parse });
}

const AREA_OF_REFUSED: Readonly<Record<string, readonly [string, ProbeId]>> = {
  interface: ['lanInterfaces', 'interfaces'],
  address: ['addresses', 'plumbed'],
  vswitch: ['vswitches', 'vswitches'],
  guest: ['guests', 'guests'],
};

/** A name that must not reach a command means an object that we know nothing about. */
function missRefusedNames(evidence: Evidence, frames: readonly ProbeFrame[]): void {
  for (const frame of frames) {
    const [area, probe] = (frame.probe === 'refused-name' && AREA_OF_REFUSED[frame.object ?? '']) || [];
    if (area === undefined || probe === undefined) continue;
    const why = `The listing names ${quoteOutput(frame.stdout.trim())}, which is not a name we pass to a command.`;
    evidence.miss(area, probe, null, why);
  }
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [`${each.code} ${each.summary} ${each.detail}`, each])).values()];
}
