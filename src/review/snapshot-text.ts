import type { ObservedHost } from '../model/observed-host';
import { paletteFor, type TextStyle } from './palette';
import { countText } from './plan-summary';
import { printableText } from './printable-text';
import { textTable } from './text-table';
import { wrapText } from './wrap-text';
import { joinSections } from './text-sections';

/** A snapshot for a reader: one table per kind of object, and what could not be read. */
export function snapshotText(observed: ObservedHost, style: TextStyle): string {
  const { bold } = paletteFor(style);
  const sections = [headLines(observed, style), ...tablesOf(observed, bold), coverageLines(observed, style)];
  return joinSections(sections);
}

function headLines(observed: ObservedHost, style: TextStyle): readonly string[] {
  const { platform } = observed;
  const version = platform.integrityVmVersion ?? 'of unknown version';
  const sentence = `HP-UX ${platform.osRelease}, Integrity VM ${version}, ${platform.model ?? 'model unknown'}, observed at ${observed.observedAt}`;
  const layout = { widthColumns: style.widthColumns, first: '', rest: '  ' };
  const { address, interface: throughInterface } = observed.managementPath;
  return [
    ...wrapText(printableText(`${observed.host}: ${sentence}`), layout),
    `Managed through ${printableText(throughInterface ?? 'an unknown interface')} (${printableText(address ?? 'address unknown')})`,
    `MAC address frames (HPVMMACADDRFRAMES): ${observed.tunables.macAddressFrames === null ? 'not set, so 3' : String(observed.tunables.macAddressFrames)}`,
    `Cluster software: vswitchmgr ${observed.cluster.vswitchmgr}, Serviceguard ${observed.cluster.serviceguard}`,
  ];
}

function tablesOf(observed: ObservedHost, bold: (text: string) => string): readonly (readonly string[])[] {
  const titled = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
    rows.length === 0 ? [] : [bold(title), ...textTable({ indent: '  ', head, rows })];
  const addresses = new Map(observed.addresses.map((each) => [each.interface, each.address]));
  return [
    titled(
      'LAN interfaces',
      ['name', 'state', 'MAC', 'IP', 'driver', 'in', 'rx CKO', 'tx CKO', 'TSO'],
      observed.lanInterfaces.map((nic) => [
        nic.name,
        nic.state,
        nic.mac,
        addresses.get(nic.name) ?? '',
        nic.driver,
        nic.aggregate ?? '',
        nic.receiveChecksumOffload ?? 'unknown',
        nic.transmitChecksumOffload ?? 'unknown',
        segmentationOffloadText(nic.virtualMtuBytes),
      ]),
    ),
    titled(
      'Link aggregates and failover groups',
      ['name', 'state', 'mode', 'ports', 'balancing', 'MAC', 'IP'],
      observed.apaGroups.map((group) => [
        group.name,
        group.state,
        group.mode,
        group.ports.join(' '),
        group.loadBalancing ?? '',
        group.mac,
        addresses.get(group.name) ?? '',
      ]),
    ),
    titled(
      'Host VLANs',
      ['name', 'state', 'uplink', 'VLAN'],
      observed.hostVlans.map((vlan) => [
        vlan.name,
        vlan.state,
        vlan.uplink,
        vlan.vlanId === null ? 'unknown' : String(vlan.vlanId),
      ]),
    ),
    titled(
      'vswitches',
      ['name', 'number', 'state', 'uplink', 'MAC', 'IP', 'shared'],
      observed.vswitches.map((each) => [
        each.name,
        String(each.number),
        each.state,
        each.uplink ?? 'guest-only',
        each.mac ?? '',
        each.ipAddress ?? '',
        yesNoText(each.isShareable),
      ]),
    ),
    titled(
      'Guests',
      ['name', 'number', 'state', 'NICs', 'waiting for a restart', 'may be modified'],
      observed.guests.map((guest) => [
        guest.name,
        String(guest.number),
        guest.stateText,
        String(observed.guestNics.filter((nic) => nic.guest === guest.name).length),
        yesNoText(guest.hasPendingConfiguration),
        yesNoText(guest.isModifiable),
      ]),
    ),
    titled(
      'Guest NICs',
      ['guest', 'slot', 'adapter', 'vswitch', 'port', 'VLAN', 'MAC'],
      observed.guestNics.map((nic) => [
        nic.guest,
        nic.slot,
        nic.adapter,
        nic.vswitch,
        nic.port === null ? 'none' : String(nic.port),
        nic.vlanId === null ? 'untagged' : String(nic.vlanId),
        nic.mac,
      ]),
    ),
  ];
}

function coverageLines(observed: ObservedHost, style: TextStyle): readonly string[] {
  if (observed.coverage.length === 0) return ['Everything that was asked for could be read.'];
  const { bold, yellow } = paletteFor(style);
  return [
    yellow(bold(`Could not be read: ${countText(observed.coverage.length, 'subject')}`)),
    ...observed.coverage.flatMap((gap) =>
      wrapText(printableText(`${gap.subject}: ${gap.reason} (asked: ${gap.probe})`), {
        widthColumns: style.widthColumns,
        first: '  ',
        rest: '    ',
      }),
    ),
  ];
}

/** HP-UX shows TSO as a virtual MTU: 0 is off (Ethernet Support Guide, 11i v3, p. 35). */
function segmentationOffloadText(virtualMtuBytes: number | null): string {
  if (virtualMtuBytes === null) return 'unknown';
  return virtualMtuBytes === 0 ? 'off' : 'on';
}

function yesNoText(isTrue: boolean | null): string {
  if (isTrue === null) return 'unknown';
  return isTrue ? 'yes' : 'no';
}
