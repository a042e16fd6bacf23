import { canonicalJson, compareText, type JsonValue } from '../model/canonical-json';
import type { ObservedHost } from '../model/observed-host';
import { indexObservedHost } from '../diff/observed-index';
import type { ObservedIndex } from '../diff/resource-difference';
import type { Operation, OperationEffect } from './operation';
import type { FootprintField, Plan } from './plan-document';
import { nicsBehindAfter, type PlanningContext } from './planning-context';
import { savedFieldsOf, savedSubjects, type Fields } from './saved-footprint';

/** A field that is not what it was when the plan was made. */
export interface MovedField {
  readonly path: string;
  readonly planned: JsonValue;
  readonly observed: JsonValue;
}

/** What a plan may depend on, by subject: counters, link flaps and everything else that a plan never reads is left out. */
const PROJECT: Readonly<Record<string, (index: ObservedIndex, identity: string) => Fields>> = {
  lanInterface: (index, identity) => {
    const nic = index.lanInterface.get(identity);
    if (nic === undefined) return null;
    const { mac, driver, aggregate, receiveChecksumOffload, transmitChecksumOffload, virtualMtuBytes } = nic;
    return { mac, driver, aggregate, receiveChecksumOffload, transmitChecksumOffload, virtualMtuBytes };
  },
  apaGroup: (index, identity) => {
    const group = index.apaGroup.get(identity);
    if (group === undefined) return null;
    const { mode, ports, loadBalancing, mac, key, groupCapability } = group;
    return { mode, ports, loadBalancing, mac, key, groupCapability };
  },
  // Only where ports are chosen: elsewhere a link that flaps would make plans void.
  portSettings: (index, identity) => {
    const nic = index.lanInterface.get(identity);
    if (nic === undefined) return null;
    const { speedMbps, interfaceType, apaPort } = nic;
    return { speedMbps, interfaceType, key: apaPort?.key ?? null, groupCapability: apaPort?.groupCapability ?? null };
  },
  hostVlan: (index, identity) => {
    const vlan = index.hostVlan.get(identity);
    return vlan === undefined ? null : { uplink: vlan.uplink, vlanId: vlan.vlanId };
  },
  vswitch: (index, identity) => {
    const vswitch = index.vswitch.get(identity);
    if (vswitch === undefined) return null;
    const ports = vswitch.ports.map((port) => [port.port, port.vlanId]);
    const { state, uplink, mac, ipAddress, isShareable } = vswitch;
    return { state, uplink, capturedMac: mac, capturedIpAddress: ipAddress, isShareable, ports };
  },
  guest: (index, identity) => {
    const guest = index.guest.get(identity);
    if (guest === undefined) return null;
    const nicCount = index.host.guestNics.filter((nic) => nic.guest === identity).length;
    const { state, hasPendingConfiguration, isModifiable } = guest;
    return { state, hasPendingConfiguration, isModifiable, nicCount };
  },
  guestNic: (index, identity) => {
    const nic = index.guestNic.get(identity);
    if (nic === undefined) return null;
    return { adapter: nic.adapter, mac: nic.mac, vswitch: nic.vswitch, port: nic.port, vlanId: nic.vlanId };
  },
  macAddress: (index, identity) => ({
    usedBy: [...index.host.guestNics, ...index.host.lanInterfaces, ...index.host.apaGroups]
      .filter(({ mac }) => mac === identity)
      .map((user) => ('guest' in user ? `${user.guest}:${user.slot}` : user.name)),
  }),
  tunables: (index) => ({ macAddressFrames: index.host.tunables.macAddressFrames }),
  addresses: (index, identity) => ({
    assigned: index.host.addresses
      .filter((entry) => entry.interface === identity)
      .map((entry) => `${entry.address}/${entry.netmask}`),
    hasIpv6: index.host.ipv6Interfaces?.some((name) => name === identity) ?? null,
  }),
  netconf: (index) => ({ entries: index.host.netconf.map((entry) => [entry.index, entry.interface, entry.address]) }),
  saved: (index, identity) => savedFieldsOf(index, identity),
  managementPath: (index) => ({ interface: index.host.managementPath.interface }),
  ownership: (index, identity) => ({ isOurs: index.isOwned(identity) }),
  unfinishedRun: (index) => ({ runId: index.host.unfinishedRun?.runId ?? null }),
  platform: (index) => ({ nodeName: index.host.platform.nodeName }),
  capture: (index) => ({
    programs: index.host.promiscuousPrograms.map((program) => [program.command, program.interface]),
  }),
  cluster: (index) => ({ ...index.host.cluster }),
  coverage: (index) => ({ unknown: index.host.coverage.map((gap) => gap.subject).sort(compareText) }),
};

/** The observed fields that a plan was made from, sorted by path. An absent object is one field with value null. */
export function footprintOf(operations: readonly Operation[], context: PlanningContext): readonly FootprintField[] {
  if (operations.length === 0) return [];
  const subjects = new Set(['managementPath', 'platform', 'unfinishedRun', 'capture', 'cluster', 'coverage']);
  for (const subject of savedSubjects(context)) subjects.add(subject);
  for (const operation of operations) {
    for (const subject of subjectsOf(operation, context)) subjects.add(subject);
    if (operation.ownership?.action === 'release') subjects.add(`ownership.${operation.address}`);
  }
  return fieldsOf([...subjects].sort(compareText), context.index);
}

