/**
 * True for commands that ask before they act and take no for an answer by default: `hpvmnet -h` (vPars and Integrity VM
 * V6.3 Administrator Guide p. 118) and `hpvmnet -d` (as remembered). They are answered `y`.
 */
export function asksFirst(argv: readonly string[]): boolean {
  return argv[0]?.endsWith('/hpvmnet') === true && (argv.includes('-h') || argv.includes('-d'));
}
