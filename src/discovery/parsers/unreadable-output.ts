import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { NumberedLine } from './numbered-line';

const SHOWN_CHARACTERS = 160;

/**
 * Says that a line of an output does not have a shape we know. Nothing is guessed from such a line.
 *
 * @param command - command line or file the text came from, as a person would type it
 * @param expected - what a readable line looks like, in a few words
 */
export function unreadableLine(command: string, line: NumberedLine, expected: string): Diagnostic {
  return errorDiagnostic(
    'unreadable-output',
    `cannot read line ${line.number} of the output of ${command}`,
    `Line ${line.number} is ${shown(line.text)}.\nExpected ${expected}.\n` +
      `Run ${command} on the host and look at that line; if it is right as it stands, report it with the release of the product.`,
  );
}

/** Says that an output as a whole is not what the command is known to print. */
export function unreadableOutput(command: string, text: string, expected: string): Diagnostic {
  return errorDiagnostic(
    'unreadable-output',
    `cannot read the output of ${command}`,
    `The output is ${text.trim() === '' ? 'empty' : shown(text)}.\nExpected ${expected}.\n` +
      `Run ${command} on the host and look at what it prints.`,
  );
}

/** Quotes with escapes, so that control characters of a broken output do not reach a terminal. */
function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}...` : text);
}
