import type { Plan } from '../../../src/plan/plan-document';
import { interpretCommand } from '../../../src/simulator/command-interpreter';
import { outstandingHazards } from '../../../src/simulator/outstanding-hazards';
import type { SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import { OPERATOR_PORT } from './seen-host';

/** Command of a second operator who changes what the plan was made from; undefined where there is nothing harmless of the kind. */
export function commandOnFootprint(plan: Plan, state: SimulatedHostState): readonly string[] | undefined {
  const subjects = new Set(plan.basis.footprint.map(({ path }) => path.split('/')[0] ?? ''));
  const tags = state.vswitches
    .filter(({ name }) => subjects.has(`vswitch.${name}`) && name !== 'localnet')
    .map(({ name }) => ['/opt/hpvm/bin/hpvmnet', '-S', name, '-u', `portid:${OPERATOR_PORT}:vlanid:77`]);
  const offloads = state.nics
    .filter(({ name }) => subjects.has(`lanInterface.${name}`))
    .map(({ name }) => {
      const isOff = state.running.nicAttributes[name]?.rx_cko === 'off';
      return ['/usr/sbin/nwmgr', '-s', '-A', `rx_cko=${isOff ? 'on' : 'off'}`, '-c', name];
    });
  return [...tags, ...offloads].find((argv) => isHarmless(state, argv));
}

function isHarmless(state: SimulatedHostState, argv: readonly string[]): boolean {
  const after = afterCommands(state, [argv]);
  const isOne = (host: SimulatedHostState): number => outstandingHazards(host).length + host.hazards.length;
  return after !== state && isOne(after) <= isOne(state);
}

/** Command of a second operator that has nothing to do with any plan. */
export function commandElsewhere(): readonly string[] {
  return ['/opt/hpvm/bin/hpvmnet', '-c', '-S', 'opnet'];
}

/** The state behind these commands, with every question answered with yes; one that is refused changes nothing. */
export function afterCommands(state: SimulatedHostState, commands: readonly (readonly string[])[]): SimulatedHostState {
  let now = state;
  for (const argv of commands) {
    const result = interpretCommand(now, { argv, answers: ['y', 'y'] });
    if (result.kind === 'done') now = result.state;
  }
  return now;
}
