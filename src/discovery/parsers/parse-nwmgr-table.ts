import { parseMacAddress, type MacAddress } from '../../model/mac-address';
import { parseInterfaceName, type InterfaceName } from '../../model/names';
import { failure, success, type Result } from '../../model/result';
import { numberLines } from './numbered-line';
import { readTable, type TableFormat } from './read-table';
import { repeatedRows } from './repeated-rows';
import { unreadableLine } from './unreadable-output';

/** A LAN interface as `nwmgr -g` lists it. */
export interface NwmgrInterface {
  readonly name: InterfaceName;
  readonly state: 'up' | 'down';
  readonly mac: MacAddress;
  /** Sub-system: the driver of a NIC, `hp_apa` for an aggregate, `vlan` for a host VLAN. */
  readonly subsystem: string;
  readonly interfaceType: string | null;
  /** The aggregate of a port, the parent of a host VLAN, else null. */
  readonly related: InterfaceName | null;
}

type Column = 'name' | 'state' | 'mac' | 'subsystem' | 'type' | 'related';

const FORMAT: TableFormat<Column> = {
  header: 'Name/ Interface Station Sub- Interface Related ClassInstance State Address system Type Interface',
  columns: [
    { name: 'name', pattern: /^lan\d+$/ },
    { name: 'state', pattern: /^(UP|DOWN)$/ },
    { name: 'mac', pattern: /^0x[0-9A-Fa-f]{12}$/ },
    { name: 'subsystem', pattern: /^[a-z][\w-]*$/ },
    { name: 'type', pattern: /^(?!lan\d)\S+( \S+)*$/, isOptional: true },
    { name: 'related', pattern: /^lan\d+$/, isOptional: true },
  ],
};

/**
 * Reads the table of `nwmgr` and `nwmgr -g` on HP-UX 11i v3. The order of rows means nothing; Related Interface is blank for
 * interfaces that stand alone.
 *
 * @see FusionInventory agent, HP-UX fixtures (two hosts); J. M. Rey, "Configuring APA", 2010
 */
export function parseNwmgrTable(text: string, command = 'nwmgr -g'): Result<readonly NwmgrInterface[]> {
  const table = readTable(numberLines(text), [FORMAT], command);
  if (!table.ok) return table;
  const interfaces: NwmgrInterface[] = [];
  const diagnostics = [...repeatedRows(table.value, (cells) => cells.name, command)];
  for (const { line, cells } of table.value) {
    const name = parseInterfaceName(cells.name);
    const mac = parseMacAddress(cells.mac);
    const related = cells.related === '' ? null : parseInterfaceName(cells.related);
    if (name === undefined || mac === undefined || related === undefined) {
      diagnostics.push(unreadableLine(command, line, 'interface names of lan and a number below 100000'));
      continue;
    }
    const state = cells.state === 'UP' ? 'up' : 'down';
    interfaces.push({ name, state, mac, subsystem: cells.subsystem, interfaceType: cells.type || null, related });
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(interfaces);
}
