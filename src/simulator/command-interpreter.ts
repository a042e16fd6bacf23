import type { CommandInterpreter } from './command-context';
import { commandContext } from './command-context';
import { chRc } from './commands/ch-rc';
import { hpvmstart, hpvmstop } from './commands/guest-power';
import { hpvmdevmgmt } from './commands/hpvmdevmgmt';
import { hpvmmodify } from './commands/hpvmmodify';
import { hpvmnet } from './commands/hpvmnet';
import { hpvmstatus } from './commands/hpvmstatus';
import { hpvminfo, model, ps, swlist, uname } from './commands/identity';
import { ifconfig } from './commands/ifconfig';
import { ioscan } from './commands/ioscan';
import { lanscan } from './commands/lanscan';
import { netstat } from './commands/netstat';
import { nwmgr } from './commands/nwmgr';
import { vswitchmgr } from './commands/vswitchmgr';
import { draftOf, sharingDraft } from './draft';
import { dropFreedPortVlans } from './freed-ports';
import { onlyReads } from './reading-commands';
import { writeSavedFiles } from './saved-files/saved-files';
import type { Hazard, SimulatedHostState } from './simulated-host-state';
import { noteUplinkChanges } from './vswitch-uplink';

/** The simulated commands by the absolute path HP ships them at. */
export const COMMANDS: Readonly<Record<string, CommandInterpreter>> = {
  '/opt/hpvm/bin/hpvmdevmgmt': hpvmdevmgmt,
  '/opt/hpvm/bin/hpvminfo': hpvminfo,
  '/opt/hpvm/bin/hpvmmodify': hpvmmodify,
  '/opt/hpvm/bin/hpvmnet': hpvmnet,
  '/opt/hpvm/bin/hpvmstart': hpvmstart,
  '/opt/hpvm/bin/hpvmstatus': hpvmstatus,
  '/opt/hpvm/bin/hpvmstop': hpvmstop,
  '/sbin/init.d/vswitchmgr': vswitchmgr,
  '/usr/bin/model': model,
  '/usr/bin/netstat': netstat,
  '/usr/bin/ps': ps,
  '/usr/bin/uname': uname,
  '/usr/sbin/ch_rc': chRc,
  '/usr/sbin/ifconfig': ifconfig,
  '/usr/sbin/ioscan': ioscan,
  '/usr/sbin/lanscan': lanscan,
  '/usr/sbin/nwmgr': nwmgr,
  '/usr/sbin/swlist': swlist,
};

/** Commands this host has: a machine without Integrity VM has only its `hpvminfo` missing too. */
export function commandPaths(host: SimulatedHostState): readonly string[] {
  const all = Object.keys(COMMANDS);
  if (host.role === 'vm-host') return all.filter((path) => host.osRelease !== 'B.11.23' || path !== '/usr/sbin/nwmgr');
  return all.filter((path) => !path.startsWith('/opt/hpvm/') || (host.role === 'guest' && path.endsWith('/hpvminfo')));
}

export interface CommandLine {
  /** Absolute path and arguments; a base name is found where HP ships it. */
  readonly argv: readonly string[];
  /** Answers so far, one for each question asked. */
  readonly answers: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a command did: a new state and what it printed, or the question it asks first (nothing has happened then). */
export type CommandResult =
  | {
      readonly kind: 'done';
      readonly state: SimulatedHostState;
      readonly stdout: string;
      readonly stderr: string;
      readonly exitStatus: number;
      /** Hazards this command alone caused. */
      readonly hazards: readonly Hazard[];
    }
  | { readonly kind: 'prompt'; readonly prompt: string };

/** Interprets one command line. Pure: the given state is not changed. */
export function interpretCommand(state: SimulatedHostState, line: CommandLine): CommandResult {
  const [word = '', ...args] = line.argv;
  const path = word.startsWith('/') ? word : Object.keys(COMMANDS).find((each) => each.endsWith(`/${word}`));
  const interpreter = path !== undefined && commandPaths(state).includes(path) ? COMMANDS[path] : undefined;
  const name = word.slice(word.lastIndexOf('/') + 1);
  if (interpreter === undefined) {
    return { kind: 'done', state, stdout: '', stderr: `sh: ${word}: not found\n`, exitStatus: 127, hazards: [] };
  }
  const isReading = path !== undefined && onlyReads(path, args);
  const host = isReading ? sharingDraft(state) : draftOf(state);
  host.clockSeconds += 1;
  if (host.settlingAggregates !== undefined) host.settlingAggregates = oneCommandLater(host.settlingAggregates);
  const printed = { stdout: '', stderr: '' };
  const command = { name, args, answers: line.answers, environment: line.environment ?? {} };
  const end = interpreter(commandContext(host, command, printed));
  if (typeof end !== 'number') return { kind: 'prompt', prompt: end.prompt };
  if (isReading) {
    const hazards = host.hazards.slice(state.hazards.length);
    return { kind: 'done', state: host, ...printed, exitStatus: end, hazards };
  }
  noteUplinkChanges(state, host);
  if (host.assumptions.freedPortVlan === 'dropped') dropFreedPortVlans(state, host);
  host.files = writeSavedFiles(state, host);
  const hazards = host.hazards.slice(state.hazards.length);
  return { kind: 'done', state: host, ...printed, exitStatus: end, hazards };
}

function oneCommandLater(settling: Readonly<Record<string, number>>): Record<string, number> {
  const left = Object.entries(settling).map(([name, commands]) => [name, commands - 1] as const);
  return Object.fromEntries(left.filter(([, commands]) => commands > 0));
}