/** Which of a plan's footprint fields the host no longer has as they were, sorted by path. */
export function movedFields(plan: Plan, observed: ObservedHost): readonly MovedField[] {
  const planned = new Map(plan.basis.footprint.map((field) => [field.path, field.value]));
  const subjects = new Set(plan.basis.footprint.map((field) => field.path.split('/')[0] ?? ''));
  const now = new Map(fieldsOf([...subjects], indexObservedHost(observed)).map((field) => [field.path, field.value]));
  const paths = [...new Set([...planned.keys(), ...now.keys()])].sort(compareText);
  return paths.flatMap((path) => {
    const before = planned.get(path) ?? null;
    const after = now.get(path) ?? null;
    return canonicalJson(before) === canonicalJson(after) ? [] : [{ path, planned: before, observed: after }];
  });
}

function fieldsOf(subjects: readonly string[], index: ObservedIndex): readonly FootprintField[] {
  return subjects.flatMap((subject) => {
    const dot = subject.indexOf('.');
    const kind = dot < 0 ? subject : subject.slice(0, dot);
    const project = Object.hasOwn(PROJECT, kind) ? PROJECT[kind] : undefined;
    const fields = project?.(index, dot < 0 ? '' : subject.slice(dot + 1)) ?? null;
    if (fields === null) return [{ path: subject, value: null }];
    return Object.entries(fields).map(([name, value]) => ({ path: `${subject}/${name}`, value }));
  });
}

function subjectsOf(operation: Operation, context: PlanningContext): readonly string[] {
  const { effect } = operation;
  switch (effect.type) {
    case 'nic-checksum-offload':
    case 'nic-save':
      return [`lanInterface.${effect.interface}`];
    case 'nic-segmentation-offload': {
      const group = context.index.lanInterface.get(effect.interface)?.aggregate ?? null;
      // Its mode decides whether the port may be changed at all.
      return [`lanInterface.${effect.interface}`, ...(group === null ? [] : [`apaGroup.${group}`])];
    }
    case 'apa-clear':
    case 'apa-join':
      return [
        ...groupSubjects(effect.group),
        ...effect.ports.flatMap((port) => [`lanInterface.${port}`, `addresses.${port}`]),
        ...(effect.type === 'apa-join'
          ? nicsBehindAfter(effect.group, context).map((port) => `portSettings.${port}`)
          : []),
      ];
    case 'apa-remove-port':
    case 'apa-prepare':
    case 'apa-load-balancing':
      return groupSubjects(effect.group);
    case 'apa-save':
      return [];
    case 'address-add':
    case 'address-remove':
      return [...groupSubjects(effect.group), `addresses.${effect.interface}`, 'netconf'];
    case 'address-save':
      return ['netconf'];
    case 'host-vlan-create':
    case 'host-vlan-delete':
      return [
        `hostVlan.${effect.interface}`,
        `addresses.${effect.interface}`,
        ...uplinkSubjects(effect.uplink, context),
      ];
    case 'host-vlan-save':
      return [`hostVlan.${effect.interface}`];
    case 'vswitch-create':
    case 'vswitch-delete':
    case 'vswitch-boot':
    case 'vswitch-halt':
    case 'port-vlan': {
      const uplinks = [
        context.vswitches.get(effect.vswitch)?.uplinkBefore,
        context.vswitches.get(effect.vswitch)?.uplinkAfter,
      ];
      return [
        `vswitch.${effect.vswitch}`,
        ...uplinks.flatMap((uplink) =>
          uplink === null || uplink === undefined ? [] : [`addresses.${uplink}`, ...uplinkSubjects(uplink, context)],
        ),
      ];
    }
    case 'guest-nic-add': {
      const mac = context.desiredNics.get(`${effect.guest}:${effect.slot}`)?.mac;
      return [...guestNicSubjects(effect), ...(mac === undefined ? [] : [`macAddress.${mac}`])];
    }
    case 'guest-nic-change':
    case 'guest-nic-remove':
      return guestNicSubjects(effect);
    case 'mac-address-frames':
      return ['tunables'];
  }
}

function guestNicSubjects({
  guest,
  slot,
  vswitch,
}: Extract<OperationEffect, { readonly slot: unknown }>): readonly string[] {
  return [`guestNic.${guest}:${slot}`, `guest.${guest}`, `vswitch.${vswitch}`, 'tunables'];
}

function groupSubjects(group: string): readonly string[] {
  return [`apaGroup.${group}`, `addresses.${group}`];
}

function uplinkSubjects(uplink: string, context: PlanningContext): readonly string[] {
  const ports = context.portsBefore.get(uplink);
  if (ports === undefined) return [`lanInterface.${uplink}`];
  return [`apaGroup.${uplink}`, ...ports.map((port) => `lanInterface.${port}`)];
}
