/** The examples below a command's help: what it is for, and the command line. */
export function exampleText(examples: readonly (readonly [purpose: string, commandLine: string])[]): string {
  return [
    '',
    'Examples:',
    ...examples.flatMap(([purpose, commandLine]) => [`  # ${purpose}`, `  ${commandLine}`]),
  ].join('\n');
}
