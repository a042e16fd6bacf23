import type { ApaMode } from '../../model/desired-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import { APA_GUIDE_2008_V2, APA_GUIDE_2014, APA_NOTES_2007 } from '../documents';
import { nicsBehindAfter } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** What every release takes. */
const MOST_PORTS_EVERYWHERE = 8;

/** Most ports of one group; LACP takes more than eight only where release and Serviceguard support it. */
const MOST_PORTS: { readonly [Mode in ApaMode]: number } = { MANUAL: 8, FEC_AUTO: 8, LACP_AUTO: 32, LAN_MONITOR: 32 };

/** That there are at most 50 groups follows from their names, lan900 to lan949. */
export const limitPortsPerGroup: SafetyRule = {
  id: 'limit-ports-per-group',
  title: 'Keep to eight ports in an aggregate, or 32 with LACP and in a failover group',
  why: 'APA refuses further ports, and the change stops half way with the vswitches of the group down.',
  citations: [
    { document: APA_GUIDE_2014, section: '1 (8 links, 32 for LACP; the APA Support Matrix has the numbers)', page: 8 },
    { document: APA_GUIDE_2008_V2, section: 'Product Specifications, note 2 (of 11i v1 and v2)', page: 96 },
    { document: APA_NOTES_2007, page: 5 },
  ],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) =>
    operations.flatMap(({ effect }) => {
      if (effect.type !== 'apa-join') return [];
      const { group, mode } = effect;
      const count = nicsBehindAfter(group, context).length;
      const address = `apaGroup.${group}`;
      if (count > MOST_PORTS[mode]) {
        return [
          errorDiagnostic(
            'limit-ports-per-group',
            `${group} would have ${String(count)} ports, and a group of mode ${mode} takes ${String(MOST_PORTS[mode])}`,
            "Name fewer ports (APA Administrator's Guide, 11i v1 and v2, September 2008, p. 96; APA Release Notes, 11i v3, February 2007, p. 5).",
            address,
          ),
        ];
      }
      if (mode !== 'LACP_AUTO' || count <= MOST_PORTS_EVERYWHERE) return [];
      return [
        warningDiagnostic(
          'limit-ports-per-group',
          `${group} would have ${String(count)} ports, and not every release of APA takes more than ${String(MOST_PORTS_EVERYWHERE)}`,
          "LACP aggregates of up to 32 ports depend on the release of APA and on Serviceguard (APA Administrator's Guide, 11i v1 and v2, September 2008, p. 96). Look it up, or name fewer ports.",
          address,
        ),
      ];
    }),
  // The quick-start host has five NICs.
  examples: { unsafe: [], safe: [] },
};
