import { LOCALNET } from '../../model/names';
import type { DesiredProblem } from '../desired-problem';
import type { DocumentRule } from '../located-document';
import { uniqueIdentity } from './identity';
import { repeated } from './repeated';

const MOST_NICS = 60;
/** Code of the warning that a caller who knows the Integrity VM release can decide. */
export const AVIO_WITHOUT_UPLINK = 'avio-without-uplink';

const oneNicPerMac: DocumentRule = ({ guestNics }) =>
  repeated(guestNics, ({ value }) => value.mac).map(({ element, first }) => ({
    severity: 'error',
    code: 'duplicate-mac',
    at: `${element.at}/mac`,
    what: `is "${element.value.mac ?? ''}", which ${first.value.guest} has in slot ${first.value.slot} (${first.at}) already`,
    allowed: 'each address once',
    source: 'Integrity VM Release Notes, 3.x, 7.3, p. 43',
  }));

const oneNicPerPort: DocumentRule = ({ guestNics }) =>
  repeated(guestNics, ({ value }) =>
    value.vswitch === undefined || value.port === undefined ? undefined : `${value.vswitch} ${String(value.port)}`,
  ).map(({ element, first }) => ({
    severity: 'error',
    code: 'duplicate-vswitch-port',
    at: `${element.at}/port`,
    what: `is ${String(element.value.port)}, which ${first.value.guest} has on ${element.value.vswitch ?? ''} (${first.at}) already`,
    allowed: 'each port number of a vswitch once, or left out: the planner picks a free one',
    source:
      'Integrity VM 4.2 Installation, Configuration, and Administration, p. 20 (ports are distinct for each running guest)',
  }));

const notTooMany: DocumentRule = ({ guestNics }) => {
  const counts = new Map<string, { readonly at: string; readonly count: number }>();
  for (const { at, value } of guestNics)
    counts.set(value.guest, { at, count: (counts.get(value.guest)?.count ?? 0) + 1 });
  return [...counts]
    .filter(([, { count }]) => count > MOST_NICS)
    .map(([guest, { at, count }]) => ({
      severity: 'error',
      code: 'too-many-guest-nics',
      at: `${at}/guest`,
      what: `is "${guest}", which has ${String(count)} NICs: more than ${String(MOST_NICS)} can crash the host when the guest starts`,
      allowed: `at most ${String(MOST_NICS)} NICs in one guest`,
      source: 'vPars and Integrity VM V6.3 Release Notes, 4.8.2, p. 27',
    }));
};

const avioNeedsUplink: DocumentRule = ({ guestNics, vswitches }) => {
  const guestOnly = new Set<string>(
    vswitches.filter(({ value }) => value.uplink === null).map(({ value }) => value.name),
  );
  return guestNics.flatMap(({ at, value }): readonly DesiredProblem[] => {
    if (value.adapter !== 'avio_lan' || value.vswitch === undefined) return [];
    if (value.vswitch !== LOCALNET && !guestOnly.has(value.vswitch)) return [];
    return [
      {
        severity: 'warning',
        code: AVIO_WITHOUT_UPLINK,
        at: `${at}/adapter`,
        what: `is "avio_lan", but ${value.vswitch} has no uplink, which AVIO needs before Integrity VM 4.3`,
        allowed: '"lan" on a vswitch without uplink, or Integrity VM 4.3 and later',
        source: 'Integrity VM 4.2 Installation, Configuration, and Administration, p. 20',
      },
    ];
  });
};

const vlanOnLocalnet: DocumentRule = ({ guestNics }) =>
  guestNics
    .filter(({ value }) => value.vswitch === LOCALNET && value.vlanId !== undefined && value.vlanId !== null)
    .map(({ at, value }) => ({
      severity: 'warning',
      code: 'vlan-on-localnet',
      at: `${at}/vlanId`,
      what: `is ${String(value.vlanId)} on localnet, and no manual says whether localnet has port VLANs`,
      allowed: 'null or left out on localnet',
      source: 'not documented either way',
    }));

export const guestNicRules: readonly DocumentRule[] = [
  uniqueIdentity('guestNics', 'slot', ({ guest, slot }) => `${guest}:${slot}`),
  oneNicPerMac,
  oneNicPerPort,
  notTooMany,
  avioNeedsUplink,
  vlanOnLocalnet,
];
