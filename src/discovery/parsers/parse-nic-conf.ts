import type { SavedLanInterface } from '../../model/observed-host';
import { failure, success, type Result } from '../../model/result';
import { arrayRecords, parseRcVariables } from './parse-rc-variables';
import { readRcRecord } from './rc-record';

/**
 * Reads the offload settings that the file of a driver saves: `/etc/rc.config.d/hpietherconf` for `iether`, with variables
 * that begin with `HP_IETHER_`. Documented are SEND_CKO and RECV_CKO of iether, and the VMTU of each driver that is named in
 * `probes.ts`. Other settings are unknown: no driver's default counts for them. INTERFACE_NAME is documented for btlan, whose file has the
 * same form, and taken to hold for these drivers too.
 *
 * A NIC that two indices configure is left out, because only the boot script knows which of them wins.
 *
 * @see HP-UX 11i v2 June 2006 Release Notes p. 91; Ethernet Support Guide for HP-UX 11i v3 p. 34-35; HP-UX 11i September 2002
 *   Release Notes p. 150 (btlan)
 */
export function parseNicConf(driver: string, text: string, file: string): Result<readonly SavedLanInterface[]> {
  const parsed = parseRcVariables(text, file);
  if (!parsed.ok) return parsed;
  const diagnostics: Parameters<typeof readRcRecord>[2] = [];
  const names = ['INTERFACE_NAME', ...(driver === 'iether' ? ['SEND_CKO', 'RECV_CKO'] : []), 'VMTU'];
  const nics = arrayRecords(parsed.value, `HP_${driver.toUpperCase()}_`, names).flatMap(([, record]) => {
    const read = readRcRecord(record, file, diagnostics);
    const name = read.interface('INTERFACE_NAME');
    if (name === null) return [];
    const receiveChecksumOffload = read.word('RECV_CKO', ['on', 'off']);
    const transmitChecksumOffload = read.word('SEND_CKO', ['on', 'off']);
    return [{ name, receiveChecksumOffload, transmitChecksumOffload, virtualMtuBytes: read.number('VMTU') }];
  });
  if (diagnostics.length > 0) return failure(...diagnostics);
  return success(nics.filter((nic) => nics.every((other) => other === nic || other.name !== nic.name)));
}
