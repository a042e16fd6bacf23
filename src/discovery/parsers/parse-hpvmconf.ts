import { failure, success, type Result } from '../../model/result';
import { lastValue, parseRcVariables } from './parse-rc-variables';
import { unreadableLine } from './unreadable-output';

/** Tunables of `/etc/rc.config.d/hpvmconf`. */
export interface Hpvmconf {
  /** HPVMMACADDRFRAMES, 0 to 30; null when the file does not set it. */
  readonly macAddressFrames: number | null;
}

/**
 * Reads HPVMMACADDRFRAMES.
 *
 * @see Integrity VM 4.2.5 Release Notes p. 75: 1 to 30, or 0 for no verification
 */
export function parseHpvmconf(text: string, file = '/etc/rc.config.d/hpvmconf'): Result<Hpvmconf> {
  const parsed = parseRcVariables(text, file);
  if (!parsed.ok) return parsed;
  const variable = lastValue(parsed.value, 'HPVMMACADDRFRAMES');
  if (variable === undefined) return success({ macAddressFrames: null });
  const frames = /^\d{1,2}$/.test(variable.value ?? '') ? Number(variable.value) : undefined;
  if (frames === undefined || frames > 30) {
    return failure(unreadableLine(file, variable.line, 'HPVMMACADDRFRAMES of 0 to 30'));
  }
  return success({ macAddressFrames: frames });
}
