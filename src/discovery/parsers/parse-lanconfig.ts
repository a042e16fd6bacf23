import { parseInterfaceName, type InterfaceName } from '../../model/names';
import { interfaceClassOf } from '../../model/ppa';
import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine } from './unreadable-output';

/** A failover group that LAN Monitor builds at boot. */
export interface ConfiguredFailoverGroup {
  readonly name: InterfaceName;
  /** The primary port first, the others as listed. */
  readonly ports: readonly InterfaceName[];
}

const COMMENT = /^\s*#/;
const GROUP = /^\s*FAILOVER_GROUP\s+(\S+)\s*$/;
const PORT = /^\s*(PRIMARY|STANDBY)\s+(\S+)\s+\d+(?:\s*:\s*\d+)?\s*$/;
/** Settings of the groups that follow, or of the group they stand in; none of them says which ports it has. */
const SETTING =
  /^\s*(NODE_NAME|POLLING_INTERVAL|DEAD_COUNT|LM_RAPID_ARP|LM_RAPID_ARP_INTERVAL|LM_RAPID_ARP_COUNT|STATIONARY_IP|STATIONARY_MAC)\s+\S+\s*$/;

/**
 * Reads the failover groups of `/etc/lanmon/lanconfig.ascii`. A group that is named after a port stands for a port that is in no group:
 * the query tool writes such groups, and they are ignored when the file is applied.
 *
 * @see lanqueryconf(1M), September 2010, p. 1 and 3; APA Administrator's Guide, 11i v3, March 2014, p. 82
 */
export function parseLanconfig(
  text: string,
  file = '/etc/lanmon/lanconfig.ascii',
): Result<readonly ConfiguredFailoverGroup[]> {
  const groups: { name: InterfaceName; primary: InterfaceName[]; standby: InterfaceName[] }[] = [];
  const diagnostics = [];
  for (const line of numberLines(text)) {
    if (isBlank(line) || COMMENT.test(line.text) || SETTING.test(line.text)) continue;
    const group = parseInterfaceName(GROUP.exec(line.text)?.[1] ?? '');
    const [, role, portText = ''] = PORT.exec(line.text) ?? [];
    const port = parseInterfaceName(portText);
    const current = groups.at(-1);
    if (group !== undefined) groups.push({ name: group, primary: [], standby: [] });
    else if (port !== undefined && current !== undefined) {
      (role === 'PRIMARY' ? current.primary : current.standby).push(port);
    } else diagnostics.push(unreadableLine(file, line, 'FAILOVER_GROUP, PRIMARY, STANDBY or a setting of LAN Monitor'));
  }
  if (diagnostics.length > 0) return failure(...diagnostics);
  return success(
    groups
      .filter(({ name }) => interfaceClassOf(name) === 'aggregate')
      .map(({ name, primary, standby }) => ({ name, ports: [...primary, ...standby] })),
  );
}
