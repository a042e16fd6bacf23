/** What who types commands is told as an option, and who writes a configuration as an attribute. */
const OPTIONS: readonly (readonly [option: RegExp, attribute: string])[] = [
  [/plan again with --accept-recalled/g, 'set accept_recalled = true in the resource or in the provider block'],
  [
    /give --no-revert to hpvmctl, or set revert = false in the Terraform resource/g,
    'set revert = false in the resource',
  ],
  [/give --no-revert/g, 'set revert = false in the resource'],
  [/name another key with --identity/g, 'name another key with identity_files in the provider block'],
  [/name one with --identity/g, 'name one with identity_files in the provider block'],
  [/another user with --connect/g, 'another user with ssh = { user = ... } or in the provider block'],
  [/give the address with --connect/g, 'give the address with ssh = { address = ... }'],
  [/name another (file|one) with --ssh-config/g, 'name another $1 with ssh_config in the provider block'],
  [/in the desired-state file, --connect and ssh_config/g, 'in ssh = { address = ... } and in ssh_config'],
  [/connection\.sudo \(connection\.discovery\.sudo\)/g, 'ssh.sudo (ssh.discovery_sudo)'],
  [/your ssh_config or --connect leads/g, 'your ssh_config or ssh.address leads'],
];

/** A text of the parts that `hpvmctl` shares with the provider, in the words of a Terraform configuration. */
export function inTerraformsWords(text: string): string {
  return OPTIONS.reduce((told, [option, attribute]) => told.replace(option, attribute), text);
}
