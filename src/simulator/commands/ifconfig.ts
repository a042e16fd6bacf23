import type { CommandContext, CommandEnd } from '../command-context';
import { ipv4Text, parseIpv4 } from '../ipv4';
import { linkLocalAddress } from '../ipv6';
import { interfaceView, nicsWithChecksumOffload } from '../network-view';
import { UNVERIFIED } from '../unverified-text';
import { refuseUsage } from './refusal';

const FLAGS = { UP: 0x1, BROADCAST: 0x2, RUNNING: 0x40, MULTICAST: 0x800, CKO: 0x1000 } as const;

/**
 * ifconfig(1M), HP-UX 11i v3: `ifconfig lanN`, `lanN unplumb`, `lanN plumb`, `lanN up|down` and
 * `lanN inet address netmask mask up`. Output and flag bits from published captures.
 */
export function ifconfig(context: CommandContext): CommandEnd {
  const [name, ...words] = context.args;
  if (name === undefined) return refuseUsage(context, null);
  const { host } = context;
  if (name !== 'lo0' && interfaceView(host, name) === undefined) return noInterface(context);
  const current = host.addresses.find((address) => address.interface === name);
  const [verb] = words;
  if (verb === 'inet6') return inet6(context, name, words.slice(1));
  if (verb === undefined) return show(context, name);
  if (verb === 'unplumb') {
    if (current === undefined) return noInterface(context);
    host.addresses = host.addresses.filter((address) => address !== current);
    return 0;
  }
  if (verb === 'plumb') {
    if (current === undefined)
      host.addresses.push({ interface: name, address: '0.0.0.0', netmask: '0.0.0.0', isUp: false });
    return 0;
  }
  if ((verb === 'up' || verb === 'down') && words.length === 1) {
    if (current === undefined) return noInterface(context);
    current.isUp = verb === 'up';
    return 0;
  }
  return setAddress(context, name, verb === 'inet' ? words.slice(1) : words);
}

/**
 * `ifconfig lanN inet6`, `inet6 up` (which makes the link-local address up by itself) and `inet6 unplumb` (HP-UX IPv6 Transport
 * Administrator's Guide for TOUR 1.0, p. 70; 11i v3, May 2013, p. 51).
 */
function inet6(context: CommandContext, name: string, words: readonly string[]): CommandEnd {
  const { host } = context;
  const plumbed = host.ipv6Interfaces ?? [];
  if (words.length > 1) return refuseUsage(context, null);
  if (words[0] === 'up' && name !== 'lo0') {
    host.ipv6Interfaces = [...plumbed.filter((each) => each !== name), name];
    return 0;
  }
  if (!plumbed.includes(name)) return noInterface(context);
  if (words[0] === 'unplumb') {
    host.ipv6Interfaces = plumbed.filter((each) => each !== name);
    return 0;
  }
  if (words[0] !== undefined) return refuseUsage(context, null);
  context.out(`${name}: flags=4800841<UP,RUNNING,MULTICAST,ONLINK>`);
  context.out(`        inet6 ${linkLocalAddress(interfaceView(host, name)?.mac ?? '')} prefix 10`);
  return 0;
}

function setAddress(context: CommandContext, name: string, words: readonly string[]): CommandEnd {
  const [address = '', keyword, mask, ...rest] = words;
  const isValid = parseIpv4(address) !== undefined && keyword === 'netmask' && parseIpv4(mask ?? '') !== undefined;
  if (!isValid || mask === undefined || rest.some((word) => word !== 'up' && word !== 'down'))
    return refuseUsage(context, null);
  const { host } = context;
  const others = host.addresses.filter((each) => each.interface !== name);
  host.addresses = [...others, { interface: name, address, netmask: mask, isUp: !rest.includes('down') }];
  const group = interfaceView(host, name)?.related;
  const isPort = group !== undefined && group !== null && host.nics.some((nic) => nic.name === name);
  if (isPort) context.hazard('address-on-joining-port', `${name}, a port of ${group}, was given ${address}`);
  return 0;
}

function noInterface(context: CommandContext): number {
  context.err(UNVERIFIED.noSuchInterface);
  return 1;
}

function show(context: CommandContext, name: string): CommandEnd {
  const { host } = context;
  if (name === 'lo0') {
    context.out('lo0: flags=849<UP,LOOPBACK,RUNNING,MULTICAST>');
    context.out('        inet 127.0.0.1 netmask ff000000 ');
    return 0;
  }
  const address = host.addresses.find((each) => each.interface === name);
  if (address === undefined) return noInterface(context);
  const below = host.running.vlans.find((vlan) => vlan.name === name)?.uplink ?? name;
  const names = ['BROADCAST', 'RUNNING', 'MULTICAST'] as (keyof typeof FLAGS)[];
  if (address.isUp) names.unshift('UP');
  if (nicsWithChecksumOffload(host, below).length > 0) names.push('CKO');
  const bits = names.reduce((sum, flag) => sum | FLAGS[flag], 0);
  context.out(`${name}: flags=${bits.toString(16)}<${names.join(',')}>`);
  const value = parseIpv4(address.address) ?? 0;
  const mask = parseIpv4(address.netmask) ?? 0;
  const broadcast = ipv4Text((value | ~mask) >>> 0);
  context.out(`        inet ${address.address} netmask ${mask.toString(16).padStart(8, '0')} broadcast ${broadcast}`);
  return 0;
}
