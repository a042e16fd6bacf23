import type { ApaMode } from '../../model/desired-host';
import type { DesiredProblem } from '../desired-problem';
import type { DocumentRule } from '../located-document';
import { uniqueIdentity } from './identity';
import { repeated } from './repeated';

const PORTS_SOURCE = 'nwmgr_apa(1M), September 2010, p. 7';

/** Most ports of one aggregate or failover group; a mode that is not declared gets the largest. */
const MOST_PORTS: { readonly [Mode in ApaMode]: number } = { MANUAL: 8, FEC_AUTO: 8, LACP_AUTO: 32, LAN_MONITOR: 32 };

/** Also catches a port that one group names twice. */
const portsBelongToOneGroup: DocumentRule = ({ apaGroups }) =>
  repeated(
    apaGroups.flatMap(({ at, value }) => (value.ports ?? []).map((port) => ({ at, port, group: value.name }))),
    ({ port }) => port,
  ).map(({ element, first }) => ({
    severity: 'error',
    code: 'apa-port-in-two-groups',
    at: `${element.at}/ports`,
    what:
      element.at === first.at
        ? `names "${element.port}" twice`
        : `has "${element.port}", which is a port of ${first.group} (${first.at}) already`,
    allowed: 'each NIC as a port of at most one group, once',
    source: PORTS_SOURCE,
  }));

const numberOfPorts: DocumentRule = ({ apaGroups }) =>
  apaGroups.flatMap(({ at, value }): readonly DesiredProblem[] => {
    if (value.ports === undefined) return [];
    const most = value.mode === undefined ? 32 : MOST_PORTS[value.mode];
    const least = value.mode === 'LAN_MONITOR' ? 2 : 1;
    if (value.ports.length >= least && value.ports.length <= most) return [];
    const mode = value.mode === undefined ? 'a group' : value.mode;
    return [
      {
        severity: 'error',
        code: 'apa-port-count',
        at: `${at}/ports`,
        what: `has ${String(value.ports.length)} ports, but ${mode} takes ${String(least)} to ${String(most)}`,
        allowed: `${String(least)} to ${String(most)} NICs`,
        source: `${PORTS_SOURCE}; HP Auto Port Aggregation Administrator's Guide, 11i v1 and v2, September 2008, p. 96; APA Release Notes, 11i v3, February 2007, p. 5`,
        ...(value.ports.length === 0 ? { next: 'To empty a group, leave the group itself out of the list.' } : {}),
      },
    ];
  });

/** A failover group has one active port, so there is nothing to balance: nwmgr shows LB_HS, hot standby. */
const noBalancingOfFailover: DocumentRule = ({ apaGroups }) =>
  apaGroups
    .filter(({ value }) => value.mode === 'LAN_MONITOR' && value.loadBalancing !== undefined)
    .map(({ at, value }) => ({
      severity: 'error',
      code: 'load-balancing-of-failover-group',
      at: `${at}/loadBalancing`,
      what: `is "${value.loadBalancing ?? ''}", but a LAN_MONITOR group has one active port and cannot balance`,
      allowed: 'loadBalancing left out, or another mode',
      source: "HP Auto Port Aggregation Administrator's Guide, 11i v3, September 2008, p. 53 (lb LB_HS)",
    }));

export const apaGroupRules: readonly DocumentRule[] = [
  uniqueIdentity('apaGroups', 'name', ({ name }) => name),
  portsBelongToOneGroup,
  numberOfPorts,
  noBalancingOfFailover,
];
