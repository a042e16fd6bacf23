import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines, splitSections } from './numbered-line';
import { networkDevice, type NetworkDevice } from './parse-network-device';
import { readTable, type TableFormat } from './read-table';
import { repeatedRows } from './repeated-rows';
import { unreadableLine, unreadableOutput } from './unreadable-output';

type Column = 'interface' | 'type' | 'name' | 'port' | 'bus' | 'device' | 'function' | 'address';

const DIGIT = /^\d$/;
const FORMAT: TableFormat<Column> = {
  header: 'Interface Adaptor Name/Num PortNum Bus Dev Ftn Mac Address',
  columns: [
    { name: 'interface', pattern: /^vswitch$/ },
    { name: 'type', pattern: /^(lan|avio_?lan)$/ },
    { name: 'name', pattern: /^\w[\w-]*$/ },
    { name: 'port', pattern: /^\d{1,4}$/, isOptional: true },
    { name: 'bus', pattern: DIGIT },
    { name: 'device', pattern: DIGIT },
    { name: 'function', pattern: DIGIT },
    { name: 'address', pattern: /^[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){5}$/ },
  ],
};

const NETWORK = 'Network Interface Details';

/**
 * Reads the network part of `hpvmstatus -P GUEST`, which says in columns what `-d` says in strings.
 *
 * @see J. M. Rey, HP-UX blog (Integrity VM 4.x)
 */
export function parseHpvmstatusDetails(
  text: string,
  command = 'hpvmstatus -P GUEST',
): Result<readonly NetworkDevice[]> {
  const [section, extra] = splitSections(numberLines(text)).filter((candidate) => candidate.heading === NETWORK);
  if (section === undefined || extra !== undefined) {
    return failure(unreadableOutput(command, text, `one table, headed [${NETWORK}]`));
  }
  if (section.lines.every(isBlank)) return success([]);
  const table = readTable(section.lines, [FORMAT], command);
  if (!table.ok) return table;
  const devices: NetworkDevice[] = [];
  const diagnostics = [...repeatedRows(table.value, (cells) => `${cells.bus},${cells.device}`, command)];
  for (const { line, cells } of table.value) {
    const device = networkDevice(cells);
    if (device === undefined) diagnostics.push(unreadableLine(command, line, 'a NIC with slot, address and vswitch'));
    else devices.push(device);
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(devices);
}
