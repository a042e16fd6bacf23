import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { errorDiagnostic } from '../../model/diagnostic';
import { wrapText } from '../../review/wrap-text';
import type { ExitCode } from '../../workflow/outcome';
import type { ProviderInstallOptions } from '../command-options';
import type { CliContext } from '../context';
import { makeFolders } from '../make-folders';
import { noteDiagnostics } from '../note-diagnostics';

/** Where the provider stands in a registry; Terraform and OpenTofu ask different ones for the same source. */
const SOURCE = 'cdktf-hpvm/hpvm';
const REGISTRIES = ['registry.terraform.io', 'registry.opentofu.org'];

/** What Terraform calls the architectures that Node runs on. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' };

/** Installs the provider into a mirror, and says what a configuration has to say. */
export async function runProviderInstall(context: CliContext, options: ProviderInstallOptions): Promise<ExitCode> {
  const architecture = ARCHITECTURES[process.arch];
  if (process.platform === 'win32' || architecture === undefined) {
    const detail = 'It is a program that begins with "#!", for Linux, macOS and BSD. Under Windows, install it in WSL.';
    noteDiagnostics(context, [
      errorDiagnostic('provider-platform', `The provider does not run on ${process.platform} ${process.arch}`, detail),
    ]);
    return 1;
  }
  const home = context.environment['HOME'] ?? os.homedir();
  const own = path.join(home, '.terraform.d', 'plugins');
  const mirror = options.dir === undefined ? own : path.resolve(context.workingFolder, options.dir);
  const { version } = context;
  try {
    const program = await readFile(path.join(__dirname, 'terraform-provider-hpvm'));
    for (const registry of REGISTRIES) {
      const folder = path.join(mirror, registry, ...SOURCE.split('/'), version, `${process.platform}_${architecture}`);
      await makeFolders(folder);
      // Whatever package.json lies further up: this is no ES module.
      await writeFile(path.join(folder, 'package.json'), '{ "type": "commonjs" }\n');
      await writeProgram(path.join(folder, `terraform-provider-hpvm_v${version}`), program);
    }
  } catch (error) {
    const detail = `${error instanceof Error ? error.message : String(error)}\nGive another folder with --dir, or repair the installation of hpvmctl.`;
    noteDiagnostics(context, [
      errorDiagnostic('provider-not-installed', `The provider could not be put into ${mirror}`, detail),
    ]);
    return 1;
  }
  context.out(installedText(context, mirror, mirror === own));
  return 0;
}

/** A provider may be running from the file that is replaced: it keeps the old one until it ends. */
async function writeProgram(file: string, program: Buffer): Promise<void> {
  const fresh = `${file}.new`;
  await writeFile(fresh, program);
  await chmod(fresh, 0o755);
  await rename(fresh, file);
}

function installedText({ version, outStyle }: CliContext, mirror: string, isFoundByItself: boolean): string {
  const { widthColumns } = outStyle;
  const prose = (text: string): readonly string[] => wrapText(text, { widthColumns, first: '', rest: '' });
  const configuration = [
    'terraform {',
    '  required_providers {',
    '    hpvm = {',
    `      source  = "${SOURCE}"`,
    `      version = "${version}"`,
    '    }',
    '  }',
    '}',
  ];
  const settings = [
    'provider_installation {',
    '  filesystem_mirror {',
    `    path    = ${JSON.stringify(mirror)}`,
    `    include = ["*/${SOURCE}"]`,
    '  }',
    '  direct {',
    `    exclude = ["*/${SOURCE}"]`,
    '  }',
    '}',
  ];
  return [
    ...prose(`The provider hpvm ${version} is in ${mirror}, for Terraform and OpenTofu.`),
    ...(isFoundByItself
      ? ['Both look there by themselves.']
      : ['', 'In ~/.terraformrc (OpenTofu: ~/.tofurc), or the file that TF_CLI_CONFIG_FILE names:', '', ...settings]),
    '',
    'In your configuration:',
    '',
    ...configuration,
    '',
    ...prose(
      'Then run terraform init. A project that has locked another build of this version needs its entry taken out of .terraform.lock.hcl.',
    ),
    '',
  ].join('\n');
}
