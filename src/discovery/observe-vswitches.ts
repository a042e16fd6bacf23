import { compareText } from '../model/canonical-json';
import type { ObservedVswitch } from '../model/observed-host';
import type { Evidence } from './evidence';
import { parseDeviceDatabase } from './parsers/parse-device-database';
import { parseHpvmnet } from './parsers/parse-hpvmnet';
import { parseHpvmnetPorts, type HpvmnetDetail } from './parsers/parse-hpvmnet-ports';

/**
 * Joins the listing of vswitches with the port table of each and with the device database, sorted by name. A vswitch whose ports
 * are unknown has none here.
 */
export function observeVswitches(evidence: Evidence): readonly ObservedVswitch[] {
  const listing = evidence.read('vswitches', { probe: 'vswitches', object: null, parse: parseHpvmnet }) ?? [];
  const isShareable = sharingOf(evidence);
  return [...listing]
    .sort((left, right) => compareText(left.name, right.name))
    .map((row) => {
      const vswitch = { ...row, isShareable: isShareable(row.name) };
      const subject = `vswitch.${vswitch.name}`;
      const question = { probe: 'vswitch-ports', object: vswitch.name, parse: parseHpvmnetPorts } as const;
      const detail = evidence.read(subject, question);
      if (detail === undefined) return { ...vswitch, ports: [] };
      if (keyOf(detail.vswitch) !== keyOf(vswitch)) {
        const why = `The listing says ${keyOf(vswitch)}, its own page says ${keyOf(detail.vswitch)}.`;
        evidence.miss(subject, 'vswitch-ports', vswitch.name, why);
      }
      return { ...vswitch, ports: [...detail.ports].sort((left, right) => left.port - right.port) };
    });
}

/** A vswitch without an entry has the default: it may be shared (A.03.x administration manual, 8.7.2.1, p. 109). */
function sharingOf(evidence: Evidence): (vswitch: string) => boolean | null {
  const question = { probe: 'device-database', object: null, parse: parseDeviceDatabase } as const;
  const entries = evidence.read('vswitchSharing', question);
  if (entries === undefined) return () => null;
  const byName = new Map<string, boolean>(entries.map(({ name, isShareable }) => [name, isShareable]));
  return (vswitch) => byName.get(vswitch) ?? true;
}

function keyOf({ name, number, uplink, state }: HpvmnetDetail['vswitch']): string {
  return `${name} ${number} ${uplink ?? 'no uplink'} ${state}`;
}
