import type { NetworkConfiguration, NicAttributes, SimulatedNic } from '../simulated-host-state';
import { rcRecordLines, rcRecords } from './rc-lines';

type SavedAttributes = NetworkConfiguration['nicAttributes'];

/** A driver's file and what its documented variables hold. */
export interface NicFile {
  readonly driver: string;
  readonly path: string;
  readonly savesChecksumOffload: boolean;
}

/**
 * HP-UX 11i v2 June 2006 Release Notes p. 91 (SEND_CKO, RECV_CKO of iether); Ethernet Support Guide for HP-UX 11i v3 p. 35 (VMTU).
 * Files of other drivers are not written: nobody has documented their variables.
 */
export const NIC_FILES: readonly NicFile[] = ['iether', 'ixgbe', 'icxgbe', 'iocxgbe'].map((driver) => ({
  driver,
  path: `/etc/rc.config.d/hp${driver}conf`,
  savesChecksumOffload: driver === 'iether',
}));

const prefixOf = ({ driver }: NicFile): string => `HP_${driver.toUpperCase()}_`;

/** The lines of a driver's file. */
export function nicConf(file: NicFile, nics: readonly SimulatedNic[], saved: SavedAttributes): readonly string[] {
  const configured = nics.flatMap(({ name, driver }) => {
    const attributes = saved[name];
    return driver === file.driver && attributes !== undefined ? [{ name, ...attributes }] : [];
  });
  return configured.flatMap(({ name, vmtu, rx_cko, tx_cko }, index) =>
    rcRecordLines(prefixOf(file), index, {
      INTERFACE_NAME: name,
      ...(file.savesChecksumOffload ? { SEND_CKO: tx_cko.toUpperCase(), RECV_CKO: rx_cko.toUpperCase() } : {}),
      VMTU: vmtu,
    }),
  );
}

/** What a driver's file says, over the settings that it does not hold. */
export function readNicConf(file: NicFile, saved: SavedAttributes, text: string): SavedAttributes {
  const records = rcRecords(text, prefixOf(file), 'INTERFACE_NAME').flatMap(({ name, value }) => {
    const before = saved[name];
    if (before === undefined) return [];
    const read = (variable: string, other: 'on' | 'off'): 'on' | 'off' => {
      const word = value(variable)?.toLowerCase();
      return word === 'on' || word === 'off' ? word : other;
    };
    const after: NicAttributes = {
      ...before,
      vmtu: Number(value('VMTU') ?? before.vmtu),
      rx_cko: read('RECV_CKO', before.rx_cko),
      tx_cko: read('SEND_CKO', before.tx_cko),
    };
    return [[name, after] as const];
  });
  return { ...saved, ...Object.fromEntries(records) };
}
