import { SUDOERS_USER_PATTERN } from '../model/privileged-command';
import { sudoersCommands } from './sudo-form';
import { applyForms, discoveryForms } from './sudo-forms';

export interface SudoersRequest {
  /** Login that changes hosts. */
  readonly user: string;
  /** Login that only looks at them; absent: it is the same one. */
  readonly discoveryUser?: string;
}

/**
 * Rules for sudoers on a host: what each login may run as root, and nothing more. A login is letters, digits, `_`,
 * `.` and `-`.
 *
 * @throws Error for another name: the caller checks what people type
 */
export function sudoersText({ user, discoveryUser }: SudoersRequest): string {
  for (const name of [user, discoveryUser ?? user]) {
    if (!SUDOERS_USER_PATTERN.test(name)) throw new Error(`${JSON.stringify(name)} is not a login name`);
  }
  const hasReader = discoveryUser !== undefined && discoveryUser !== user;
  return [
    ...HEADING.map((line) => `# ${line}`),
    '',
    ...(hasReader
      ? section(
          discoveryUser,
          'HPVMCTL_READ',
          'looks at the host (plan, drift, discover)',
          sudoersCommands(discoveryForms()),
        )
      : []),
    ...section(user, 'HPVMCTL_APPLY', 'changes the host (apply), and looks at it', sudoersCommands(applyForms())),
    ...stateFolder(user).map((line) => `# ${line}`),
    '',
  ].join('\n');
}

const HEADING = [
  'Rules for cdktf-hpvm, printed by "hpvmctl sudoers".',
  'Add them with visudo; where sudoers includes a folder, as a file of their own there.',
  'Of several entries that match a command the last one counts. Entries with "!" keep a "*" within',
  'one argument: keep the order.',
];

function section(user: string, alias: string, what: string, commands: readonly string[]): readonly string[] {
  return [
    `# ${user} ${what}.`,
    `Cmnd_Alias ${alias} = \\`,
    ...commands.map((command, index) => `    ${command}${index === commands.length - 1 ? '' : ', \\'}`),
    `Defaults:${user} !requiretty`,
    `${user} ALL = (root) NOPASSWD: ${alias}`,
    '',
  ];
}

/** The runner writes its records itself, so the folder has to be the login's. */
function stateFolder(user: string): readonly string[] {
  return [
    `${user} keeps its records in a folder of its own. Make it once, as root:`,
    '  mkdir -p /var/opt/hpvmctl',
    `  chown -R ${user} /var/opt/hpvmctl`,
    '  chmod 700 /var/opt/hpvmctl',
    `Whoever may log in as ${user} can have a script run as root at the next boot:`,
    'guard that login like root.',
  ];
}
