import { Command } from 'commander';
import type { ProviderInstallOptions } from '../command-options';
import type { CommandOutlet } from './command-outlet';
import { exampleText } from './examples';

/** `hpvmctl provider`: the Terraform provider that comes with this program. */
export function providerCommand({ context, finish }: CommandOutlet): Command {
  const command = new Command('provider')
    .summary('the Terraform provider that comes with this program')
    .description('Puts the Terraform provider where "terraform init" and "tofu init" find it without a registry.');
  const install = command.command('install');
  install
    .description(
      'Copies the provider into a mirror in the file system: by default the one that Terraform and OpenTofu look into by themselves, else a folder that a provider_installation block names (it is printed).',
    )
    .option('--dir <dir>', 'folder of the mirror (default: ~/.terraform.d/plugins)')
    .addHelpText(
      'after',
      exampleText([
        ['for me', 'hpvmctl provider install'],
        ['for a build machine', 'hpvmctl provider install --dir mirror'],
      ]),
    )
    .action(async (options: ProviderInstallOptions) => {
      const runProviderInstall = await (await import('../actions.js')).actions.provider();
      finish(await runProviderInstall(context, options));
    });
  return command.addHelpText('after', exampleText([['put it where Terraform looks', 'hpvmctl provider install']]));
}
