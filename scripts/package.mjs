// Makes what a registry wants of a release of the Terraform provider: `npm run package`. One archive for each platform, their checksums and
// the manifest, in build/registry. The same sources give the same bytes, on every machine.
//
//   node scripts/package.mjs              into build/registry
//   node scripts/package.mjs --dir DIR    into DIR
//
// What is left to the one who releases is the signature: gpg --detach-sign terraform-provider-hpvm_VERSION_SHA256SUMS
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { zipArchive } from './zip-archive.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [flag, folder] = process.argv.slice(2);
if (flag !== undefined && (flag !== '--dir' || folder === undefined)) {
  console.error('usage: package.mjs [--dir DIR]');
  process.exit(1);
}
const out = folder === undefined ? path.join(root, 'build', 'registry') : path.resolve(folder);
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const NAME = `terraform-provider-hpvm_${version}`;

/** As Terraform names them: where Node runs, so does the provider. */
const PLATFORMS = [
  ...['amd64', 'arm64'].map((architecture) => `darwin_${architecture}`),
  ...['amd64', 'arm', 'arm64'].map((architecture) => `linux_${architecture}`),
  ...['amd64', 'arm64'].map((architecture) => `windows_${architecture}`),
];

const provider = readFileSync(path.join(root, 'build', 'terraform-provider-hpvm'));
const beside = [
  { name: 'LICENSE', content: readFileSync(path.join(root, 'LICENSE')), mode: 0o644 },
  { name: 'THIRD-PARTY-NOTICES', content: readFileSync(path.join(root, 'build', 'THIRD-PARTY-NOTICES')), mode: 0o644 },
  // Whatever package.json lies further up: this is no ES module.
  { name: 'package.json', content: Buffer.from('{ "type": "commonjs" }\n'), mode: 0o644 },
];

const manifest = { version: 1, metadata: { protocol_versions: ['6.0'] } };
const files = [
  ...PLATFORMS.map((platform) => ({ name: `${NAME}_${platform}.zip`, content: zipArchive(contentsFor(platform)) })),
  { name: `${NAME}_manifest.json`, content: Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`) },
];
const sums = files.map(({ name, content }) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const { name, content } of [...files, { name: `${NAME}_SHA256SUMS`, content: sums.join('') }]) {
  writeFileSync(path.join(out, name), content);
  console.log(path.join(path.relative(process.cwd(), out), name));
}

/** Windows does not know "#!": a command file starts Node there. Its name alone begins as Terraform looks for. */
function contentsFor(platform) {
  const program = `terraform-provider-hpvm_v${version}`;
  if (!platform.startsWith('windows_')) return [{ name: program, content: provider, mode: 0o755 }, ...beside];
  const start = '@node "%~dp0hpvm-provider.cjs" %*\r\n';
  return [
    { name: `${program}.cmd`, content: Buffer.from(start), mode: 0o755 },
    { name: 'hpvm-provider.cjs', content: provider, mode: 0o644 },
    ...beside,
  ];
}
