import fc from 'fast-check';
import { createSimulatedHost, type SimulatedHost } from '../../src/simulator/simulated-host';
import type { Assumptions } from '../../src/simulator/assumptions';
import { checkPlan } from '../../src/check/check-plan';
import { planFor } from '../hosts/plan-for';
import { carryOut } from '../simulation/carry-out';
import { observeSimulated } from '../simulation/observe-simulated';
import { wideHost } from './wide-host';

/** NICs of the two stopped guests, and places that they may have. */
const NICS = ['test01 0,1', 'test01 0,2', 'test01 0,3', 'test02 0,1', 'test02 0,2', 'test02 0,3'];
const PLACES = [1, 2, 3, 4].flatMap((port) => [`vmlan0 ${String(port)}`, `vmlan900 ${String(port + 10)}`]);
const VLANS = [null, null, 20, 30];

interface Placed {
  readonly guest: string;
  readonly slot: string;
  readonly adapter: 'lan';
  readonly vswitch: string;
  readonly port: number;
  readonly vlanId: number | null;
}

const placement: fc.Arbitrary<readonly Placed[]> = fc
  .record({
    places: fc.shuffledSubarray(PLACES, { minLength: NICS.length, maxLength: NICS.length }),
    vlans: fc.array(fc.constantFrom(...VLANS), { minLength: NICS.length, maxLength: NICS.length }),
  })
  .map(({ places, vlans }) =>
    NICS.map((nic, index) => {
      const [guest = '', slot = ''] = nic.split(' ');
      const [vswitch = '', port = ''] = (places[index] ?? '').split(' ');
      return { guest, slot, adapter: 'lan', vswitch, port: Number(port), vlanId: vlans[index] ?? null };
    }),
  );

async function hostWith(freedPortVlan: Assumptions['freedPortVlan'], nics: readonly Placed[]): Promise<SimulatedHost> {
  const state = wideHost().state();
  const guests = state.guests.map((guest) => (guest.name.startsWith('test') ? { ...guest, nics: [] } : guest));
  const host = createSimulatedHost({ ...state, guests, assumptions: { ...state.assumptions, freedPortVlan } });
  const plan = planFor({ guestNics: nics }, await observeSimulated(host));
  await carryOut(plan, host, []);
  return host;
}

test.each(['dropped', 'kept'] as const)(
  "NICs of stopped guests take over one another's ports in any way, where the VLAN of a freed port is %s",
  async (freedPortVlan) => {
    let moves = 0;
    await fc.assert(
      fc.asyncProperty(placement, placement, async (before, after) => {
        const host = await hostWith(freedPortVlan, before);
        const plan = planFor({ guestNics: after }, await observeSimulated(host));
        if (plan.status === 'no-op') return;
        expect(plan.status).toBe('ready');
        expect(checkPlan(plan).status).toBe('proven');
        moves += plan.steps.filter((step) => step.title.includes('aside')).length;
        const { failures, hazards } = await carryOut(plan, host, []);
        expect({ failures, hazards }).toEqual({ failures: [], hazards: [] });
        expect(planFor({ guestNics: after }, await observeSimulated(host)).changes).toEqual([]);
        for (const step of [...plan.steps].reverse()) {
          for (const command of step.undo ?? []) expect(await host.run(command)).toMatchObject({ exitStatus: 0 });
        }
        expect(planFor({ guestNics: before }, await observeSimulated(host)).changes).toEqual([]);
      }),
      { numRuns: 40 },
    );
    expect(moves).toBeGreaterThan(5);
  },
  300_000,
);
