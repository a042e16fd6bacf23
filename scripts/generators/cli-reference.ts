import { readFileSync } from 'node:fs';

import { contextOfProcess } from '../../src/cli/process-context';
import { commandsEndingWith } from '../../src/cli/exit-codes-text';
import { programOf, runProgram } from '../../src/cli/program';
import { describeCommands } from '../../src/cli/reference/describe-commands';
import { EXIT_CODE_MEANINGS, type ExitCode } from '../../src/workflow/outcome';
import { manualPage } from '../man/manual-page';
import { commandsMarkdown } from '../markdown/commands-markdown';

/** A code that more commands end with is one of all of them. */
const COMMON = 15;

/** The reference of the command line and its manual page, from the commands themselves. */
export function generate(): readonly { readonly path: string; readonly text: string }[] {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const context = contextOfProcess(process, version, () => undefined);
  const commands = describeCommands(programOf({ context, finish: () => undefined, run: runProgram }));
  return [
    { path: 'docs/reference/cli.md', text: commandsMarkdown(commands) },
    { path: 'docs/reference/exit-codes.md', text: exitCodesMarkdown() },
    { path: 'man/hpvmctl.1', text: manualPage(commands, version) },
  ];
}

function exitCodesMarkdown(): string {
  const rows = Object.entries(EXIT_CODE_MEANINGS).map(([code, meaning]) => {
    const commands = commandsEndingWith(Number(code) as ExitCode);
    const links = commands.map((name) => `[\`${name}\`](cli.md#hpvmctl-${name})`);
    return `| ${code} | ${meaning} | ${commands.length > COMMON ? 'all' : links.join(', ')} |`;
  });
  return `\
# Exit codes

Made from \`src/cli/exit-codes-text.ts\` by \`npm run generate\`. Scripts depend on these codes: they never change their meaning. Of several
hosts the largest code wins, and every host's own result is listed.

| code | meaning | commands |
|---|---|---|
${rows.join('\n')}
`;
}
