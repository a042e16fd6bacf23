import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ROOT } from '../architecture/repository-files';
import { describeWithTerraform } from '../tools/require-tool';

const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
const NAME = `terraform-provider-hpvm_${version}`;
const PLATFORMS = 'darwin_amd64 darwin_arm64 linux_amd64 linux_arm linux_arm64 windows_amd64 windows_arm64'.split(' ');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'registry-archives-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Makes the archives of what `npm test` has built. */
function archivesIn(name: string): string {
  const out = path.join(folder, name);
  const { status, stderr } = spawnSync(process.execPath, ['scripts/package.mjs', '--dir', out], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return out;
}

test('a release is an archive for each platform, their checksums, and a manifest that names protocol 6', () => {
  const out = archivesIn('first');
  expect(readdirSync(out).sort()).toEqual(
    [...PLATFORMS.map((platform) => `${NAME}_${platform}.zip`), `${NAME}_SHA256SUMS`, `${NAME}_manifest.json`].sort(),
  );
  const manifest: unknown = JSON.parse(readFileSync(path.join(out, `${NAME}_manifest.json`), 'utf8'));
  expect(manifest).toEqual({ version: 1, metadata: { protocol_versions: ['6.0'] } });
  const sums = readFileSync(path.join(out, `${NAME}_SHA256SUMS`), 'utf8')
    .trimEnd()
    .split('\n');
  expect(sums).toHaveLength(PLATFORMS.length + 1);
  for (const [, sum, name = ''] of sums.map((line) => /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? []))
    expect(digestOf(path.join(out, name))).toBe(sum);
});

test('the same sources give the same bytes, also at another time', () => {
  const sumsIn = (name: string): string => readFileSync(path.join(archivesIn(name), `${NAME}_SHA256SUMS`), 'utf8');
  expect(sumsIn('second')).toBe(sumsIn('third'));
  const first = `${NAME}_linux_amd64.zip`;
  // The time of the first file in the archive is the first moment there is, 1980-01-01.
  expect(readFileSync(path.join(folder, 'second', first)).readUInt32LE(10)).toBe(0x0021_0000);
});

describeWithTerraform('terraform with a mirror of these archives', (terraform) => {
  jest.setTimeout(120_000);

  test.each(['registry.terraform.io', 'registry.opentofu.org'])(
    'installs the provider from %s and starts it',
    (registry) => {
      const project = path.join(folder, `project of ${registry}`);
      const mirror = path.join(project, 'mirror', registry, 'cdktf-hpvm', 'hpvm');
      mkdirSync(path.dirname(mirror), { recursive: true });
      renameSync(archivesIn(`archives for ${registry}`), mirror);
      const write = (name: string, text: string): void => writeFileSync(path.join(project, name), text);
      write(
        'rc',
        `provider_installation {\n  filesystem_mirror {\n    path = "${path.join(project, 'mirror')}"\n  }\n}\n`,
      );
      const source = `${registry}/cdktf-hpvm/hpvm`;
      write(
        'main.tf',
        `terraform {\n  required_providers {\n    hpvm = {\n      source = "${source}"\n    }\n  }\n}\n`,
      );
      const run = (...words: readonly string[]): string => {
        const { status, stdout, stderr } = spawnSync(terraform, words, {
          cwd: project,
          encoding: 'utf8',
          env: {
            PATH: process.env['PATH'],
            HOME: project,
            TF_CLI_CONFIG_FILE: path.join(project, 'rc'),
            CHECKPOINT_DISABLE: '1',
          },
        });
        if (status !== 0) throw new Error(stdout + stderr);
        return stdout;
      };
      run('init');
      expect(run('providers', 'schema', '-json')).toContain('hpvm_host_network');
      // One entry for each platform: a lock that holds on every machine.
      for (const platform of PLATFORMS)
        run('providers', 'lock', `-fs-mirror=${path.join(project, 'mirror')}`, `-platform=${platform}`);
      const lock = readFileSync(path.join(project, '.terraform.lock.hcl'), 'utf8');
      expect(lock).toContain(`provider "${source}"`);
      expect([...new Set(lock.match(/"h1:[^"]+"/g))].length).toBeGreaterThanOrEqual(2);
    },
  );
});

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
