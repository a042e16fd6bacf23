import type { CommandContext } from '../command-context';
import { portUses, type PortUse } from '../network-view';
import type { SimulatedHostState, SimulatedVswitch } from '../simulated-host-state';
import { columns, row, ruler } from './table-text';

const PORT_TABLE = columns('l7 l12 l8 l8 l12 l12');

/**
 * Prints the listing of `hpvmnet`. Layouts: published listings of Integrity VM 3.5 and 4.x (`NamePPA`, width 8) and
 * Integrity VM 4.2.5 Release Notes p. 75 (`PPA`, width 6). A guest-only vswitch has an empty PPA cell; the IP address is
 * padded to 12, which leaves the trailing blanks seen in published listings.
 */
export function printVswitches(context: CommandContext, vswitches: readonly SimulatedVswitch[]): void {
  const isNamePpa = context.host.listingHeader === 'NamePPA';
  const layout = columns(`l8 r6 l7 l9 l${isNamePpa ? '8' : '6'} l14 l0`);
  const heading = isNamePpa
    ? 'Name     Number State   Mode      NamePPA  MAC Address    IP Address'
    : 'Name     Number State   Mode      PPA    MAC Address    IP Address';
  context.out(heading);
  context.out(`${ruler(layout)}${'='.repeat(15)}`);
  for (const vswitch of vswitches) {
    const { mac, ip } = shownAddresses(context.host, vswitch);
    const cells = [
      vswitch.name,
      String(vswitch.number),
      vswitch.isUp ? 'Up' : 'Down',
      'Shared',
      vswitch.uplink ?? '',
      mac,
    ];
    context.out(row(layout, [...cells, ip === 'N/A' ? ip : ip.padEnd(12)]));
  }
}

function shownAddresses(host: SimulatedHostState, vswitch: SimulatedVswitch): { mac: string; ip: string } {
  if (vswitch.uplink === null) return { mac: 'N/A', ip: 'N/A' };
  if (!vswitch.isUp && host.assumptions.downListingAddresses === 'blank') return { mac: '', ip: '' };
  return { mac: vswitch.capturedMac ?? '', ip: vswitch.capturedIp ?? '' };
}

/** Prints the port table below `hpvmnet -S name` (published listing of Integrity VM 4.x, January 2011). */
export function printPorts(context: CommandContext, vswitch: SimulatedVswitch): void {
  context.out('');
  context.out('[Port Configuration Details]');
  context.out('Port    Port         Port     Untagged Number of    Active VM');
  context.out('Number  State        Adaptor  VLANID   Reserved VMs');
  context.out(ruler(PORT_TABLE));
  for (const [port, uses] of portUses(context.host, vswitch.name)) {
    const { state, active } = portState(vswitch, uses);
    const vlan = vswitch.portVlans[String(port)];
    const adapter = (uses.find(({ isRunning }) => isRunning) ?? uses[0])?.adapter ?? 'lan';
    const cells = [String(port), state, adapter, vlan === undefined ? 'none' : String(vlan), String(uses.length)];
    context.out(row(PORT_TABLE.slice(0, 5), cells) + ` ${active}`);
  }
}

/**
 * State of a port and its active guest: `Active` is seen in published listings; `Reserved` (no holder runs) and `Down`
 * (the holder runs, the port carries nothing) are remembered from the manuals.
 */
function portState(vswitch: SimulatedVswitch, uses: readonly PortUse[]): { state: string; active: string } {
  const running = uses.find(({ isRunning }) => isRunning);
  if (running === undefined) return { state: 'Reserved', active: '' };
  return { state: vswitch.isUp && running.isClaimed ? 'Active' : 'Down', active: running.guest };
}

/** Prints `hpvmnet -S name -p n`; the layout is remembered from the manuals. */
export function printPort(context: CommandContext, vswitch: SimulatedVswitch, port: number): void {
  const uses = portUses(context.host, vswitch.name).get(port) ?? [];
  const { state, active } = portState(vswitch, uses);
  const vlan = vswitch.portVlans[String(port)];
  context.out(`Vswitch Name        : ${vswitch.name}`);
  context.out('Max Number of Ports : 100');
  context.out(`Port Number         : ${String(port)}`);
  context.out(`Port State          : ${state}`);
  context.out(`Active VM           : ${active}`);
  context.out(`Untagged VlanId     : ${vlan === undefined ? 'none' : String(vlan)}`);
  context.out(`Reserved VMs        : ${uses.map(({ guest }) => guest).join(' ')}`);
  context.out(`Adaptor Type        : ${uses[0]?.adapter ?? ''}`);
}
