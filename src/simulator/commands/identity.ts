import type { CommandContext, CommandEnd } from '../command-context';
import { refuseUsage } from './refusal';

/** `uname -n` and `uname -r` (`B.11.31` is 11i v3). */
export function uname(context: CommandContext): CommandEnd {
  const { host, args } = context;
  const [flag = '', ...rest] = args;
  if (rest.length > 0) return refuseUsage(context, rest[0] ?? null);
  const known: Readonly<Record<string, string>> = {
    '': 'HP-UX',
    '-s': 'HP-UX',
    '-n': host.nodeName,
    '-r': host.osRelease,
    '-m': 'ia64',
    '-v': 'U',
    '-a': `HP-UX ${host.nodeName} ${host.osRelease} U ia64 0000000001 unlimited-user license`,
  };
  const text = known[flag];
  if (text === undefined) return refuseUsage(context, flag);
  context.out(text);
  return 0;
}

/** `model`: for example `ia64 hp server rx2660`. */
export function model(context: CommandContext): CommandEnd {
  context.out(context.host.model);
  return 0;
}

/** `hpvminfo`: one sentence that says what this machine is (FusionInventory fixtures). */
export function hpvminfo(context: CommandContext): CommandEnd {
  const text = {
    'vm-host': 'hpvminfo: Running on an HPVM host.',
    guest: 'hpvminfo: Running inside an HPVM guest.',
    none: 'hpvminfo: Not on an HPVM guest, HPVM vPar or HPVM host',
  }[context.host.role];
  context.out(text);
  return 0;
}

/** `swlist`: comment lines, then bundles (published listings). */
export function swlist(context: CommandContext): CommandEnd {
  const { nodeName, bundles } = context.host;
  context.out('# Initializing...');
  context.out(`# Contacting target "${nodeName}"...`);
  context.out('#');
  context.out(`# Target:  ${nodeName}:/`);
  context.out('#');
  context.out('');
  context.out('#');
  context.out('# Bundle(s):');
  context.out('#');
  context.out('');
  for (const { name, revision, title } of bundles) context.out(`  ${name.padEnd(21)} ${revision.padEnd(14)} ${title}`);
  return 0;
}

/** `ps -e -o pid,user,args`; `-o` works only with UNIX95 set (published scripts). */
export function ps(context: CommandContext): CommandEnd {
  const words = context.args.join(' ');
  if (words.includes('-o') && context.environment['UNIX95'] === undefined) return refuseUsage(context, '-o');
  if (words !== '-e -o pid,user,args') return refuseUsage(context, context.args[0] ?? null);
  context.out('  PID USER     COMMAND');
  for (const { pid, user, args } of context.host.processes)
    context.out(`${String(pid).padStart(5)} ${user.padEnd(8)} ${args}`);
  return 0;
}
