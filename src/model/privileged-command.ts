import { quoteShellWord } from './shell-word';

/**
 * Absolute path of sudo on a host. It becomes part of scripts, so the allow-list is narrow: no blank, no quote, no part
 * that begins with a dot or a dash.
 */
export const SUDO_PATH_PATTERN = /^(\/[A-Za-z0-9_][A-Za-z0-9_.+-]*)+$/;

/**
 * Programs that a login other than root may not use, or not in full. Where a connection names sudo these are run through
 * it, and nothing else is. Which of them HP really restricts is not documented; that root may run them is.
 */
const PRIVILEGED_PROGRAMS = [
  '/opt/hpvm/bin/hpvmdevmgmt',
  '/opt/hpvm/bin/hpvminfo',
  '/opt/hpvm/bin/hpvmmodify',
  '/opt/hpvm/bin/hpvmnet',
  '/opt/hpvm/bin/hpvmstatus',
  '/usr/sbin/ch_rc',
  '/usr/sbin/ifconfig',
  '/usr/sbin/ioscan',
  '/usr/sbin/nwmgr',
] as const;

/**
 * True for a command line (absolute path first) that is run through sudo where there is one. `ifconfig INTERFACE` and
 * `ifconfig INTERFACE inet6` only show, which everybody may (ifconfig(1M)).
 */
export function needsRoot(words: readonly string[]): boolean {
  const [path, ...rest] = words;
  if (path === '/usr/sbin/ifconfig' && (rest.length < 2 || (rest.length === 2 && rest[1] === 'inet6'))) return false;
  return PRIVILEGED_PROGRAMS.some((program) => program === path);
}

/**
 * Lines for the beginning of a script, after `P` has its value: they define the function `as_root`, which runs its
 * arguments through `sudo -n`, or as they are where the host needs no sudo. `-n` (sudo 1.7.0 and later) never asks: a
 * script has nobody to answer. Equal settings give equal bytes.
 *
 * @throws Error for a path that {@link SUDO_PATH_PATTERN} does not pass
 */
export function privilegePreamble(sudo: string | undefined): string {
  if (sudo !== undefined && !SUDO_PATH_PATTERN.test(sudo)) throw new Error('sudo is an absolute path');
  return `SUDO=${sudo === undefined ? '' : `"$P"${quoteShellWord(sudo)}`}
as_root() {
  if [ -n "$SUDO" ]; then "$SUDO" -n "$@"; else "$@"; fi
}`;
}

/** What sudo says when it does not run a command (sudo 1.6 to 1.9, plugins/sudoers: check.c, logging.c, sudo.c). */
const REFUSALS = [
  // Not that it cannot find the host's own name: it says so, and runs the command all the same.
  /^(?:\S*\/)?sudo: (?!unable to resolve host )/,
  /^Sorry, user .+ (?:is not allowed to execute|may not run sudo)/,
  /^Sorry, try again\.$/,
  / is not in the sudoers file\b/,
  / is not allowed to run sudo on /,
];

/**
 * The line of stderr in which sudo refuses to run a command; `undefined` when the words are the command's own. Ask only
 * about a command that went through sudo and did not end with status 0: sudo ends with 1 then, as commands do themselves.
 */
export function sudoRefusal(stderr: string): string | undefined {
  return stderr
    .split('\n')
    .map((line) => line.trim())
    .find((line) => REFUSALS.some((pattern) => pattern.test(line)));
}

/** A login name as it may stand in sudoers without quoting; `ALL`, and all that is written like it, is the name of an alias. */
export const SUDOERS_USER_PATTERN = /^(?![A-Z][A-Z0-9_]*$)[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
