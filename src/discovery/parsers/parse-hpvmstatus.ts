import { parseGuestName, type GuestName } from '../../model/names';
import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines, splitSections } from './numbered-line';
import { readTable, type TableColumn, type TableFormat } from './read-table';
import { repeatedRows } from './repeated-rows';
import { unreadableLine, unreadableOutput } from './unreadable-output';

/** A guest as the summary of `hpvmstatus` shows it. */
export interface HpvmstatusGuest {
  readonly name: GuestName;
  readonly number: number;
  /** As printed. */
  readonly stateText: string;
  readonly state: 'on' | 'off' | 'unknown';
  /** Number of network devices. */
  readonly nicCount: number;
}

type Column = 'name' | 'number' | 'type' | 'os' | 'state' | 'cpus' | 'devices' | 'nics' | 'memory' | 'runsysid';

const NUMBER = /^\d+$/;
const NAME: readonly TableColumn<Column>[] = [
  { name: 'name', pattern: /^\w[\w.-]*$/ },
  { name: 'number', pattern: NUMBER },
];
const STATE_TO_MEMORY: readonly TableColumn<Column>[] = [
  { name: 'os', pattern: /^[A-Z]+$/ },
  { name: 'state', pattern: /^[A-Z][A-Za-z]*( \([A-Za-z]+\))?$/, maxWords: 2 },
  { name: 'cpus', pattern: NUMBER },
  { name: 'devices', pattern: NUMBER },
  { name: 'nics', pattern: NUMBER },
  { name: 'memory', pattern: /^\d+(\.\d+)? [KMGT]B$/, maxWords: 2 },
];

const FORMATS: readonly TableFormat<Column>[] = [
  {
    header: 'Virtual Machine Name VM # OS Type State #VCPUs #Devs #Nets Memory Runsysid',
    columns: [...NAME, ...STATE_TO_MEMORY, { name: 'runsysid', pattern: NUMBER }],
  },
  {
    header: 'Virtual Machine Name VM # Type OS Type State #VCPUs #Devs #Nets Memory',
    columns: [...NAME, { name: 'type', pattern: /^(SH|VP)$/ }, ...STATE_TO_MEMORY],
  },
];

const HEADING = 'Virtual Machines';
const NOTHING = 'No vPars or VMs currently configured';

/**
 * Reads the summary of `hpvmstatus`, in the form of Integrity VM 3.5 to 4.x and in that of 6.x (a `Type` column, no `Runsysid`).
 *
 * @see J. M. Rey, HP-UX blog (3.5, 4.x); vPars and Integrity VM V6.3 Administrator Guide p. 221
 */
export function parseHpvmstatus(text: string, command = 'hpvmstatus'): Result<readonly HpvmstatusGuest[]> {
  if (text.trim() === NOTHING) return success([]);
  const [head, section, extra] = splitSections(numberLines(text));
  const isWhole = head?.lines.every(isBlank) === true && section?.heading === HEADING && extra === undefined;
  if (!isWhole) return failure(unreadableOutput(command, text, `one table, headed [${HEADING}]`));
  const table = readTable(section.lines, FORMATS, command);
  if (!table.ok) return table;
  const guests: HpvmstatusGuest[] = [];
  const diagnostics = [...repeatedRows(table.value, (cells) => cells.name, command)];
  for (const { line, cells } of table.value) {
    const name = parseGuestName(cells.name);
    if (name === undefined) diagnostics.push(unreadableLine(command, line, 'the name of a guest'));
    else {
      const numbers = { number: Number(cells.number), nicCount: Number(cells.nics) };
      guests.push({ name, ...numbers, stateText: cells.state, state: readState(cells.state) });
    }
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(guests);
}

/** `On (OS)` and `Off` are seen, `Off (NR)` documented (Integrity VM 4.2 Release Notes p. 84), `On (EFI)` and `On (ATTN)` remembered. */
function readState(text: string): HpvmstatusGuest['state'] {
  if (text === 'Off' || text === 'Off (NR)') return 'off';
  return text === 'On' || text.startsWith('On (') ? 'on' : 'unknown';
}
