import { failure, success, type Result } from '../../model/result';
import { unreadableOutput } from './unreadable-output';

/** What a system is to Integrity VM. */
export type HpvmRole = 'host' | 'guest' | 'neither';

/**
 * Reads `hpvminfo`.
 *
 * @see FusionInventory agent, HP-UX fixtures (host and guest); upgrade-ux ("Not on an HPVM guest, ...")
 */
export function parseHpvminfo(text: string, command = 'hpvminfo'): Result<HpvmRole> {
  const said = text.trim().replace(/^hpvminfo:\s*/, '');
  if (/^Running on an HPVM host\.?$/.test(said)) return success('host');
  if (/^Running inside an HPVM (guest|vPar)\.?$/.test(said)) return success('guest');
  if (/^Not on an HPVM guest, HPVM vPar or HPVM host\.?$/.test(said)) return success('neither');
  return failure(unreadableOutput(command, text, '"Running on an HPVM host." or "Running inside an HPVM guest."'));
}
