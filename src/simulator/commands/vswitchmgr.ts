import type { CommandContext, CommandEnd } from '../command-context';
import { uplinksByVswitch, VSWITCH_MANAGER, VSWITCH_MANAGER_PID } from '../vswitchmgr';
import { refuseUsage } from './refusal';

/**
 * `/sbin/init.d/vswitchmgr start|stop|restart` of the Serviceguard toolkit: works on the vswitches that it found when it started,
 * and must not be started twice. Which LAN interfaces are a pair is not simulated. (HP Serviceguard Toolkit for Integrity
 * Virtual Servers User Guide, June 2013, p. 35; that it ends at `stop` is inferred.)
 */
export function vswitchmgr(context: CommandContext): CommandEnd {
  const [action = '', ...rest] = context.args;
  if (rest.length > 0 || !['start', 'stop', 'restart'].includes(action)) return refuseUsage(context, action);
  if (action !== 'start') stop(context);
  return action === 'stop' ? 0 : start(context);
}

function start(context: CommandContext): CommandEnd {
  const { host } = context;
  if (host.processes.some(({ args }) => args === VSWITCH_MANAGER))
    context.hazard('second-vswitchmgr', 'the vswitch manager was started while one was running');
  const vswitches = uplinksByVswitch(host);
  if (Object.keys(vswitches).length === 0) {
    context.out('Info: No vswitch has been configured');
    return 0;
  }
  const pid = Math.max(...host.processes.map((process) => process.pid)) + 1;
  host.processes.push({ pid, user: 'root', args: VSWITCH_MANAGER });
  host.files[VSWITCH_MANAGER_PID] = `${String(pid)}\n`;
  host.managedVswitches = vswitches;
  return 0;
}

function stop({ host }: CommandContext): void {
  host.processes = host.processes.filter(({ args }) => args !== VSWITCH_MANAGER);
  host.files = Object.fromEntries(Object.entries(host.files).filter(([path]) => path !== VSWITCH_MANAGER_PID));
  delete host.managedVswitches;
}
