import { APA_MODES, LOAD_BALANCING, type ApaMode, type LoadBalancing } from '../../model/desired-host';
import { parseInterfaceName, type InterfaceName } from '../../model/names';
import { failure, success, type Result } from '../../model/result';
import { numberLines } from './numbered-line';
import { parseApaMembers, type ApaMember } from './parse-apa-members';
import { readTable, type TableFormat } from './read-table';
import { repeatedRows } from './repeated-rows';
import { unreadableLine } from './unreadable-output';

/** A link aggregate or failover group, as APA lists it. */
export interface NwmgrAggregate {
  readonly name: InterfaceName;
  readonly mode: ApaMode | 'Not_Enabled';
  readonly loadBalancing: LoadBalancing | 'LB_HS';
  /** In printed order. */
  readonly members: readonly ApaMember[];
}

type Column = 'name' | 'mode' | 'loadBalancing' | 'members' | 'parent' | 'state' | 'speed';

const MODES = [...APA_MODES, 'Not_Enabled'] as const;
const ALGORITHMS = [...LOAD_BALANCING, 'LB_HS'] as const;

const NAME = { name: 'name', pattern: /^lan\d+$/ } as const;
const MODE = { name: 'mode', pattern: new RegExp(`^(${MODES.join('|')})$`) } as const;
const ALGORITHM = { name: 'loadBalancing', pattern: new RegExp(`^(${ALGORITHMS.join('|')})$`) } as const;
const MEMBERS = { name: 'members', pattern: /^(-|\d[\d,*]*)$/ } as const;

const FORMATS: readonly TableFormat<Column>[] = [
  {
    header: 'Class Mode Load Speed- Membership Instance Balancing Duplex',
    columns: [
      NAME,
      MODE,
      ALGORITHM,
      { name: 'speed', pattern: /^\d+(\.\d+)? [MG]bps( (Full|Half) Duplex)?$/, maxWords: 4 },
      MEMBERS,
    ],
  },
  {
    header: 'Class Parent APA Mode Load Membership Instance PPA State Balancing',
    columns: [
      NAME,
      { name: 'parent', pattern: /^(-|\d+)$/ },
      { name: 'state', pattern: /^(Up|Down|Active|Standby)$/ },
      MODE,
      ALGORITHM,
      MEMBERS,
    ],
  },
];

/**
 * Reads the table of `nwmgr -g -S apa` (with speed and duplex) or of `nwmgr -S apa -I 900` (with parent and state).
 *
 * @see J. M. Rey, "Configuring APA", 2010; APA Administrator's Guide, 11i v3, September 2008, p. 53
 */
export function parseNwmgrApaTable(text: string, command = 'nwmgr -g -S apa'): Result<readonly NwmgrAggregate[]> {
  const table = readTable(numberLines(text), FORMATS, command);
  if (!table.ok) return table;
  const aggregates: NwmgrAggregate[] = [];
  const diagnostics = [...repeatedRows(table.value, (cells) => cells.name, command)];
  for (const { line, cells } of table.value) {
    const name = parseInterfaceName(cells.name);
    const mode = parseApaMode(cells.mode);
    const loadBalancing = parseLoadBalancing(cells.loadBalancing);
    const members = parseApaMembers(cells.members);
    if (name === undefined || mode === undefined || loadBalancing === undefined || members === undefined) {
      diagnostics.push(unreadableLine(command, line, 'an aggregate with a mode, a load balancing and a membership'));
    } else aggregates.push({ name, mode, loadBalancing, members });
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(aggregates);
}

/** Reads the mode of an aggregate (nwmgr_apa(1M), September 2010, p. 7); `undefined` for another word. */
export function parseApaMode(text: string): ApaMode | 'Not_Enabled' | undefined {
  return MODES.find((mode) => mode === text);
}

/** Reads a load-balancing algorithm; `undefined` for another word. */
export function parseLoadBalancing(text: string): LoadBalancing | 'LB_HS' | undefined {
  return ALGORITHMS.find((algorithm) => algorithm === text);
}
