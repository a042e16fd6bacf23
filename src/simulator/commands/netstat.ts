import type { CommandContext, CommandEnd } from '../command-context';
import { ipv4Text, parseIpv4 } from '../ipv4';
import { refuseUsage } from './refusal';
import { columns, row } from './table-text';

const TABLE = columns('l8 r5 l15 l15 r7 r5 r7 r5 r4');

/** `netstat -in` on 11i v3: nine columns, a `*` behind the name of an interface that is down. Counters stay 0. */
export function netstat(context: CommandContext): CommandEnd {
  const letters = context.args.join('').replaceAll('-', '').split('').sort().join('');
  if (letters !== 'in') return refuseUsage(context, context.args[0] ?? null);
  const { host } = context;
  context.out(row(TABLE, ['Name', 'Mtu', 'Network', 'Address', 'Ipkts', 'Ierrs', 'Opkts', 'Oerrs', 'Coll']));
  for (const { interface: name, address, netmask, isUp } of host.addresses) {
    const isSet = address !== '0.0.0.0';
    const network = isSet ? ipv4Text(((parseIpv4(address) ?? 0) & (parseIpv4(netmask) ?? 0)) >>> 0) : 'none';
    const mtu = String(host.running.nicAttributes[name]?.mtu ?? 1500);
    context.out(
      row(TABLE, [isUp ? name : `${name}*`, mtu, network, isSet ? address : 'none', '0', '0', '0', '0', '0']),
    );
  }
  context.out(row(TABLE, ['lo0', '32808', '127.0.0.0', '127.0.0.1', '0', '0', '0', '0', '0']));
  return 0;
}
