import type { Action } from './action';
import { readHpvmmodify } from './commands/hpvmmodify';
import { readHpvmnet } from './commands/hpvmnet';
import { readIfconfig } from './commands/ifconfig';
import { readNwmgr } from './commands/nwmgr';
import { readRcVariable } from './commands/ch-rc';

const READERS: ReadonlyMap<string | undefined, (words: readonly string[]) => Action | undefined> = new Map([
  ['/opt/hpvm/bin/hpvmnet', readHpvmnet],
  ['/opt/hpvm/bin/hpvmmodify', readHpvmmodify],
  ['/usr/sbin/nwmgr', readNwmgr],
  ['/usr/sbin/ifconfig', readIfconfig],
  ['/usr/sbin/ch_rc', readRcVariable],
]);

/**
 * Reads a command line. Undefined for every form whose meaning this checker does not know in full: nothing is guessed,
 * and a plan with such a command is not proven.
 */
export function readCommand(argv: readonly string[]): Action | undefined {
  const [program, ...words] = argv;
  return READERS.get(program)?.(words);
}
