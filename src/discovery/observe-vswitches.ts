import { compareText } from '../model/canonical-json';
import type { ObservedVswitch } from '../model/observed-host';
import type { Evidence } from './evidence';
import { parseHpvmnet } from './parsers/parse-hpvmnet';
import { parseHpvmnetPorts, type HpvmnetDetail } from './parsers/parse-hpvmnet-ports';

/** Joins the listing of vswitches with the port table of each, sorted by name. A vswitch whose ports are unknown has none here. */
export function observeVswitches(evidence: Evidence): readonly ObservedVswitch[] {
  const listing = evidence.read('vswitches', { probe: 'vswitches', object: null, parse: parseHpvmnet }) ?? [];
  return [...listing]
    .sort((left, right) => compareText(left.name, right.name))
    .map((vswitch) => {
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

function keyOf({ name, number, uplink, state }: HpvmnetDetail['vswitch']): string {
  return `${name} ${number} ${uplink ?? 'no uplink'} ${state}`;
}
