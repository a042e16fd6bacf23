import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { COMMAND } from '../cli/hpvmctl-process';
import type { Workbench } from '../cli/workbench';

/** A project of a user, in a git repository of its own: what the example flows expect, as small as it can be. */
export interface Project {
  readonly folder: string;
  /** Writes what the hosts are to be, and commits it. Resolves to the commit. */
  ask(networks: Networks, message: string): string;
  git(...words: readonly string[]): string;
}

/** With these npm and npx ask nobody: a test has no network. */
export const NO_REGISTRY = { npm_config_offline: 'true', npm_config_audit: 'false' } as const;

/** Resources by the name of the host. */
type Networks = Readonly<Record<string, object>>;

// Where a real project calls constructs, this one writes the documents by itself.
const MAIN = `
const fs = require('node:fs');
const networks = JSON.parse(fs.readFileSync('networks.json', 'utf8'));
for (const [host, resources] of Object.entries(networks)) {
  const folder = \`\${process.env.CDKTF_OUTDIR ?? 'cdktf.out'}/stacks/\${host}\`;
  fs.mkdirSync(folder, { recursive: true });
  const document = { formatVersion: '1', kind: 'hpvm-desired-host', host, ...resources };
  fs.writeFileSync(\`\${folder}/\${host}.desired.json\`, JSON.stringify(document));
}
`;

/**
 * Makes a project whose `npm ci` installs our command, from a folder that stands for the package; no registry is asked.
 * It is on its branch `main`, and has the `known_hosts` of the bench's server.
 *
 * @param templates files to copy, by where they go in the project
 */
export function makeProject(bench: Workbench, templates: Readonly<Record<string, string>>): Project {
  const folder = path.join(bench.folder, 'networks');
  const files = {
    'package.json': '{"name":"networks","private":true,"dependencies":{"cdktf-hpvm":"file:package"}}',
    'package-lock.json': JSON.stringify({
      name: 'networks',
      lockfileVersion: 3,
      packages: {
        '': { name: 'networks', dependencies: { 'cdktf-hpvm': 'file:package' } },
        package: { name: 'cdktf-hpvm', version: '0.1.0', bin: { hpvmctl: 'hpvmctl.cjs' } },
        'node_modules/cdktf-hpvm': { resolved: 'package', link: true },
      },
    }),
    'main.js': MAIN,
    '.gitignore': 'node_modules\ncdktf.out\n.gitlab-ci-local\n',
    known_hosts: readFileSync(bench.server.knownHostsFile, 'utf8'),
  };
  mkdirSync(folder);
  installCommand(path.join(folder, 'package'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  for (const [name, from] of Object.entries(templates)) cpSync(from, path.join(folder, name), { recursive: true });
  const git = (...words: readonly string[]): string =>
    execFileSync('git', words, {
      cwd: folder,
      encoding: 'utf8',
      env: gitEnvironment(bench.folder),
      stdio: 'pipe',
    }).trim();
  git('init', '--quiet', '--initial-branch', 'main');
  return {
    folder,
    git,
    ask(networks, message) {
      writeFileSync(path.join(folder, 'networks.json'), JSON.stringify(networks));
      git('add', '--all');
      git('commit', '--quiet', '--message', message);
      return git('rev-parse', 'HEAD');
    },
  };
}

/** A package that is ours as far as its command goes. */
function installCommand(folder: string): void {
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, 'package.json'),
    '{"name":"cdktf-hpvm","version":"0.1.0","bin":{"hpvmctl":"hpvmctl.cjs"}}',
  );
  const command = `#!/usr/bin/env node\nrequire(${JSON.stringify(COMMAND)});\n`;
  writeFileSync(path.join(folder, 'hpvmctl.cjs'), command, { mode: 0o755 });
}

/** Nobody's own configuration of git counts. */
function gitEnvironment(home: string): NodeJS.ProcessEnv {
  const who = { NAME: 'A Tester', EMAIL: 'tester@example.com' };
  return {
    PATH: process.env['PATH'],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((role) =>
        Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value]),
      ),
    ),
  };
}
