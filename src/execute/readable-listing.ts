import { quoteShellWord } from '../model/shell-word';
import type { ReadBack } from '../plan/plan-document';

/** How a listing shows that it can be read: patterns of `case`, for a row that one blank was put behind. */
export interface ReadableListing {
  /** A row that it always has. */
  readonly head: string;
  /** All other rows that it may have. */
  readonly others: string;
}

/** Header, ruler and rows as discovery knows them: see `parseHpvmnet`. */
const VSWITCHES: ReadableListing = {
  head: String.raw`Name\ *Number\ *State\ *Mode\ *`,
  others: String.raw`=*|[A-Za-z0-9_]*\ [0-9]*\ [A-Za-z]*\ [Ss]hared\ *`,
};

/** See `parseNwmgrTable`. */
const INTERFACES: ReadableListing = {
  head: String.raw`ClassInstance\ *State\ *Address\ *`,
  others: String.raw`Name/\ *|=*|lan[0-9]*\ *[A-Z]\ *0x[0-9A-Fa-f]*`,
};

/** The IPv4 and the IPv6 table: see `parseNetstat`. */
const ADDRESSES: ReadableListing = {
  head: String.raw`Name\ *Mtu\ *Network\ *Address\ *`,
  others: String.raw`Name\ *|IPv6:*|[a-z]*[0-9]*\ [0-9]*\ *`,
};

/** See `parseHpvmstatusDevices`. */
const DEVICES: ReadableListing = {
  head: String.raw`\[Virtual\ Machine\ Devices\]*|\[Network\ Interface\ Details\]*`,
  // Devices that are not NICs begin with another word.
  others: String.raw`\[[A-Z]*\]*|network:[a-z_]*:[0-9],[0-9],*:vswitch:*|[a-mo-z]*:*|n[a-df-z]*:*`,
};

/** Records, some of them of the interface: see `parseNwmgrScript`. */
function recordsOf(name: string): ReadableListing {
  return { head: `*!${quoteShellWord(name)}#*`, others: '[A-Za-z]*!*[0-9]#*#*#*' };
}

/**
 * What makes sure that a row which is not in the output of a read-back is gone, and not hidden in something that nobody
 * can read. `undefined` for a listing of which no such mark is known.
 */
export function readableListing({ command }: ReadBack): ReadableListing | undefined {
  const [program = '', option, name, second] = command;
  switch ([program.replace(/^.*\//, ''), option].join(' ').trim()) {
    case 'hpvmnet':
      return VSWITCHES;
    case 'netstat -in':
      return ADDRESSES;
    case 'hpvmstatus -P':
      return second === '-d' ? DEVICES : undefined;
    case 'nwmgr -g':
      return command.length === 2 ? INTERFACES : undefined;
    case 'nwmgr -c':
      return name !== undefined && second === '--sc' ? recordsOf(name) : undefined;
    default:
      return undefined;
  }
}
