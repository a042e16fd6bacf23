import type { Diagnostic } from '../../model/diagnostic';
import { parseVswitchName, type VswitchName } from '../../model/names';
import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine } from './unreadable-output';

/** A vswitch in the device database. */
export interface SharedVswitch {
  readonly name: VswitchName;
  /** False: one guest alone may use it (`SHARE=NO`). */
  readonly isShareable: boolean;
}

/**
 * Reads `hpvmdevmgmt -l gdev`: one entry a line, `name[,alias...]:ATTRIBUTE=value,...:dependents:identifier`. Devices with a
 * path are storage and passed over; a vswitch whose entry does not say SHARE may be shared, which is the default.
 *
 * @see Integrity VM A.03.x administration manual, 8.7.2, p. 109 (a listing, and the default); OpenSVC's parser of `-l all`
 */
export function parseDeviceDatabase(text: string, command = 'hpvmdevmgmt -l gdev'): Result<readonly SharedVswitch[]> {
  const vswitches = new Map<VswitchName, boolean>();
  const diagnostics: Diagnostic[] = [];
  for (const line of numberLines(text)) {
    if (isBlank(line) || line.text.trimStart().startsWith('/')) continue;
    const [names = '', ...rest] = line.text.trim().split(':');
    const attributes = rest.flatMap((part) => part.split(',')).filter((word) => word.includes('='));
    const shares = new Set(attributes.filter((word) => word.startsWith('SHARE=')).map((word) => word.slice(6)));
    const [share = 'YES', other] = shares;
    if (attributes.length === 0 || other !== undefined || !['YES', 'NO'].includes(share)) {
      diagnostics.push(unreadableLine(command, line, 'an entry such as NAME:CONFIG=gdev,EXIST=YES,SHARE=YES:GUEST:'));
      continue;
    }
    for (const word of names.split(',')) {
      const name = parseVswitchName(word);
      if (name === undefined) continue;
      if (vswitches.has(name)) diagnostics.push(unreadableLine(command, line, `one entry for ${name}`));
      vswitches.set(name, share === 'YES');
    }
  }
  if (diagnostics.length > 0) return failure(...diagnostics);
  return success([...vswitches].map(([name, isShareable]) => ({ name, isShareable })));
}
