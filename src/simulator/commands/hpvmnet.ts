import { hasOption, optionValue, parseOptions, type OptionKind } from '../command-arguments';
import type { CommandContext, CommandEnd } from '../command-context';
import type { Draft } from '../draft';
import type { SimulatedVswitch } from '../simulated-host-state';
import { UNVERIFIED } from '../unverified-text';
import { printPort, printPorts, printVswitches } from './hpvmnet-listing';
import { bootVswitch, createVswitch, deleteVswitch, haltVswitch, resetVswitch } from './hpvmnet-lifecycle';
import { setPortVlan } from './hpvmnet-port-vlan';
import { refuse, refuseUsage } from './refusal';

const OPTIONS = Object.fromEntries<OptionKind>([
  ...['-c', '-b', '-h', '-d', '-r', '-Q', '-V', '-v'].map((option) => [option, 'none'] as const),
  ...['-S', '-s', '-n', '-u', '-p'].map((option) => [option, 'required'] as const),
]);

const ACTIONS = {
  '-b': bootVswitch,
  '-h': haltVswitch,
  '-d': deleteVswitch,
  '-r': resetVswitch,
} as const;

/**
 * hpvmnet(1M), Integrity VM 4.x: list, create, boot, halt, delete, reset, and set port VLANs. Verified forms: vPars and
 * Integrity VM V6.3 Administrator Guide p. 118 and 122, and published sessions; `-d`, `-p`, `-s` and `-Q` are remembered.
 */
export function hpvmnet(context: CommandContext): CommandEnd {
  const options = parseOptions(context.args, OPTIONS);
  if (options.unknown !== null || options.operands.length > 0) {
    return refuseUsage(context, options.unknown ?? options.operands[0] ?? null);
  }
  if (hasOption(options, '-Q') && !context.host.assumptions.acceptsNoQuestionsOption) return refuseUsage(context, '-Q');
  const name = optionValue(options, '-S');
  const number = optionValue(options, '-s');
  if (hasOption(options, '-c')) return createVswitch(context, name, optionValue(options, '-n'));
  const actions = (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).filter((option) => hasOption(options, option));
  const portVlan = optionValue(options, '-u');
  if (name === undefined && number === undefined) {
    if (actions.length > 0 || portVlan !== undefined) return refuseUsage(context, null);
    printVswitches(context, context.host.vswitches);
    return 0;
  }
  const vswitch = context.host.vswitches.find((each) => each.name === name || String(each.number) === number);
  if (vswitch === undefined) return refuse(context, UNVERIFIED.noSuchVswitch(name ?? number ?? ''));
  if (portVlan !== undefined) return setPortVlan(context, vswitch, portVlan);
  const [action, second] = actions;
  if (second !== undefined) return refuseUsage(context, second);
  if (action !== undefined) return ACTIONS[action](context, vswitch, hasOption(options, '-Q'));
  return show(context, vswitch, optionValue(options, '-p'));
}

function show(context: CommandContext, vswitch: Draft<SimulatedVswitch>, port: string | undefined): number {
  if (port !== undefined && port !== 'all') {
    printPort(context, vswitch, Number(port));
    return 0;
  }
  printVswitches(context, [vswitch]);
  printPorts(context, vswitch);
  return 0;
}
