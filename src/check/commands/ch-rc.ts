import type { Action } from '../action';
import { readNumber } from './options';

/** Reads `ch_rc -a -p NAME=VALUE FILE` and `ch_rc -r -p NAME FILE` for the two files that plans write (ch_rc(1M)). */
export function readRcVariable(words: readonly string[]): Action | undefined {
  const [verb, option, parameter = '', file] = words;
  if (option !== '-p' || words.length !== 4) return undefined;
  if (file === '/etc/rc.config.d/hpvmconf') return readFrames(verb, parameter);
  return file === '/etc/rc.config.d/netconf' && verb === '-a' ? readInterfaceName(parameter) : undefined;
}

function readFrames(verb: string | undefined, parameter: string): Action | undefined {
  if (verb === '-r') return parameter === 'HPVMMACADDRFRAMES' ? { kind: 'set-frames', frames: null } : undefined;
  const frames = readNumber(/^HPVMMACADDRFRAMES=(.*)$/.exec(parameter)?.[1]);
  return verb === '-a' && frames !== undefined ? { kind: 'set-frames', frames } : undefined;
}

function readInterfaceName(parameter: string): Action | undefined {
  const [, indexText, name] = /^INTERFACE_NAME\[(.*)\]=(lan\d+)$/.exec(parameter) ?? [];
  const index = readNumber(indexText);
  return index === undefined || name === undefined ? undefined : { kind: 'save-address', index, interface: name };
}
