import { createHash } from 'node:crypto';
import { privilegePreamble } from '../../model/privileged-command';
import { compileObjectLoop } from './compile-object-loop';
import { compileProbeLine, isListing, LISTINGS } from './compile-probe-line';
import { probeEntries } from './probes';
import { SHELL_FUNCTIONS } from './shell-functions';

/** A random word that no command on the host can know, so that no output can forge a frame. */
const FRAME_TOKEN = /^[A-Za-z0-9]{16,64}$/;

/**
 * Compiles every probe to one POSIX `sh` script for `sh -s`.
 *
 * The script writes frames (see `parsers/parse-frames.ts`) and changes nothing but a private folder below `/tmp`, which a
 * trap removes. It runs in the shells of HP-UX (ksh88 family): no `local`, no GNU options, `printf` only where data that
 * nobody checked must be shown, and `echo` only with fixed text and checked names. Nothing runs until the whole script has
 * arrived, because it is one function called in the last line. Names that listings print are checked against an allow-list
 * before they become an argument; a name that fails is reported in a `refused-name` frame.
 *
 * With `sudo` (its absolute path on the host), what needs root runs through `sudo -n`, and files that the login may not read are
 * read so. Without it, what the login may not run or look into is unreadable, which is not the same as missing.
 *
 * @throws Error when `frameToken` is not 16 to 64 letters and digits; the caller makes it, from a secure random source.
 */
export function compileDiscoveryScript(frameToken: string, sudo?: string): string {
  if (!FRAME_TOKEN.test(frameToken)) throw new Error('a frame token is 16 to 64 letters and digits');
  return [
    preamble(frameToken, sudo),
    SHELL_FUNCTIONS,
    ...LISTINGS.map((listing) => `ask_about_${listing}() {\n${compileObjectLoop(listing)}\n}`),
    `main() {\n${mainLines().join('\n')}\n}`,
    'main\nexit 0\n',
  ].join('\n\n');
}

function mainLines(): readonly string[] {
  const lines = ['  echo "\n$T hpvmctl-discovery 1"'];
  for (const [id, probe] of probeEntries()) {
    if (probe.subject !== 'host') continue;
    lines.push(`  ${compileProbeLine(id, probe)}`);
    if (isListing(id)) lines.push(`  ask_about_${id}`);
  }
  return [...lines, '  echo "\n$T done $N"'];
}

/** The folder name shows in `/tmp`, so it must not give the token away. */
function preamble(token: string, sudo: string | undefined): string {
  return `P=\${HPVM_COMMAND_PREFIX:-}
PATH=/usr/bin:/bin:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL
umask 077
T=${token}
N=0
${privilegePreamble(sudo)}
if [ -n "$SUDO" ] && [ ! -x "$SUDO" ]; then
  echo "
$T no-sudo"
  exit 1
fi
D=/tmp/hpvmctl-discover.${createHash('sha256').update(token).digest('hex').slice(0, 16)}.$$
if mkdir "$D" </dev/null 2>/dev/null; then :; else
  echo "
$T no-scratch-folder"
  exit 1
fi
trap 'rm -rf "$D"' 0
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM`;
}
