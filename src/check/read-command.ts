import type { Action } from './action';
import { readHpvmmodify } from './commands/hpvmmodify';
import { readHpvmnet } from './commands/hpvmnet';
import { readIfconfig } from './commands/ifconfig';
import { readNwmgr } from './commands/nwmgr';
import { readRcVariable } from './commands/ch-rc';

type Reader = (words: readonly string[], isWayBack: boolean) => Action | undefined;

const READERS: ReadonlyMap<string | undefined, Reader> = new Map([
  ['/opt/hpvm/bin/hpvmnet', readHpvmnet],
  ['/opt/hpvm/bin/hpvmmodify', readHpvmmodify],
  ['/usr/sbin/nwmgr', readNwmgr],
  ['/usr/sbin/ifconfig', readIfconfig],
  ['/usr/sbin/ch_rc', readRcVariable],
]);

/**
 * Reads a command line. Undefined for every form whose meaning this checker does not know in full: nothing is guessed,
 * and a plan with such a command is not proven. On a way back more may be done by force than in a plan.
 */
export function readCommand(argv: readonly string[], isWayBack = false): Action | undefined {
  const [program, ...words] = argv;
  return READERS.get(program)?.(words, isWayBack);
}
