import type { Action } from '../action';
import { onlyValue, readNumber, readOptions } from './options';

/** Reads `hpvmnet` (V6.3 Administrator Guide pp. 118 and 122; `-d` and `vlanid:none` as remembered). */
export function readHpvmnet(words: readonly string[]): Action | undefined {
  const options = readOptions(words, ['-S', '-n', '-u'], ['-c', '-b', '-h', '-d']);
  const vswitch = options === undefined ? undefined : onlyValue(options, '-S');
  if (options === undefined || vswitch === undefined) return undefined;
  const verbs = [...options.keys()].filter((name) => name !== '-S' && name !== '-n');
  if (verbs.length !== 1 || (options.has('-n') && verbs[0] !== '-c')) return undefined;
  switch (verbs[0]) {
    case '-c': {
      const ppa = readNumber(onlyValue(options, '-n'));
      if (!options.has('-n')) return { kind: 'create-vswitch', vswitch, uplink: null };
      return ppa === undefined ? undefined : { kind: 'create-vswitch', vswitch, uplink: `lan${String(ppa)}` };
    }
    case '-b':
      return { kind: 'boot-vswitch', vswitch };
    case '-h':
      return { kind: 'halt-vswitch', vswitch };
    case '-d':
      return { kind: 'delete-vswitch', vswitch };
    default:
      return readPortVlan(vswitch, onlyValue(options, '-u') ?? '');
  }
}

function readPortVlan(vswitch: string, text: string): Action | undefined {
  const [, port, id] = /^portid:(\d+):vlanid:(\d+|none)$/.exec(text) ?? [];
  if (port === undefined || id === undefined) return undefined;
  return { kind: 'set-port-vlan', vswitch, port: Number(port), id: id === 'none' ? null : Number(id) };
}
