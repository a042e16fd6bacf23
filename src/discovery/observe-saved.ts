import { compareText } from '../model/canonical-json';
import type {
  ObservedLanInterface,
  ObservedSavedConfiguration,
  SavedApaGroup,
  SavedHostVlan,
  SavedLanInterface,
} from '../model/observed-host';
import type { Result } from '../model/result';
import type { Evidence } from './evidence';
import { joinSavedGroups } from './join-saved-groups';
import { parseHpApaconf } from './parsers/parse-hp-apaconf';
import { parseHpApaportconf } from './parsers/parse-hp-apaportconf';
import { parseLanconfig } from './parsers/parse-lanconfig';
import { parseNicConf } from './parsers/parse-nic-conf';
import { parseVlanconf } from './parsers/parse-vlanconf';
import type { ProbeId } from './probes/probe';

/** Drivers with a documented variable in their file, and the probe that reads it. */
const DRIVERS = [
  ['iether', 'iether-conf'],
  ['ixgbe', 'ixgbe-conf'],
  ['icxgbe', 'icxgbe-conf'],
  ['iocxgbe', 'iocxgbe-conf'],
] as const satisfies readonly (readonly [string, ProbeId])[];

/** The saved configuration: what the next boot brings, as far as documented variables tell. */
export function observeSaved(evidence: Evidence, nics: readonly ObservedLanInterface[]): ObservedSavedConfiguration {
  return {
    lanInterfaces: savedNics(evidence, nics),
    apaGroups: savedGroups(evidence),
    hostVlans: savedVlans(evidence),
  };
}

/** Only the file of the driver that runs a NIC is applied to it; without a file, or a documented variable in it, nothing is known. */
function savedNics(evidence: Evidence, nics: readonly ObservedLanInterface[]): readonly SavedLanInterface[] {
  const byDriver = new Map<string, ReadonlyMap<string, SavedLanInterface>>();
  for (const [driver, probe] of DRIVERS) {
    const parse = (text: string, file: string) => parseNicConf(driver, text, file);
    const saved = readFile(evidence, { subject: 'saved.lanInterfaces', probe, parse, missing: [] }) ?? [];
    byDriver.set(driver, new Map(saved.map((nic) => [nic.name, nic])));
  }
  return nics.flatMap(({ name, driver }) => {
    const saved = byDriver.get(driver)?.get(name);
    if (saved === undefined) return [];
    const { receiveChecksumOffload, transmitChecksumOffload, virtualMtuBytes } = saved;
    const isTold = [receiveChecksumOffload, transmitChecksumOffload, virtualMtuBytes].some((value) => value !== null);
    return isTold ? [saved] : [];
  });
}

/** Files that are not there configure nothing (APA Administrator's Guide, 11i v3, March 2014, p. 31 and 77). */
function savedGroups(evidence: Evidence): readonly SavedApaGroup[] | null {
  const subject = 'saved.apaGroups';
  const none = { defaultPortMode: 'MANUAL', aggregates: [] } as const;
  const apa = readFile(evidence, { subject, probe: 'apa-conf', parse: parseHpApaconf, missing: none });
  const ports = readFile(evidence, { subject, probe: 'apa-port-conf', parse: parseHpApaportconf, missing: [] });
  const failover = readFile(evidence, { subject, probe: 'failover-groups', parse: parseLanconfig, missing: [] });
  if (apa === undefined || ports === undefined || failover === undefined) return null;
  const groups = joinSavedGroups({ apa, ports, failoverGroups: failover });
  if (typeof groups !== 'string') return groups;
  evidence.miss(subject, 'apa-port-conf', null, groups);
  return null;
}

/** VLAN interfaces that vlanconf does not name are not created at boot (HP-UX VLAN Administrator's Guide, February 2007, p. 47). */
function savedVlans(evidence: Evidence): readonly SavedHostVlan[] | null {
  const question = { subject: 'saved.hostVlans', probe: 'vlan-conf', parse: parseVlanconf, missing: [] } as const;
  const vlans = readFile<readonly SavedHostVlan[]>(evidence, question);
  if (vlans === undefined) return null;
  const textOf = ({ name, uplink, vlanId }: SavedHostVlan): string => `${name ?? ''} ${uplink} ${vlanId}`;
  return [...vlans].sort((left, right) => compareText(textOf(left), textOf(right)));
}

function readFile<T>(
  evidence: Evidence,
  file: {
    readonly subject: string;
    readonly probe: ProbeId;
    readonly parse: (text: string, file: string) => Result<T>;
    /** What is known when the file is not there. */
    readonly missing: T;
  },
): T | undefined {
  const { subject, probe, parse, missing } = file;
  if (evidence.frame(probe, null)?.status === 'missing') return missing;
  return evidence.read(subject, { probe, object: null, parse });
}
