import { compareText } from '../../model/canonical-json';
import { parseResourceAddress } from '../../model/resource';
import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine } from './unreadable-output';

/**
 * Reads our ownership record: lines `claim ADDRESS` and `release ADDRESS`, of which the last for an address counts.
 *
 * @returns the addresses this tool created and still owns, sorted
 */
export function parseOwnership(text: string, file = '/var/opt/hpvmctl/ownership'): Result<readonly string[]> {
  const owned = new Set<string>();
  const diagnostics = [];
  for (const line of numberLines(text)) {
    if (isBlank(line)) continue;
    const [, action, address] = /^(claim|release) (\S+)$/.exec(line.text) ?? [];
    if (address === undefined || parseResourceAddress(address) === undefined) {
      diagnostics.push(unreadableLine(file, line, 'claim or release, and a resource address'));
    } else if (action === 'claim') owned.add(address);
    else owned.delete(address);
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success([...owned].sort(compareText));
}
