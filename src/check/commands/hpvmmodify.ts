import type { Action, NicWords } from '../action';
import { onlyValue, readOptions } from './options';

const VERBS = { '-a': 'add-nic', '-m': 'change-nic', '-d': 'remove-nic' } as const;

/** Reads `hpvmmodify -P guest -a|-m|-d network:...` with one resource (hpvmresources(5), Integrity VM 4.3 ICA, p. 325). */
export function readHpvmmodify(words: readonly string[]): Action | undefined {
  const options = readOptions(words, ['-P', '-a', '-m', '-d'], []);
  const guest = options === undefined ? undefined : onlyValue(options, '-P');
  if (options === undefined || guest === undefined || options.size !== 2) return undefined;
  for (const [option, kind] of Object.entries(VERBS)) {
    const nic = readNic(onlyValue(options, option) ?? '');
    if (nic !== undefined) return { kind, guest, nic };
  }
  return undefined;
}

function readNic(text: string): NicWords | undefined {
  const pattern =
    /^network:(lan|avio_lan|aviolan):(\d+,\d+)(?:,(0x[0-9A-Fa-f]{12}))?:vswitch:([^:]+)(?::portid:(\d+))?$/;
  const [, adapter, slot, mac, vswitch, port] = pattern.exec(text) ?? [];
  if (adapter === undefined || slot === undefined || vswitch === undefined) return undefined;
  return {
    slot,
    adapter: adapter === 'lan' ? 'lan' : 'avio_lan',
    mac: mac === undefined ? null : mac.toLowerCase(),
    vswitch,
    port: port === undefined ? null : Number(port),
  };
}
