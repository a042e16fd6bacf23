import type { CommandContext, CommandEnd } from '../command-context';
import { aggregateOfPort, interfacesInOrder, interfaceView, ppaNumber } from '../network-view';
import type { SimulatedHostState } from '../simulated-host-state';
import { refuseUsage } from './refusal';

/**
 * lanscan(1M): the table and `-q`, `-a`, `-i`, `-p`, `-iap`. Ports of an aggregate are missing from all but
 * `-q` (published captures; APA guide 11i v1 and v2, p. 48).
 */
export function lanscan(context: CommandContext): CommandEnd {
  const { host } = context;
  const flags = context.args.join('').replaceAll('-', '');
  if (!/^[qaip]*$/.test(flags) || (flags.includes('q') && flags !== 'q'))
    return refuseUsage(context, context.args[0] ?? null);
  if (flags === 'q') {
    for (const name of interfacesInOrder(host)) {
      if (aggregateOfPort(host, name) !== undefined) continue;
      const ports = host.running.aggregates.find((aggregate) => aggregate.name === name)?.ports ?? [];
      context.out([name, ...ports].map((each) => String(ppaNumber(each))).join(' '));
    }
    return 0;
  }
  if (flags === '') {
    context.out('Hardware Station        Crd Hdw   Net-Interface  NM  MAC       HP-DLPI DLPI');
    context.out('Path     Address        In# State NamePPA        ID  Type      Support Mjr#');
  }
  listed(host).forEach((name, index) => context.out(line(host, name, index + 1, flags)));
  return 0;
}

function listed(host: SimulatedHostState): readonly string[] {
  return interfacesInOrder(host).filter((name) => aggregateOfPort(host, name) === undefined);
}

function line(host: SimulatedHostState, name: string, nmid: number, flags: string): string {
  const ppa = String(ppaNumber(name));
  const view = interfaceView(host, name);
  const mac = `0x${(view?.mac ?? '').slice(2).toUpperCase()}`;
  if (flags !== '') {
    const names = `${name} snap${ppa}`;
    if (flags.length > 1) return `${mac} ${names.padEnd(14)} ${ppa.padEnd(3)}`;
    return { a: mac, i: names, p: ppa }[flags] ?? '';
  }
  const state = view?.isUp === true ? 'UP  ' : 'DOWN';
  const path = hardwarePath(host, name).padEnd(8);
  return `${path} ${mac} ${ppa.padEnd(3)} ${state}  ${`${name} snap${ppa}`.padEnd(14)} ${String(nmid).padEnd(3)} ETHER     Yes     119`;
}

function hardwarePath(host: SimulatedHostState, name: string): string {
  const nic = host.nics.find((candidate) => candidate.name === name);
  if (nic !== undefined) return nic.hardwarePath;
  const ppa = ppaNumber(name);
  return ppa >= 5000 ? `VLAN${String(ppa)}` : `LinkAgg${String(ppa - 900)}`;
}
