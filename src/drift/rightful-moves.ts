import { settleStandbys } from '../diff/standby-uplinks';
import type { DesiredHost } from '../model/desired-host';
import type { ObservedHost } from '../model/observed-host';
import { resourceAddress } from '../model/resource';
import type { DriftItem } from './drift-item';

/**
 * What others do to a host by right, so that it is otherwise than declared and no plan would change it back: vswitchmgr moved a vswitch to
 * the standby uplink that is declared for it (HP Serviceguard Toolkit for Integrity Virtual Servers User Guide, June 2013, p. 35), and a
 * failover group works on another port than when a vswitch on it was booted (nwmgr_apa(1M), September 2010, p. 6: its MAC address
 * changes with the active port). That such a failover needs no restart of the vswitch is inferred: the Administrator Guide V6.3, p. 118, asks for one where the MAC address of the
 * uplink has changed, and names other causes.
 */
export function rightfulMoves(desired: DesiredHost, observed: ObservedHost): readonly DriftItem[] {
  return [...movedByManager(desired, observed), ...failedOver(desired, observed)];
}

/** What may have moved a vswitch that stands on another interface than declared; undefined: nothing that is known. */
export function suspectedMove(address: string, desired: DesiredHost, observed: ObservedHost): string | undefined {
  if (observed.cluster.vswitchmgr !== 'running') return undefined;
  const wanted = desired.vswitches?.find(({ name }) => resourceAddress('vswitch', name) === address);
  const present = observed.vswitches.find(({ name }) => name === wanted?.name)?.uplink ?? null;
  const isElsewhere = wanted?.uplink !== undefined && wanted.uplink !== null && present !== wanted.uplink;
  if (!isElsewhere || present === null || wanted.standbyUplink !== undefined) return undefined;
  return `vswitchmgr runs, which moves vswitches at a LAN failover (syslog: "Detected LAN failover"): if ${present} is its standby, declare it as standbyUplink`;
}

function movedByManager(desired: DesiredHost, observed: ObservedHost): readonly DriftItem[] {
  // Only one that runs moves a vswitch, and moves it back.
  if (observed.cluster.vswitchmgr !== 'running') return [];
  const settled = new Map(
    settleStandbys(desired, observed).desired.vswitches?.map(({ name, uplink }) => [name, uplink]),
  );
  return (desired.vswitches ?? []).flatMap(({ name, uplink = null }): readonly DriftItem[] => {
    const now = settled.get(name) ?? null;
    if (now === uplink) return [];
    return [
      {
        class: 'managed-changed',
        address: resourceAddress('vswitch', name),
        action: null,
        fields: [{ path: 'uplink', before: now, after: uplink }],
        actor: 'vswitchmgr',
        note: `moved from ${uplink ?? 'no uplink'} to its standby uplink ${now ?? ''} at a LAN failover; check the link of ${uplink ?? 'the uplink'}: until it is back there is no standby`,
      },
    ];
  });
}

function failedOver({ vswitches = [] }: DesiredHost, observed: ObservedHost): readonly DriftItem[] {
  const declared = new Set<string>(vswitches.map(({ name }) => name));
  return observed.vswitches.flatMap(({ name, state, uplink, mac }): readonly DriftItem[] => {
    const group = observed.apaGroups.find((each) => each.name === uplink && each.mode === 'LAN_MONITOR');
    if (!declared.has(name) || state !== 'up' || group === undefined || mac === null || mac === group.mac) return [];
    const portOf = (address: string): string | undefined =>
      observed.lanInterfaces.find((nic) => nic.mac === address && group.ports.includes(nic.name))?.name;
    const [was, is] = [portOf(mac), portOf(group.mac)];
    if (was === undefined || is === undefined) return [];
    return [
      {
        class: 'managed-changed',
        address: resourceAddress('vswitch', name),
        action: null,
        fields: [{ path: 'capturedMac', before: mac, after: group.mac }],
        actor: 'failover-group',
        note: `${group.name} works on ${is} now, and on ${was} when the vswitch was booted. A failover is taken not to need a restart (inferred from failover groups being offered as uplinks); if guests on it are not reached, halt and boot it. Look at the link of ${was}`,
      },
    ];
  });
}
