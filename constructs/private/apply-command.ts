import type { IConstruct } from 'constructs';

import { displayShellWord } from '../../src/model/shell-word';
import { refuseToken } from './check-value';
import { constructError } from './construct-error';

/** What hpvmctl and ssh need to find themselves, the user's ssh configuration and the agent. */
const ENVIRONMENT = ['HOME', 'PATH', 'USER', 'LOGNAME', 'SSH_AUTH_SOCK'];

/** How local-exec runs the command; named, so that it is the same on every machine. */
export const INTERPRETER = ['/bin/sh', '-c'];

/** What the user may set about the command. */
export interface ApplyCommandOptions {
  /** Words of the command that is run, each one argument. */
  readonly hpvmctl: readonly string[];
  /** Names of further environment variables that it needs. */
  readonly passEnvironment: readonly string[];
  /** Whether destructive steps of a recalled command form are approved. */
  readonly acceptRecalled: boolean;
  /** Whether the host takes a run back that is not confirmed. */
  readonly isGuarded: boolean;
}

/**
 * Command line of the local-exec provisioner of a host, for a POSIX shell, with Terraform's own `${...}` in it.
 *
 * The environment is emptied first: Terraform's often holds credentials of other systems, which the command has no use
 * for. The digest makes hpvmctl refuse a document that was edited after it was planned.
 *
 * @param digest Terraform expression of the digest, without `${}`
 * @throws Error when a word or a variable name cannot be used
 */
export function applyCommand(
  host: IConstruct & { readonly desiredFileName: string },
  digest: string,
  { hpvmctl, passEnvironment, acceptRecalled, isGuarded }: ApplyCommandOptions,
): string {
  refuseToken(host, 'hpvmctlCommand', hpvmctl);
  refuseToken(host, 'passEnvironment', passEnvironment);
  if (hpvmctl.length === 0 || hpvmctl.some((word) => word === '' || /[\0\r\n]/.test(word))) {
    throw constructError(host, 'hpvmctlCommand must have at least one word, and no word may be empty or span lines');
  }
  for (const [index, word] of hpvmctl.entries()) refuseToken(host, `hpvmctlCommand[${String(index)}]`, word);
  const misnamed = passEnvironment.find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  if (misnamed !== undefined) {
    throw constructError(
      host,
      `passEnvironment has ${JSON.stringify(misnamed)}; it must be names of environment variables`,
    );
  }
  const variables = [...new Set([...ENVIRONMENT, ...passEnvironment])];
  return [
    'env -i',
    // A variable that is not set stays unset; `$${` is Terraform's spelling of the shell's `${`.
    ...variables.map((name) => `$\${${name}+${name}="$${name}"}`),
    ...hpvmctl.map((word) => escapeTemplate(displayShellWord(word))),
    'apply --auto-approve',
    ...(acceptRecalled ? ['--accept-recalled'] : []),
    ...(isGuarded ? [] : ['--no-revert']),
    `--expect-sha256 "\${${digest}}"`,
    `"\${path.module}/${host.desiredFileName}"`,
  ].join(' ');
}

/** Keeps Terraform from reading its own template marks in a text. */
function escapeTemplate(text: string): string {
  // Functions, because `$$` in a replacement text means one `$`.
  return text.replaceAll('${', () => '$${').replaceAll('%{', () => '%%{');
}
