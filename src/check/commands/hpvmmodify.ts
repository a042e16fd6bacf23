import type { Action, NicWords } from '../action';
import { readNumber, readOptions, valueOf } from './options';

const VERBS = { '-a': 'add-nic', '-m': 'change-nic', '-d': 'remove-nic' } as const;

/** Reads `hpvmmodify -P guest -a|-m|-d network:...` with one resource (hpvmresources(5), Integrity VM 4.3 ICA, p. 325). */
export function readHpvmmodify(words: readonly string[]): Action | undefined {
  const options = readOptions(words, { once: ['-P', '-a', '-m', '-d'], flags: [] });
  if (options === undefined) return undefined;
  const guest = valueOf(options, '-P');
  if (guest === undefined || options.size !== 2) return undefined;
  for (const [option, kind] of Object.entries(VERBS)) {
    const text = valueOf(options, option);
    if (text === undefined) continue;
    const nic = readNic(text);
    return nic === undefined ? undefined : { kind, guest, nic };
  }
  return undefined;
}

function readNic(text: string): NicWords | undefined {
  const pattern =
    /^network:(lan|avio_lan|aviolan):((?:0|[1-9]\d*),(?:0|[1-9]\d*))(?:,(0x[0-9A-Fa-f]{12}))?:vswitch:([^:]+)(?::portid:([^:]*))?$/;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [, adapter, slot = '', mac, vswitch = '', portText] = found;
  const port = portText === undefined ? null : readNumber(portText);
  if (port === undefined) return undefined;
  return {
    slot,
    adapter: adapter === 'lan' ? 'lan' : 'avio_lan',
    mac: mac === undefined ? null : mac.toLowerCase(),
    vswitch,
    port,
  };
}
