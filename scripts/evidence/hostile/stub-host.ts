import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ScriptOutcome } from '../../../src/transport/host-shell';
import type { Trap } from './hostile-value';

/** A folder that stands in for the root of a host: each command only writes down how it was called. */
export interface StubHost {
  readonly trap: Trap;
  readonly root: string;
  readonly commands: readonly string[];
  /** What a command prints from now on: for these words, or with `null` for all others. */
  answer(command: string, words: string | null, stdout: string): void;
  write(file: string, content: string): void;
  /** Runs a script with a real `/bin/sh -s`, and says which commands it called, argument by argument. */
  run(script: string): ScriptOutcome & { readonly calls: readonly (readonly string[])[] };
  /** Files that should not be there: something got out of its quotes. They are removed. */
  marks(): readonly string[];
  close(): void;
}

/** Opens one with these commands, by absolute path, and the words of each that have an answer of their own. */
export function openStubHost(commands: Readonly<Record<string, readonly string[]>>): StubHost {
  const base = mkdtempSync(path.join(tmpdir(), 'hpvm-hostile-'));
  const root = path.join(base, 'root');
  const folder = path.join(base, 't');
  const program = path.join(base, 'p');
  const log = path.join(base, 'calls');
  mkdirSync(folder);
  const install = (file: string, text: string): void => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  };
  install(program, `#!/bin/sh\n: >'${folder}/run'\n`);
  for (const [command, words] of Object.entries(commands)) {
    const file = path.join(root, command);
    const cases = words.map((each, index) => `'${each}') a=${String(index)} ;;\n`).join('');
    install(
      file,
      `#!/bin/sh\nprintf '%s\\0' "$#" '${command}' "$@" >>'${log}'\na=all\ncase "$*" in\n${cases}esac\n[ ! -f '${file}'.$a ] || cat '${file}'.$a\n`,
    );
  }
  return {
    trap: { folder, program },
    root,
    commands: Object.keys(commands),
    answer: (command, words, stdout) => {
      const index = words === null ? 'all' : String(commands[command]?.indexOf(words));
      writeFileSync(`${path.join(root, command)}.${index}`, stdout);
    },
    write: (file, content) => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), content);
    },
    run: (script) => {
      rmSync(log, { force: true });
      const { stdout, stderr, status, signal } = spawnSync('/bin/sh', ['-s'], {
        input: script,
        cwd: folder,
        env: { HPVM_COMMAND_PREFIX: root, SSH_CONNECTION: '192.0.2.9 50022 15.13.114.205 22', HOME: folder },
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      return {
        stdout,
        stderr,
        exitStatus: status,
        signal,
        calls: existsSync(log) ? callsIn(readFileSync(log, 'utf8')) : [],
      };
    },
    marks: () => {
      const found = readdirSync(folder);
      for (const name of found) rmSync(path.join(folder, name), { recursive: true, force: true });
      return found;
    },
    close: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** Each call is its number of arguments, the command, and the arguments. */
function callsIn(text: string): readonly (readonly string[])[] {
  const words = text.split('\0');
  const calls: (readonly string[])[] = [];
  for (let at = 0; at + 1 < words.length;) {
    const end = at + 2 + Number(words[at]);
    calls.push(words.slice(at + 1, end));
    at = end;
  }
  return calls;
}
