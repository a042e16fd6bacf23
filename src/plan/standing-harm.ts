import { checksumOffloadOf } from '../diff/lan-interface';
import { NULL_MAC } from '../model/mac-address';
import { interfaceClassOf } from '../model/ppa';
import type { ObservedGuestNic, ObservedVswitch } from '../model/observed-host';
import type { Operation } from './operation';
import { nicsBehindAfter, type PlanningContext } from './planning-context';

/** Something that is wrong on the host already and that the plan leaves as it is. */
export interface StandingHarm {
  /** Resource address of what is wrong. */
  readonly address: string;
  /** vswitches and guest NICs (`guest:slot`) that nobody should work on before it is repaired. */
  readonly concerns: readonly string[];
  /** One line, for a person: what is wrong and with which values. */
  readonly what: string;
  /** What to do about it, ending with the source. */
  readonly next: string;
  /** What is only inferred to be wrong warns. */
  readonly severity: 'error' | 'warning';
}

/** What a plan makes different, as far as it can repair what is wrong. */
interface Repairs {
  /** `guest:slot` of guest NICs that the plan takes off the port they are on. */
  readonly movedNics: ReadonlySet<string>;
  /** `guest:slot` of guest NICs that the plan removes, perhaps to add them with another MAC address. */
  readonly removedNics: ReadonlySet<string>;
  /** vswitches that the plan removes, perhaps to create them on another uplink. */
  readonly removedVswitches: ReadonlySet<string>;
  /** `lan4 receive` and the like that the plan switches off. */
  readonly offloadOff: ReadonlySet<string>;
  /** `vmlan4:1` of ports whose VLAN the plan takes off. */
  readonly untagged: ReadonlySet<string>;
  /** Host VLAN interfaces that the plan removes. */
  readonly removedVlans: ReadonlySet<string>;
  /** NICs that the plan takes out of their group. */
  readonly freedPorts: ReadonlySet<string>;
}

/** Everything that is wrong before the plan and still wrong after it. */
export function standingHarms(operations: readonly Operation[], context: PlanningContext): readonly StandingHarm[] {
  const repairs = repairsOf(operations, context);
  return [
    ...context.observed.vswitches.flatMap((vswitch) => [
      ...unknownState(vswitch),
      ...wrongUplink(vswitch, repairs, context),
      ...vlanOverOffload(vswitch, repairs, context),
    ]),
    ...sharedPorts(repairs, context),
    ...sharedMacs(repairs, context),
  ];
}

function repairsOf(operations: readonly Operation[], context: PlanningContext): Repairs {
  const of = <T>(read: (operation: Operation) => T | undefined): ReadonlySet<T> =>
    new Set(operations.flatMap((operation) => read(operation) ?? []));
  const isFreed = (name: string): boolean => context.groupAfter.get(name) === undefined;
  return {
    movedNics: movedNics(operations),
    removedNics: of(({ effect }) =>
      effect.type === 'guest-nic-remove' ? `${effect.guest}:${effect.slot}` : undefined,
    ),
    removedVswitches: of(({ effect }) => (effect.type === 'vswitch-delete' ? String(effect.vswitch) : undefined)),
    offloadOff: of(({ effect }) =>
      effect.type === 'nic-checksum-offload' && effect.value === 'off'
        ? `${effect.interface} ${effect.direction}`
        : undefined,
    ),
    untagged: of(({ effect }) =>
      effect.type === 'port-vlan' && effect.vlanId === null ? `${effect.vswitch}:${String(effect.port)}` : undefined,
    ),
    removedVlans: of(({ effect }) => (effect.type === 'host-vlan-delete' ? String(effect.interface) : undefined)),
    freedPorts: new Set(context.observed.lanInterfaces.map(({ name }) => String(name)).filter(isFreed)),
  };
}

