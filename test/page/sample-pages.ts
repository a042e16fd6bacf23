import type { Plan } from '../../src/plan/plan-document';
import { planPage } from '../../src/review/page/plan-page';
import { ruleCitations } from '../../src/workflow/safety-rules';
import { changeOfGuests, hostOfGuests } from '../hosts/host-of-guests';
import { planFor } from '../hosts/plan-for';
import { LACP_AGGREGATE, provenPlanFor } from '../hosts/proven-plan-for';

/** The plan of the quick start, as a page: an aggregate, a VLAN, a new vswitch with a new NIC. */
export function smallPlan(): Plan {
  return provenPlanFor({
    ...LACP_AGGREGATE,
    vswitches: [
      { name: 'vmlan3', uplink: 'lan3', state: 'up' },
      { name: 'vmlan4', uplink: 'lan4' },
      { name: 'vmlan900', uplink: 'lan900' },
    ],
    guestNics: [
      { guest: 'web01', slot: '0,1', vswitch: 'vmlan4', vlanId: 120 },
      { guest: 'web01', slot: '0,3', vswitch: 'vmlan3', adapter: 'avio_lan' },
    ],
  });
}

/** A plan for a host with that many guests, half of which it interrupts. */
export function planForGuests(count: number): Plan {
  const host = hostOfGuests(count);
  return planFor(changeOfGuests(host), host);
}

/** Plans as a page, with the host that each of them holds. */
export function pageOf(...plans: readonly Plan[]): string {
  return planPage(
    plans.map((plan) => ({ plan, observed: plan.snapshot })),
    ruleCitations(),
  );
}
