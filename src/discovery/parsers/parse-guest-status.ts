import type { Diagnostic } from '../../model/diagnostic';
import { failure, success, type Result } from '../../model/result';
import { numberLines } from './numbered-line';
import { unreadableLine, unreadableOutput } from './unreadable-output';

/** What the verbose page of a guest says besides its devices. */
export interface GuestStatus {
  /** Name of the guest the page is about. */
  readonly guest: string;
  /** `modify_status`; null when the page does not list it, as on releases without the attribute. */
  readonly isModifiable: boolean | null;
}

/** Our spelling of the values; "not modifiable", "Not Modify" and `modify_status=disabled` all stand in HP's texts. */
const VALUES: readonly (readonly [pattern: RegExp, isModifiable: boolean])[] = [
  [/^(enabled|modify|modifiable)$/i, true],
  [/^(disabled|not modify|not modifiable)$/i, false],
];

/**
 * Reads `modify_status` from `hpvmstatus -P GUEST -V`. That the page lists it is documented, the exact label is not: any
 * spelling of "modify status" is taken, and a value that is neither enabled nor disabled is not guessed at.
 *
 * @see HP Integrity Virtual Machines 4.2: Installation, Configuration, and Administration, 9.1.2, p. 142; 4.3, 8.2.3, p. 147
 */
export function parseGuestStatus(text: string, command = 'hpvmstatus -P GUEST -V'): Result<GuestStatus> {
  let guest: string | undefined;
  let isModifiable: boolean | undefined;
  const diagnostics: Diagnostic[] = [];
  for (const line of numberLines(text)) {
    const [, label = '', value = ''] = /^\s*([A-Za-z][A-Za-z_' -]*?)\s*[:=]\s*(.*?)\s*$/.exec(line.text) ?? [];
    if (/^virtual machine name$/i.test(label)) guest ??= value;
    if (!/^modify[ _-]?status$/i.test(label)) continue;
    const [, found] = VALUES.find(([pattern]) => pattern.test(value)) ?? [];
    const isContradicted = isModifiable !== undefined && found !== isModifiable;
    if (found === undefined || isContradicted) diagnostics.push(unreadableLine(command, line, 'enabled or disabled'));
    isModifiable = found;
  }
  if (diagnostics.length > 0) return failure(...diagnostics);
  if (guest === undefined || guest === '') {
    return failure(unreadableOutput(command, text, 'a line "Virtual Machine Name : GUEST"'));
  }
  return success({ guest, isModifiable: isModifiable ?? null });
}
