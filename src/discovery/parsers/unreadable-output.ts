import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { NumberedLine } from './numbered-line';
import { quoteOutput } from './quote-output';

/**
 * Says that a line of an output does not have a shape we know. Nothing is guessed from such a line.
 *
 * @param command - command line or file the text came from, as a person would type it
 * @param expected - what a readable line looks like, in a few words
 */
export function unreadableLine(command: string, line: NumberedLine, expected: string): Diagnostic {
  return errorDiagnostic(
    'unreadable-output',
    `cannot read ${command}, line ${line.number}`,
    `Line ${line.number} is ${quoteOutput(line.text)}.\nExpected ${expected}.\n` +
      `Check ${command} on the host; if the line is right as it stands, report it with the release of the product.`,
  );
}

/** Says that an output as a whole is not what the command is known to print. */
export function unreadableOutput(command: string, text: string, expected: string): Diagnostic {
  return errorDiagnostic(
    'unreadable-output',
    `cannot read ${command}`,
    `The text is ${text.trim() === '' ? 'empty' : quoteOutput(text)}.\nExpected ${expected}.\n` +
      `Check ${command} on the host; if it is right as it stands, report it with the release of the product.`,
  );
}

/** The same of a process list, without its text: command lines of others may hold secrets (decision 0029). */
export function unreadableProcessList(command: string, text: string, expected: string): Diagnostic {
  if (text.trim() === '') return unreadableOutput(command, text, expected);
  const { length } = text.trim().split('\n');
  return errorDiagnostic(
    'unreadable-output',
    `cannot read ${command}`,
    `The text has ${String(length)} ${length === 1 ? 'line' : 'lines'}, which are not shown: command lines may hold secrets.\nExpected ${expected}.\n` +
      `Check ${command} on the host; if it is right as it stands, report it with the release of the product.`,
  );
}
