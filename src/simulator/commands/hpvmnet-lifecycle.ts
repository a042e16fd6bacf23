import { LOCALNET, parseVswitchName } from '../../model/names';
import type { CommandContext, CommandEnd } from '../command-context';
import type { Draft } from '../draft';
import { isAtLeastRelease } from '../hpvm-release';
import { aggregateNamed, aggregateOfPort, interfaceView, nicsBehind, nicsWithChecksumOffload } from '../network-view';
import type { SimulatedVswitch } from '../simulated-host-state';
import { UNVERIFIED } from '../unverified-text';
import { captureUplink } from '../vswitch-uplink';
import { refuse, refuseUsage } from './refusal';

type Vswitch = Draft<SimulatedVswitch>;

/** `hpvmnet -c -S name [-n ppa]`: the new vswitch is Down (V6.3 Administrator Guide p. 122, step 1). */
export function createVswitch(context: CommandContext, name: string | undefined, ppa: string | undefined): CommandEnd {
  const { host } = context;
  if (name === undefined) return refuseUsage(context, null);
  if (name === LOCALNET) return refuse(context, UNVERIFIED.reservedVswitch());
  if (parseVswitchName(name) === undefined) return refuse(context, UNVERIFIED.badVswitchName(name));
  if (host.vswitches.some((vswitch) => vswitch.name === name)) return refuse(context, UNVERIFIED.vswitchExists(name));
  const uplink = ppa === undefined ? null : `lan${ppa}`;
  if (uplink !== null) {
    const refused = refuseUplink(context, uplink, ppa ?? '');
    if (refused !== null) return refuse(context, refused);
    noteDriver(context, uplink, name);
  }
  host.vswitches.push({
    ...{ name, number: newNumber(context), isUp: false, uplink },
    ...{ capturedMac: null, capturedIp: null, needsRestart: [], portVlans: {} },
  });
  return 0;
}

function refuseUplink(context: CommandContext, uplink: string, ppa: string): string | null {
  const { host } = context;
  const view = /^[0-9]+$/.test(ppa) ? interfaceView(host, uplink) : undefined;
  if (view === undefined) return UNVERIFIED.noSuchPpa(ppa);
  if (view.subsystem === 'vlan') {
    context.hazard('vswitch-on-vlan', `a vswitch was to be created on ${uplink}`);
    return UNVERIFIED.vlanPpa(ppa);
  }
  const isEmpty = aggregateNamed(host, uplink)?.ports.length === 0;
  if (isEmpty && host.assumptions.createOnEmptyAggregate === 'refused') return UNVERIFIED.emptyAggregate(uplink);
  const group = aggregateOfPort(host, uplink);
  if (group === undefined || host.assumptions.vswitchOnAggregatePort === 'accepted') return null;
  return UNVERIFIED.portOfAggregate(uplink, group.name);
}

function noteDriver(context: CommandContext, uplink: string, vswitch: string): void {
  const { host } = context;
  const nics = host.nics.filter(({ name }) => nicsBehind(host, uplink).includes(name));
  const old = nics.filter(({ driver }) => driver === 'gelan').map(({ name }) => name);
  if (old.length > 0 && isAtLeastRelease(host, 4, 10))
    context.hazard('unsupported-driver', `${vswitch} was created over ${old.join(', ')} (gelan)`);
}

function newNumber({ host }: CommandContext): number {
  const taken = host.vswitches.map(({ number }) => number);
  if (host.assumptions.vswitchNumbering === 'after-highest') return Math.max(1, ...taken) + 1;
  let free = 2;
  while (taken.includes(free)) free += 1;
  return free;
}

/** `hpvmnet -b`: reads MAC and IP address of the uplink, which stay as they are until the next boot. */
export function bootVswitch(context: CommandContext, vswitch: Vswitch): CommandEnd {
  const { host } = context;
  if (vswitch.isUp) return refuse(context, UNVERIFIED.alreadyUp(vswitch.name));
  if (vswitch.uplink !== null) {
    const view = interfaceView(host, vswitch.uplink);
    if (view === undefined) return refuse(context, UNVERIFIED.noSuchPpa(vswitch.uplink.slice('lan'.length)));
    const isEmpty = aggregateNamed(host, vswitch.uplink)?.ports.length === 0;
    if (isEmpty && host.assumptions.bootOnEmptyAggregate === 'refused') {
      return refuse(context, UNVERIFIED.emptyAggregate(vswitch.uplink));
    }
    const offloading = nicsWithChecksumOffload(host, vswitch.uplink);
    const portVlans = Object.values(vswitch.portVlans);
    const hostVlans = host.running.vlans.filter((vlan) => vlan.uplink === vswitch.uplink).map((vlan) => vlan.vlanId);
    const vlans = [...portVlans, ...hostVlans];
    if (vlans.length > 0 && offloading.length > 0) {
      const detail = `${vswitch.name} was booted with VLAN ${vlans.join(', ')} while CKO is on (${offloading.join(', ')})`;
      context.hazard('vlan-with-cko', detail);
    }
  }
  vswitch.isUp = true;
  captureUplink(host, vswitch);
  return 0;
}

/** `hpvmnet -h`: asks, default no (V6.3 Administrator Guide p. 118). Guest NICs on it stay configured. */
export function haltVswitch(context: CommandContext, vswitch: Vswitch, isQuiet: boolean): CommandEnd {
  if (!vswitch.isUp) return refuse(context, UNVERIFIED.alreadyDown(vswitch.name));
  const declined = ask(context, `hpvmnet: Halt the vswitch '${vswitch.name}'? [n]: `, isQuiet);
  if (declined !== null) return declined;
  vswitch.isUp = false;
  vswitch.needsRestart = [];
  return 0;
}

/** `hpvmnet -d`: refused while active; guests keep the name (V6.3 Administrator Guide p. 251); port VLANs go with it. */
export function deleteVswitch(context: CommandContext, vswitch: Vswitch, isQuiet: boolean): CommandEnd {
  const { host } = context;
  if (vswitch.name === LOCALNET) return refuse(context, UNVERIFIED.reservedVswitch());
  if (vswitch.isUp) {
    context.hazard('delete-active-vswitch', `${vswitch.name} is Up`);
    for (const line of UNVERIFIED.stillActive) context.err(line);
    return 1;
  }
  const declined = ask(context, UNVERIFIED.removePrompt(vswitch.name), isQuiet);
  if (declined !== null) return declined;
  host.vswitches = host.vswitches.filter(({ name }) => name !== vswitch.name);
  return 0;
}

/** `hpvmnet -r`: restores connectivity after a guest booted too early (Integrity VM 4.2 Release Notes p. 73). */
export function resetVswitch(context: CommandContext, vswitch: Vswitch): CommandEnd {
  if (!vswitch.isUp) return refuse(context, UNVERIFIED.alreadyDown(vswitch.name));
  if (context.host.assumptions.resetRefreshesUplink) captureUplink(context.host, vswitch);
  return 0;
}

function ask(context: CommandContext, prompt: string, isQuiet: boolean): CommandEnd | null {
  if (isQuiet) return null;
  const answer = context.answers[0];
  if (answer === undefined) return { prompt };
  return /^\s*y(es)?\s*$/i.test(answer) ? null : context.host.assumptions.declinedExitStatus;
}
