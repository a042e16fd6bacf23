import type { AdapterType } from '../../model/desired-host';
import { parseGuestName, type GuestName } from '../../model/names';
import { failure, success, type Result } from '../../model/result';
import { parseVlanId, type VlanId } from '../../model/vlan-id';
import { isBlank, numberLines, splitSections } from './numbered-line';
import { parseHpvmnetLines, type HpvmnetVswitch } from './parse-hpvmnet';
import { parseAdapterType } from './parse-network-device';
import { readTable, type TableFormat } from './read-table';
import { repeatedRows } from './repeated-rows';
import { unreadableLine, unreadableOutput } from './unreadable-output';

/** One configured port of a vswitch. */
export interface HpvmnetPort {
  readonly port: number;
  /** As printed. */
  readonly state: string;
  readonly adapter: AdapterType | null;
  /** Null when untagged. */
  readonly vlanId: VlanId | null;
  readonly reservedGuests: number;
  readonly activeGuest: GuestName | null;
}

/** What `hpvmnet -S NAME` tells. */
export interface HpvmnetDetail {
  readonly vswitch: HpvmnetVswitch;
  readonly ports: readonly HpvmnetPort[];
}

type Column = 'port' | 'state' | 'adapter' | 'vlanId' | 'reserved' | 'guest';

const PORTS: TableFormat<Column> = {
  header: 'Port Port Port Untagged Number of Active VM Number State Adaptor VLANID Reserved VMs',
  columns: [
    { name: 'port', pattern: /^\d+$/ },
    { name: 'state', pattern: /^[A-Z][a-z]+$/ },
    { name: 'adapter', pattern: /^(lan|avio_?lan)$/, isOptional: true },
    { name: 'vlanId', pattern: /^(none|\d+)$/ },
    { name: 'reserved', pattern: /^\d+$/ },
    { name: 'guest', pattern: /^\w[\w.-]*$/, isOptional: true },
  ],
};

const HEADING = 'Port Configuration Details';

/**
 * Reads `hpvmnet -S NAME`: the vswitch's own row, then its table of configured ports. Without ports the table may have no rows, or be
 * missing.
 *
 * @see J. M. Rey, HP-UX blog, January 2011 (Integrity VM 4.x)
 */
export function parseHpvmnetPorts(text: string, command = 'hpvmnet -S NAME'): Result<HpvmnetDetail> {
  const [head, ...sections] = splitSections(numberLines(text));
  const listing = parseHpvmnetLines(head?.lines ?? [], command);
  if (!listing.ok) return listing;
  const [vswitch, ...others] = listing.value;
  if (vswitch === undefined || others.length > 0) {
    return failure(unreadableOutput(command, text, 'the row of one vswitch'));
  }
  const [section, extra] = sections;
  if (section === undefined) return success({ vswitch, ports: [] });
  if (section.heading !== HEADING || extra !== undefined) {
    return failure(unreadableOutput(command, text, `one table, headed [${HEADING}]`));
  }
  if (section.lines.every(isBlank)) return success({ vswitch, ports: [] });
  const table = readTable(section.lines, [PORTS], command);
  if (!table.ok) return table;

  const diagnostics = [...repeatedRows(table.value, (cells) => `port ${Number(cells.port)}`, command)];
  const ports: HpvmnetPort[] = [];
  for (const { line, cells } of table.value) {
    const vlanId = cells.vlanId === 'none' ? null : parseVlanId(Number(cells.vlanId));
    const adapter = cells.adapter === '' ? null : parseAdapterType(cells.adapter);
    const activeGuest = cells.guest === '' ? null : parseGuestName(cells.guest);
    if (vlanId === undefined || adapter === undefined || activeGuest === undefined) {
      diagnostics.push(unreadableLine(command, line, 'a VLAN id of 0 to 4094 or none, and the name of a guest'));
      continue;
    }
    const numbers = { port: Number(cells.port), reservedGuests: Number(cells.reserved) };
    ports.push({ ...numbers, state: cells.state, adapter, vlanId, activeGuest });
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success({ vswitch, ports });
}
