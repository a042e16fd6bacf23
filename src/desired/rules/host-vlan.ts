import type { DocumentRule } from '../located-document';
import { groupOfPort } from './group-of-port';
import { uniqueIdentity } from './identity';
import { repeated } from './repeated';

const notOnPort: DocumentRule = ({ hostVlans, apaGroups }) =>
  hostVlans.flatMap(({ at, value }) => {
    const group = value.uplink === undefined ? undefined : groupOfPort(apaGroups, value.uplink);
    if (value.uplink === undefined || group === undefined) return [];
    return [
      {
        severity: 'error' as const,
        code: 'host-vlan-on-group-port',
        at: `${at}/uplink`,
        what: `is "${value.uplink}", which is a port of ${group.value.name} (${group.at})`,
        allowed: `${group.value.name}, or a NIC that is in no group`,
        source:
          "inferred: the guides put VLANs on the aggregate, never on its ports (HP Auto Port Aggregation Administrator's Guide, 11i v1 and v2, September 2008, p. 17)",
      },
    ];
  });

const oneIdPerUplink: DocumentRule = ({ hostVlans }) =>
  repeated(hostVlans, ({ value }) =>
    value.uplink === undefined || value.vlanId === undefined ? undefined : `${value.uplink} ${String(value.vlanId)}`,
  ).map(({ element, first }) => ({
    severity: 'error',
    code: 'host-vlan-id-twice',
    at: `${element.at}/vlanId`,
    what: `is ${String(element.value.vlanId)}, which ${first.at} (${first.value.name}) has on ${element.value.uplink ?? ''} already`,
    allowed: 'each VLAN id once per interface',
    source: "HP-UX VLAN Administrator's Guide, February 2007, p. 26",
  }));

export const hostVlanRules: readonly DocumentRule[] = [
  uniqueIdentity('hostVlans', 'name', ({ name }) => name),
  notOnPort,
  oneIdPerUplink,
];
