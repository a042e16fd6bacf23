import { printableLines } from '../review/printable-text';

/** What a person is told when the program itself is at fault; the stack only on request. */
export function bugText(error: unknown, withStack: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const stack = withStack && error instanceof Error ? (error.stack ?? '') : '';
  return [
    ...printableLines(`Internal error: ${message}`),
    '  This is a fault in hpvmctl itself, not in your input. Please report it with the command line you used.',
    ...(withStack ? printableLines(stack) : ['  Set HPVMCTL_DEBUG=1 and run it again to see where it happened.']),
    '',
  ].join('\n');
}
