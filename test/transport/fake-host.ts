import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that stands for the root of a host, with tiny commands in it. */
export interface FakeHost {
  readonly root: string;
  /** Writes an executable `sh` script at an absolute path of the host. */
  command(absolutePath: string, body: string): void;
  /** Text of a file of the host; empty when it is not there. */
  read(absolutePath: string): string;
  write(absolutePath: string, text: string): void;
  has(absolutePath: string): boolean;
  remove(): void;
}

/** Makes an empty host in the temporary folder. */
export function fakeHost(): FakeHost {
  const root = mkdtempSync(path.join(tmpdir(), 'hpvm-fake-host-'));
  const at = (absolutePath: string): string => path.join(root, absolutePath);
  return {
    root,
    command(absolutePath, body) {
      mkdirSync(path.dirname(at(absolutePath)), { recursive: true });
      writeFileSync(at(absolutePath), `#!/bin/sh\nROOT='${root}'\n${body}\n`);
      chmodSync(at(absolutePath), 0o755);
    },
    read: (absolutePath) => (existsSync(at(absolutePath)) ? readFileSync(at(absolutePath), 'utf8') : ''),
    write(absolutePath, text) {
      mkdirSync(path.dirname(at(absolutePath)), { recursive: true });
      writeFileSync(at(absolutePath), text);
    },
    has: (absolutePath) => existsSync(at(absolutePath)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