/** Removed without being put back on the same port, or changed to another one. */
function movedNics(operations: readonly Operation[]): ReadonlySet<string> {
  const placeAfter = new Map<string, string>();
  const placeBefore = new Map<string, string>();
  for (const { effect } of operations) {
    const place = (vswitch: string, port: number | null): string => `${vswitch}:${String(port)}`;
    switch (effect.type) {
      case 'guest-nic-add':
        placeAfter.set(`${effect.guest}:${effect.slot}`, place(effect.vswitch, effect.port));
        break;
      case 'guest-nic-change':
        placeBefore.set(`${effect.guest}:${effect.slot}`, place(effect.from, effect.fromPort));
        placeAfter.set(`${effect.guest}:${effect.slot}`, place(effect.vswitch, effect.port));
        break;
      case 'guest-nic-remove':
        placeBefore.set(`${effect.guest}:${effect.slot}`, place(effect.vswitch, effect.port));
        break;
      default:
    }
  }
  return new Set([...placeBefore].filter(([nic, place]) => placeAfter.get(nic) !== place).map(([nic]) => nic));
}

function unknownState(vswitch: ObservedVswitch): readonly StandingHarm[] {
  if (vswitch.state !== 'unknown') return [];
  return [
    {
      address: `vswitch.${vswitch.name}`,
      concerns: [vswitch.name],
      what: `vswitch ${vswitch.name} is neither Up nor Down`,
      next: 'Its guests may lose their connection while it is unstable. Bring it to Up or Down with hpvmnet -b, -h or -r first (Integrity VM 4.2 Release Notes, 7.2.18, p. 73).',
      severity: 'error',
    },
  ];
}

/** A vswitch on a VLAN interface, or on a NIC whose traffic belongs to a group. */
function wrongUplink(vswitch: ObservedVswitch, repairs: Repairs, context: PlanningContext): readonly StandingHarm[] {
  const { name, uplink } = vswitch;
  if (uplink === null || repairs.removedVswitches.has(name)) return [];
  const harm = (what: string, next: string, severity: StandingHarm['severity']): readonly StandingHarm[] => [
    { address: `vswitch.${name}`, concerns: [name], what: `vswitch ${name} is on ${uplink}, ${what}`, next, severity },
  ];
  if (interfaceClassOf(uplink) === 'vlan') {
    return harm(
      'a VLAN interface',
      `VLANs do not nest. Give ${name} the interface beneath ${uplink} as uplink, and its ports the VLAN (vPars and Integrity VM V6.3 Administrator Guide, p. 122).`,
      'error',
    );
  }
  const group = context.index.lanInterface.get(uplink)?.aggregate ?? null;
  if (group === null || repairs.freedPorts.has(uplink)) return [];
  return harm(
    `a port of ${group}`,
    `The traffic of a port belongs to its group. Give ${name} ${group} as uplink, or take ${uplink} out of it (inferred from the APA Administrator's Guide, 11i v3, March 2014, p. 44).`,
    'warning',
  );
}

/** A VLAN of somebody else over checksum offload: where the VLAN or the vswitch is declared, the offload is switched off. */
function vlanOverOffload(
  vswitch: ObservedVswitch,
  repairs: Repairs,
  context: PlanningContext,
): readonly StandingHarm[] {
  const { name, uplink } = vswitch;
  const isRunning = context.vswitches.get(name)?.isUpAfter === true;
  if (uplink === null || !isRunning || repairs.removedVswitches.has(name)) return [];
  const tagged = vswitch.ports
    .filter(({ port, vlanId }) => vlanId !== null && !repairs.untagged.has(`${name}:${String(port)}`))
    .map(({ port, vlanId }) => `port ${String(port)} (VLAN ${String(vlanId)})`);
  const above = context.observed.hostVlans
    .filter((vlan) => vlan.uplink === uplink && !repairs.removedVlans.has(vlan.name))
    .map((vlan) => `${vlan.name} (VLAN ${vlan.vlanId === null ? 'unknown' : String(vlan.vlanId)})`);
  const vlans = [...tagged, ...above];
  const offloading = nicsBehindAfter(uplink, context).filter((nic) => keepsOffload(nic, repairs, context));
  if (vlans.length === 0 || offloading.length === 0) return [];
  return [
    {
      address: `vswitch.${name}`,
      concerns: [name],
      what: `vswitch ${name} has ${vlans.join(', ')} over ${uplink} while checksum offload is on (${offloading.join(', ')})`,
      next: `Connections between host and guests over a VLAN can fail. Declare ${offloading.join(', ')} with checksumOffload "off", or ${name} itself (Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75).`,
      severity: 'error',
    },
  ];
}

