import type { DesiredProblem } from '../desired-problem';
import type { DocumentRule } from '../located-document';
import { groupOfPort } from './group-of-port';
import { uniqueIdentity } from './identity';
import { repeated } from './repeated';

const notOnPort: DocumentRule = ({ vswitches, apaGroups }) =>
  vswitches.flatMap(({ at, value }) =>
    (['uplink', 'standbyUplink'] as const).flatMap((property): readonly DesiredProblem[] => {
      const name = value[property] ?? undefined;
      const group = name === undefined ? undefined : groupOfPort(apaGroups, name);
      if (name === undefined || group === undefined) return [];
      return [
        {
          severity: 'error',
          code: 'vswitch-on-group-port',
          at: `${at}/${property}`,
          what: `is "${name}", which is a port of ${group.value.name} (${group.at})`,
          allowed: `${group.value.name}, or a NIC that is in no group`,
          source:
            'inferred: HP puts the vswitch on the aggregate itself (Integrity VM 4.2.5 Release Notes, 7.2.18, p. 75)',
        },
      ];
    }),
  );

const standbyOfAnother: DocumentRule = ({ vswitches }) =>
  vswitches.flatMap(({ at, value }): readonly DesiredProblem[] => {
    const { uplink, standbyUplink } = value;
    if (standbyUplink === undefined) return [];
    if (uplink !== undefined && uplink !== null && uplink !== standbyUplink) return [];
    return [
      {
        severity: 'error',
        code: 'standby-without-primary',
        at: `${at}/standbyUplink`,
        what: `is "${standbyUplink}", ${uplink === standbyUplink ? 'which is the uplink itself' : 'but there is no uplink'}`,
        allowed: 'a second interface, beside the uplink that it stands in for',
        source: 'HP Serviceguard Toolkit for Integrity Virtual Servers User Guide, June 2013, p. 35',
      },
    ];
  });

/** No HP text forbids it, and none shows it: said, not refused. */
const uplinkOfOneVswitch: DocumentRule = ({ vswitches }) =>
  repeated(vswitches, ({ value }) => value.uplink ?? undefined).map(({ element, first }) => ({
    severity: 'warning',
    code: 'uplink-shared',
    at: `${element.at}/uplink`,
    what: `is "${element.value.uplink ?? ''}", which is the uplink of ${first.value.name} (${first.at}) already`,
    allowed: 'each interface as the uplink of one vswitch',
    source: 'not documented either way; every published listing has one vswitch per interface',
    next: 'Port VLANs can share one vswitch between networks.',
  }));

const balancingIsByMac: DocumentRule = ({ vswitches, apaGroups }) =>
  apaGroups.flatMap(({ at, value }): readonly DesiredProblem[] => {
    if (value.loadBalancing === undefined || value.loadBalancing === 'LB_MAC') return [];
    const vswitch = vswitches.find((candidate) => candidate.value.uplink === value.name);
    if (vswitch === undefined) return [];
    return [
      {
        severity: 'warning',
        code: 'load-balancing-ignored',
        at: `${at}/loadBalancing`,
        what: `is "${value.loadBalancing}", but traffic of ${vswitch.value.name} (${vswitch.at}) is always balanced by MAC address`,
        allowed: '"LB_MAC" where only guests use the aggregate',
        source: 'Planning and Implementing VLANs with HP-UX, p. 17, note 6',
      },
    ];
  });

/** Taking it down is an interruption without end, which no budget allows. */
const budgetNeedsUp: DocumentRule = ({ vswitches }) =>
  vswitches.flatMap(({ at, value }): readonly DesiredProblem[] => {
    if (value.state !== 'down') return [];
    const budget =
      value.protect === true ? 'protect' : value.maxOutageSeconds === undefined ? undefined : 'maxOutageSeconds';
    if (budget === undefined) return [];
    return [
      {
        severity: 'warning',
        code: 'budget-of-a-vswitch-that-is-down',
        at: `${at}/${budget}`,
        what: `is ${String(value[budget])}, but the same element has state "down", and taking it down is an interruption without end`,
        allowed: 'a budget on a vswitch that is to be up',
        source: 'desired-state document, formatVersion "1", budgets',
        next: 'While it is up, plans that take it down are blocked.',
      },
    ];
  });

export const vswitchRules: readonly DocumentRule[] = [
  uniqueIdentity('vswitches', 'name', ({ name }) => name),
  notOnPort,
  standbyOfAnother,
  uplinkOfOneVswitch,
  balancingIsByMac,
  budgetNeedsUp,
];
