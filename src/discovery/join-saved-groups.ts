import type { ApaMode } from '../model/desired-host';
import type { InterfaceName } from '../model/names';
import type { SavedApaGroup } from '../model/observed-host';
import { ppaOf } from '../model/ppa';
import type { ApaConfiguration, ConfiguredAggregate } from './parsers/parse-hp-apaconf';
import type { ConfiguredPort } from './parsers/parse-hp-apaportconf';
import type { ConfiguredFailoverGroup } from './parsers/parse-lanconfig';

/** The three files that say which groups the next boot builds. */
export interface SavedApaFiles {
  readonly apa: ApaConfiguration;
  readonly ports: readonly ConfiguredPort[];
  readonly failoverGroups: readonly ConfiguredFailoverGroup[];
}

/** Values of a port that hp_apaportconf does not set (APA Administrator's Guide, 11i v3, March 2014, p. 80; J4240-90039, app. B). */
const DEFAULT_KEY = 0;
const DEFAULT_GROUP_CAPABILITY = 5;

interface Claim {
  readonly name: InterfaceName;
  readonly mode: ApaMode;
  readonly ports: readonly InterfaceName[];
  readonly loadBalancing: SavedApaGroup['loadBalancing'];
  readonly key: number | null;
}

/**
 * Joins the saved configuration of APA as its start does: ports, then aggregates, then failover groups (APA Administrator's Guide,
 * 11i v3, March 2014, p. 31). A group that two places configure, or that shares a port with another one, is known to be saved,
 * but not how. A group without ports is not built, and so not in the result.
 *
 * @returns the groups by PPA, or why it cannot be told which groups there are
 */
export function joinSavedGroups(files: SavedApaFiles): readonly SavedApaGroup[] | string {
  const { aggregates, defaultPortMode } = files.apa;
  if (isNegotiated(defaultPortMode)) {
    return `HP_APA_DEFAULT_PORT_MODE is ${defaultPortMode}, so ports may join groups that no entry names.`;
  }
  const modeOf = new Map(files.ports.map((port) => [port.name, port.mode ?? defaultPortMode]));
  const claims: Claim[] = [];
  for (const { name, manualPorts, loadBalancing } of aggregates) {
    if (manualPorts !== null) claims.push({ name, mode: 'MANUAL', ports: manualPorts, loadBalancing, key: null });
  }
  for (const mode of ['LACP_AUTO', 'FEC_AUTO'] as const) {
    const ports = files.ports.filter((port) => modeOf.get(port.name) === mode);
    for (const key of new Set(ports.map((port) => keyOfPort(port, mode)))) {
      const members = ports.filter((port) => keyOfPort(port, mode) === key).map((port) => port.name);
      const holders = aggregates.filter((aggregate) => keyOfAggregate(aggregate, mode) === key);
      if (holders.length === 0) return `${members.join(', ')} would join the ${mode} group ${key}, which none is.`;
      for (const { name, loadBalancing } of holders) claims.push({ name, mode, ports: members, loadBalancing, key });
    }
  }
  for (const { name, ports } of files.failoverGroups) {
    if (ports.length > 0) claims.push({ name, mode: 'LAN_MONITOR', ports, loadBalancing: 'LB_HS', key: null });
  }
  return settled(claims, modeOf);
}

function settled(claims: readonly Claim[], modeOf: ReadonlyMap<string, ApaMode>): readonly SavedApaGroup[] {
  const timesNamed = countOf(claims.map((claim) => claim.name));
  const timesUsed = countOf(claims.flatMap((claim) => claim.ports));
  const isClear = (claim: Claim): boolean =>
    timesNamed.get(claim.name) === 1 &&
    claim.ports.every((port) => timesUsed.get(port) === 1 && (modeOf.get(port) ?? claim.mode) === claim.mode);
  const groups = new Map<InterfaceName, SavedApaGroup>();
  for (const claim of claims) {
    const ports = [...claim.ports].sort((left, right) => ppaOf(left) - ppaOf(right));
    const unclear = { name: claim.name, mode: null, ports: null, loadBalancing: null, key: null };
    groups.set(claim.name, isClear(claim) ? { ...claim, ports } : unclear);
  }
  return [...groups.values()].sort((left, right) => ppaOf(left.name) - ppaOf(right.name));
}

function isNegotiated(mode: ApaMode): boolean {
  return mode === 'LACP_AUTO' || mode === 'FEC_AUTO';
}

function keyOfPort(port: ConfiguredPort, mode: 'LACP_AUTO' | 'FEC_AUTO'): number {
  return mode === 'LACP_AUTO' ? (port.key ?? DEFAULT_KEY) : (port.groupCapability ?? DEFAULT_GROUP_CAPABILITY);
}

function keyOfAggregate(aggregate: ConfiguredAggregate, mode: 'LACP_AUTO' | 'FEC_AUTO'): number | null {
  return mode === 'LACP_AUTO' ? aggregate.key : aggregate.groupCapability;
}

function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
