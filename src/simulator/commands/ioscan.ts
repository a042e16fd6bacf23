import type { CommandContext, CommandEnd } from '../command-context';
import { ppaNumber } from '../network-view';
import { refuseUsage } from './refusal';

/**
 * `ioscan -FnkClan`: colon-separated, physical cards only. Field order (class 8, driver 9, path 10, instance 12, state 15,
 * type 16, description 17, counted from 0) as the UCMDB discovery reads it.
 */
export function ioscan(context: CommandContext): CommandEnd {
  const words = context.args
    .join(' ')
    .replaceAll('-', '')
    .replace(/C\s+lan/, 'Clan');
  const isLan = /Clan$/.test(words) || words === '';
  const isMachine = /F/.test(words);
  if (!isLan || !isMachine) return refuseUsage(context, context.args[0] ?? null);
  for (const nic of context.host.nics) {
    const head = ['pci', 'wsio', 'F', 'T', 'F', '-1', '-1', '4294967295', 'lan', nic.driver, nic.hardwarePath];
    const tail = ['20 228 22 72 16 60 19 1 ', String(ppaNumber(nic.name)), `root.sba.lba.${nic.driver}`, nic.driver];
    context.out([...head, ...tail, 'CLAIMED', 'INTERFACE', nic.description, String(ppaNumber(nic.name))].join(':'));
  }
  return 0;
}
