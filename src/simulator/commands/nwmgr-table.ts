import type { CommandContext } from '../command-context';
import { interfacesInOrder, interfaceView } from '../network-view';
import { columns, row } from './table-text';

const TABLE = columns('l14 l9 l14 l8 l14 l0');

/** The table of `nwmgr` and `nwmgr -g` (11i v3, published captures): a blank line first, no trailing blanks. */
export function printInterfaces(context: CommandContext): void {
  context.out('');
  context.out('Name/          Interface Station          Sub-   Interface      Related');
  context.out('ClassInstance  State     Address        system   Type           Interface');
  context.out('============== ========= ============== ======== ============== =========');
  for (const name of interfacesInOrder(context.host)) {
    const view = interfaceView(context.host, name);
    if (view === undefined) continue;
    const mac = `0x${view.mac.slice(2).toUpperCase()}`;
    const cells = [name, view.isUp ? 'UP' : 'DOWN', mac, view.subsystem, view.interfaceType, view.related ?? ''];
    context.out(row(TABLE, cells).trimEnd());
  }
}

/** One `--sc` record: subsystem, instance, attribute, which value, value (APA guide 11i v3, September 2008, p. 53). */
export function scriptRecord(
  subsystem: string,
  instance: string,
  attribute: string,
  value: string,
  which: 'current' | 'saved' = 'current',
): string {
  return `${subsystem}!${instance}#${attribute}#${which}#${value}`;
}
