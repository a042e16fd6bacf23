import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a recorded command prints when it is called with certain arguments. */
export interface RecordedAnswer {
  readonly stdout?: string | Buffer;
  readonly stderr?: string;
  readonly status?: number;
  /** Prints its whole input too, as a command would that asks a question. */
  readonly readsInput?: true;
}

/** Commands by absolute path, then by arguments joined with blanks. */
export type RecordedCommands = Readonly<Record<string, Readonly<Record<string, RecordedAnswer>>>>;

/**
 * Fills a folder so that it can stand in for the root of a host: small `sh` commands that print recordings, and files. Arguments that
 * were not recorded end with status 99.
 */
export function writeRecordedRoot(
  root: string,
  commands: RecordedCommands,
  files: Readonly<Record<string, string>> = {},
): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  for (const [command, answers] of Object.entries(commands)) {
    const target = path.join(root, command);
    mkdirSync(path.dirname(target), { recursive: true });
    const cases = Object.entries(answers).map(([words, answer], index) => {
      writeFileSync(`${target}.${index}.stdout`, answer.stdout ?? '');
      writeFileSync(`${target}.${index}.stderr`, answer.stderr ?? '');
      const at = `'${target}.${index}`;
      const input = answer.readsInput === true ? ' -' : '';
      return `'${words}') cat ${at}.stdout'${input}; cat ${at}.stderr' >&2; exit ${answer.status ?? 0} ;;`;
    });
    writeFileSync(
      target,
      `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) echo "not recorded: $*" >&2; exit 99 ;;\nesac\n`,
    );
    chmodSync(target, 0o755);
  }
}
