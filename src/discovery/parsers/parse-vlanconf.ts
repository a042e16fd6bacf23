import type { SavedHostVlan } from '../../model/observed-host';
import { interfaceOfPpa } from '../../model/ppa';
import { failure, success, type Result } from '../../model/result';
import { parseVlanId } from '../../model/vlan-id';
import { arrayRecords, parseRcVariables } from './parse-rc-variables';
import { readRcRecord } from './rc-record';
import { unreadableOutput } from './unreadable-output';

/**
 * Reads the VLAN interfaces of `/etc/rc.config.d/vlanconf`, in the order of their indices. Interface and VLAN id must be there.
 * The name of the variable for the number, VLAN_VPPA, is inferred; without it a VLAN interface has no name in this file.
 *
 * @see HP-UX VLAN Administrator's Guide, February 2007, p. 26 and 47
 */
export function parseVlanconf(text: string, file = '/etc/rc.config.d/vlanconf'): Result<readonly SavedHostVlan[]> {
  const parsed = parseRcVariables(text, file);
  if (!parsed.ok) return parsed;
  const diagnostics: Parameters<typeof readRcRecord>[2] = [];
  const names = ['PHY_INTERFACE', 'ID', 'VPPA'];
  const vlans = arrayRecords(parsed.value, 'VLAN_', names).flatMap(([index, record]): SavedHostVlan[] => {
    const read = readRcRecord(record, file, diagnostics);
    const uplink = read.interface('PHY_INTERFACE');
    const vlanId = read.value('ID', 'a VLAN id of 0 to 4094', (id) =>
      /^\d{1,4}$/.test(id) ? parseVlanId(Number(id)) : undefined,
    );
    const name = read.value('VPPA', 'the number of a VLAN interface', (vppa) =>
      /^(lan)?\d{1,5}$/.test(vppa) ? interfaceOfPpa(Number(vppa.replace('lan', ''))) : undefined,
    );
    if (uplink !== null && vlanId !== null) return [{ name, uplink, vlanId }];
    if (diagnostics.length === 0 && (uplink !== null || vlanId !== null || name !== null)) {
      const expected = `both VLAN_PHY_INTERFACE[${index}] and VLAN_ID[${index}]`;
      diagnostics.push(unreadableOutput(file, [...record.values()].map(({ line }) => line.text).join(' '), expected));
    }
    return [];
  });
  return diagnostics.length > 0 ? failure(...diagnostics) : success(vlans);
}
