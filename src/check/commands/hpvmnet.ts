import type { Action } from '../action';
import { readNumber, readOptions, valueOf } from './options';

/** Reads `hpvmnet` (V6.3 Administrator Guide pp. 118 and 122; `-d` and `vlanid:none` as recalled). */
export function readHpvmnet(words: readonly string[]): Action | undefined {
  const options = readOptions(words, { once: ['-S', '-n', '-u'], flags: ['-c', '-b', '-h', '-d'] });
  if (options === undefined) return undefined;
  const vswitch = valueOf(options, '-S');
  const uplink = valueOf(options, '-n');
  const verbs = [...options.keys()].filter((name) => name !== '-S' && name !== '-n');
  if (vswitch === undefined || verbs.length !== 1 || (uplink !== undefined && verbs[0] !== '-c')) return undefined;
  switch (verbs[0]) {
    case '-c': {
      if (uplink === undefined) return { kind: 'create-vswitch', vswitch, uplink: null };
      const ppa = readNumber(uplink);
      return ppa === undefined ? undefined : { kind: 'create-vswitch', vswitch, uplink: `lan${String(ppa)}` };
    }
    case '-b':
      return { kind: 'boot-vswitch', vswitch };
    case '-h':
      return { kind: 'halt-vswitch', vswitch };
    case '-d':
      return { kind: 'delete-vswitch', vswitch };
    default:
      return readPortVlan(vswitch, valueOf(options, '-u') ?? '');
  }
}

function readPortVlan(vswitch: string, text: string): Action | undefined {
  const [, portText, idText] = /^portid:(.*):vlanid:(.*)$/.exec(text) ?? [];
  const port = readNumber(portText);
  const id = idText === 'none' ? null : readNumber(idText);
  return port === undefined || id === undefined ? undefined : { kind: 'set-port-vlan', vswitch, port, id };
}
