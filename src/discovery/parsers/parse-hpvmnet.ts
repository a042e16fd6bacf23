import { parseMacAddress, type MacAddress } from '../../model/mac-address';
import { parseInterfaceName, parseVswitchName, type InterfaceName, type VswitchName } from '../../model/names';
import { interfaceOfPpa } from '../../model/ppa';
import { failure, success, type Result } from '../../model/result';
import { DOTTED_QUAD } from './dotted-quad';
import { numberLines, type NumberedLine } from './numbered-line';
import { readTable, type TableColumn } from './read-table';
import { repeatedRows } from './repeated-rows';
import { unreadableLine } from './unreadable-output';

/** A vswitch as the listing of `hpvmnet` shows it. */
export interface HpvmnetVswitch {
  readonly name: VswitchName;
  readonly number: number;
  /** `unknown` for a state word nobody has documented. */
  readonly state: 'up' | 'down' | 'unknown';
  /** Null for a guest-only vswitch. */
  readonly uplink: InterfaceName | null;
  readonly mac: MacAddress | null;
  readonly ipAddress: string | null;
}

type Column = 'name' | 'number' | 'state' | 'mode' | 'uplink' | 'mac' | 'ipAddress';

const columnsWith = (uplink: RegExp): readonly TableColumn<Column>[] => [
  { name: 'name', pattern: /^\w[\w-]*$/ },
  { name: 'number', pattern: /^\d+$/ },
  { name: 'state', pattern: /^[A-Za-z][\w-]*$/ },
  { name: 'mode', pattern: /^shared$/i },
  { name: 'uplink', pattern: uplink, isOptional: true },
  { name: 'mac', pattern: /^(N\/A|0x[0-9A-Fa-f]{12})$/, isOptional: true },
  { name: 'ipAddress', pattern: new RegExp(`^(N/A|${DOTTED_QUAD.source})$`), isOptional: true },
];

const FORMATS = [
  { header: 'Name Number State Mode NamePPA MAC Address IP Address', columns: columnsWith(/^lan\d+$/) },
  { header: 'Name Number State Mode PPA MAC Address IP Address', columns: columnsWith(/^(lan)?\d+$/) },
];

/**
 * Reads the listing of `hpvmnet`, in both spellings of its header. The uplink cell of a guest-only vswitch is blank. Older releases are
 * remembered to print the bare number under `PPA`; both forms are read there.
 *
 * @see Integrity VM 4.2.5 Release Notes p. 75 (header `PPA`, blanks collapsed); J. M. Rey, HP-UX blog (header `NamePPA`)
 */
export function parseHpvmnet(text: string, command = 'hpvmnet'): Result<readonly HpvmnetVswitch[]> {
  return parseHpvmnetLines(numberLines(text), command);
}

/** Reads the listing out of lines, as it also stands at the head of `hpvmnet -S NAME`. */
export function parseHpvmnetLines(lines: readonly NumberedLine[], command: string): Result<readonly HpvmnetVswitch[]> {
  const table = readTable(lines, FORMATS, command);
  if (!table.ok) return table;
  const vswitches: HpvmnetVswitch[] = [];
  const diagnostics = [...repeatedRows(table.value, (cells) => cells.name, command)];
  for (const { line, cells } of table.value) {
    const name = parseVswitchName(cells.name);
    const uplink = cells.uplink === '' ? null : readUplink(cells.uplink);
    if (name === undefined || uplink === undefined) {
      diagnostics.push(unreadableLine(command, line, 'a vswitch name of at most 8 characters and an uplink lanN'));
      continue;
    }
    const mac = parseMacAddress(cells.mac) ?? null;
    const ipAddress = cells.ipAddress === '' || cells.ipAddress === 'N/A' ? null : cells.ipAddress;
    vswitches.push({ name, number: Number(cells.number), state: readState(cells.state), uplink, mac, ipAddress });
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(vswitches);
}

function readUplink(text: string): InterfaceName | undefined {
  return /^\d+$/.test(text) ? interfaceOfPpa(Number(text)) : parseInterfaceName(text);
}

function readState(text: string): HpvmnetVswitch['state'] {
  if (text === 'Up') return 'up';
  return text === 'Down' ? 'down' : 'unknown';
}
