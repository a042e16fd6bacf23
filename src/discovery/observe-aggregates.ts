import type { ApaMode } from '../model/desired-host';
import type { ObservedApaGroup } from '../model/observed-host';
import { ppaOf } from '../model/ppa';
import { failure, success, type Result } from '../model/result';
import type { Evidence } from './evidence';
import { parseApaMembers } from './parsers/parse-apa-members';
import {
  parseApaMode,
  parseLoadBalancing,
  parseNwmgrApaTable,
  type NwmgrAggregate,
} from './parsers/parse-nwmgr-apa-table';
import { readKeyNumber } from './observe-apa-port';
import { currentAttributes, parseNwmgrScript } from './parsers/parse-nwmgr-script';
import type { NwmgrInterface } from './parsers/parse-nwmgr-table';
import { unreadableOutput } from './parsers/unreadable-output';

/** Keys stand in the script output only. */
type GroupFacts = Pick<NwmgrAggregate, 'mode' | 'loadBalancing' | 'members'> & Partial<GroupKeys>;
type GroupKeys = Pick<ObservedApaGroup, 'key' | 'groupCapability'>;

/**
 * Joins the listing of interfaces with what APA says of each aggregate. Populated ones are read twice, in script form and in the table; both
 * must agree. One readable source is enough.
 */
export function observeAggregates(evidence: Evidence, rows: readonly NwmgrInterface[]): readonly ObservedApaGroup[] {
  const table = evidence.attempt({ probe: 'aggregates', object: null, parse: parseNwmgrApaTable });
  if (!table.ok && rows.length > 0) evidence.warn(table.diagnostics);
  const groups: ObservedApaGroup[] = [];
  for (const row of rows) {
    const sources = sourcesOf(evidence, row, table);
    const readable = sources.flatMap((source) => (source.ok ? [source.value] : []));
    const [first, ...others] = readable;
    const subject = `apaGroup.${row.name}`;
    if (first === undefined) {
      const reasons = sources.flatMap((source) => source.diagnostics);
      evidence.miss(subject, 'aggregates', null, reasons);
      continue;
    }
    if (others.some((other) => textOf(other) !== textOf(first))) {
      const why = `The script output says ${textOf(first)}, the table says ${others.map(textOf).join()}.`;
      evidence.miss(subject, 'aggregate-attributes', row.name, why);
    }
    groups.push({
      name: row.name,
      mode: first.mode,
      ports: portsOf(first),
      loadBalancing: first.loadBalancing,
      state: row.state,
      mac: row.mac,
      key: hasUseOf('LACP_AUTO', first) ? (first.key ?? null) : null,
      groupCapability: hasUseOf('FEC_AUTO', first) ? (first.groupCapability ?? null) : null,
    });
  }
  missUnlistedGroups(evidence, table, rows);
  return groups;
}

/** Script output first; it was asked only for aggregates that have an address. */
function sourcesOf(
  evidence: Evidence,
  row: NwmgrInterface,
  table: Result<readonly NwmgrAggregate[]>,
): readonly Result<GroupFacts>[] {
  const listed = table.ok ? table.value.find((aggregate) => aggregate.name === row.name) : undefined;
  const fromTable: Result<GroupFacts> =
    listed !== undefined ? success(listed) : failure(...table.diagnostics, ...(table.ok ? [notListed(row)] : []));
  if (evidence.frame('aggregate-attributes', row.name) === undefined) return [fromTable];
  const fromScript = evidence.attempt({
    probe: 'aggregate-attributes',
    object: row.name,
    parse: (text, command) => readGroup(text, row, command),
  });
  return [fromScript, fromTable];
}

function notListed(row: NwmgrInterface) {
  return unreadableOutput('/usr/sbin/nwmgr -g -S apa', '', `a row for ${row.name}`);
}

function readGroup(text: string, row: NwmgrInterface, command: string): Result<GroupFacts> {
  const records = parseNwmgrScript(text, command);
  if (!records.ok) return records;
  const attributes = currentAttributes(records.value, row.name);
  const mode = parseApaMode(attributes.get('mode') ?? '');
  const loadBalancing = parseLoadBalancing(attributes.get('lb') ?? '');
  const members = parseApaMembers(attributes.get('membership') ?? '');
  if (mode !== undefined && loadBalancing !== undefined && members !== undefined) {
    const key = readKeyNumber(attributes.get('key'));
    return success({ mode, loadBalancing, members, key, groupCapability: readKeyNumber(attributes.get('gc')) });
  }
  return failure(unreadableOutput(command, text, `running values of mode, lb and membership of ${row.name}`));
}

/** What an empty group was told is for the ports that join it; in other modes it is left over from then, and ports are told by name. */
function hasUseOf(mode: ApaMode, group: GroupFacts): boolean {
  return group.mode === mode || group.mode === 'Not_Enabled';
}

function missUnlistedGroups(
  evidence: Evidence,
  table: Result<readonly NwmgrAggregate[]>,
  rows: readonly NwmgrInterface[],
): void {
  if (!table.ok) return;
  for (const { name } of table.value) {
    if (rows.some((row) => row.name === name)) continue;
    evidence.miss(`apaGroup.${name}`, 'interfaces', null, `APA lists ${name}, but nwmgr does not list it.`);
  }
}

function portsOf(facts: GroupFacts): ObservedApaGroup['ports'] {
  return facts.members.map((member) => member.name).sort((left, right) => ppaOf(left) - ppaOf(right));
}

function textOf(facts: GroupFacts): string {
  return `${facts.mode} ${facts.loadBalancing} ${portsOf(facts).join(',') || '-'}`;
}
