import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { SCENARIOS } from '../../src/simulator/scenario';
import { LACP_AGGREGATE, provenPlanFor } from '../hosts/proven-plan-for';
import { beginningsTakenBack } from './take-back';

test('a failover group comes back although the switch still has its ports in a trunk', async () => {
  const state = createSimulatedHost(SCENARIOS.vmhost1).state();
  const start = { ...state, assumptions: { ...state.assumptions, portsReachOneAnother: 'never' as const } };
  for (const boots of [false, true]) {
    const { beginnings, faults } = await beginningsTakenBack(provenPlanFor(LACP_AGGREGATE), start, {
      owned: [],
      boots,
    });
    expect([beginnings > 6, faults]).toEqual([true, []]);
  }
});
