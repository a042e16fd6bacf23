import type { Action, NicWords } from '../action';
import { readNumber, readOptions, valueOf } from './options';

const VERBS = { '-a': 'add-nic', '-m': 'change-nic', '-d': 'remove-nic' } as const;

/** Reads `hpvmmodify -P guest -a|-m|-d network:...` with one resource (hpvmresources(5), Integrity VM 4.3 ICA, p. 325). */
export function readHpvmmodify(words: readonly string[]): Action | undefined {
  const options = readOptions(words, { once: ['-P', '-a', '-m', '-d'], flags: [] });
  const guest = options?.get('-P')?.[0];
  if (options === undefined || guest === undefined || options.size !== 2) return undefined;
  for (const [option, kind] of Object.entries(VERBS)) {
    const nic = readNic(valueOf(options, option) ?? '');
    if (nic !== undefined) return { kind, guest, nic };
  }
  return undefined;
}

function readNic(text: string): NicWords | undefined {
  const pattern =
    /^network:(lan|avio_lan|aviolan):((?:0|[1-9]\d*),(?:0|[1-9]\d*))(?:,(0x[0-9A-Fa-f]{12}))?:vswitch:([^:]+)(?::portid:([^:]*))?$/;
  const [, adapter, slot, mac, vswitch, portText] = pattern.exec(text) ?? [];
  const port = portText === undefined ? null : readNumber(portText);
  if (slot === undefined || vswitch === undefined || port === undefined) return undefined;
  return {
    slot,
    adapter: adapter === 'lan' ? 'lan' : 'avio_lan',
    mac: mac === undefined ? null : mac.toLowerCase(),
    vswitch,
    port,
  };
}