function keepsOffload(name: string, repairs: Repairs, context: PlanningContext): boolean {
  const nic = context.index.lanInterface.get(name);
  if (nic === undefined) return false;
  const now = checksumOffloadOf(nic);
  if (now === null || now === 'off') return false;
  const isReceiving = now !== 'transmit only' && !repairs.offloadOff.has(`${name} receive`);
  const isTransmitting = now !== 'receive only' && !repairs.offloadOff.has(`${name} transmit`);
  return isReceiving || isTransmitting;
}

interface NicUser {
  readonly concern: string;
  readonly text: string;
}

/** Two running guests on one port: only one of them can have it. */
function sharedPorts(repairs: Repairs, context: PlanningContext): readonly StandingHarm[] {
  const users = new Map<string, NicUser[]>();
  for (const nic of runningNics(context)) {
    const concern = `${nic.guest}:${nic.slot}`;
    if (nic.port === null || repairs.movedNics.has(concern)) continue;
    addTo(users, `${nic.vswitch}:${String(nic.port)}`, { concern, text: `${nic.guest} ${nic.slot}` });
  }
  return [...users].flatMap(([place, sharing]) => {
    const [vswitch = '', port = ''] = place.split(':');
    if (sharing.length < 2) return [];
    return [
      {
        address: `vswitch.${vswitch}`,
        concerns: [vswitch, ...sharing.map(({ concern }) => concern)],
        what: `port ${port} of vswitch ${vswitch} is shared by running guests: ${sharing.map(({ text }) => text).join(', ')}`,
        next: 'Each running guest needs a port of its own. Declare one of the NICs with another port (ICA 4.2, p. 20).',
        severity: 'error',
      },
    ];
  });
}

/** One MAC address of a running guest NIC and of something else on this host. */
function sharedMacs(repairs: Repairs, context: PlanningContext): readonly StandingHarm[] {
  const users = new Map<string, NicUser[]>();
  for (const { mac, name } of context.observed.lanInterfaces)
    addTo(users, mac, { concern: '', text: `${name} of the VM host` });
  for (const nic of runningNics(context)) {
    const concern = `${nic.guest}:${nic.slot}`;
    if (!repairs.removedNics.has(concern)) addTo(users, nic.mac, { concern, text: `${nic.guest} ${nic.slot}` });
  }
  return [...users].flatMap(([mac, sharing]) => {
    const nics = sharing.filter(({ concern }) => concern !== '');
    if (mac === NULL_MAC || sharing.length < 2) return [];
    return [
      {
        address: `guestNic.${nics.at(-1)?.concern ?? ''}`,
        concerns: nics.map(({ concern }) => concern),
        what: `MAC address ${mac} is in use more than once: ${sharing.map(({ text }) => text).join(', ')}`,
        next: 'They take traffic from each other. Declare one of the guest NICs with another mac (Integrity VM Release Notes, 3.x, 7.3, p. 43).',
        severity: 'error',
      },
    ];
  });
}

function runningNics(context: PlanningContext): readonly ObservedGuestNic[] {
  return context.observed.guestNics.filter((nic) => context.index.guest.get(nic.guest)?.state === 'on');
}

function addTo(map: Map<string, NicUser[]>, key: string, value: NicUser): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
