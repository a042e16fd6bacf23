import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { Plan, RevertPlan } from './plan-document';

function wayBackOf(plan: Plan): RevertPlan {
  if (plan.revert === null) throw new Error('the plan has no way back');
  return plan.revert;
}

const rows = (plan: Plan): readonly string[] =>
  wayBackOf(plan).steps.map(({ takesBack, title, survivesReboot, onlyAfterReboot }) =>
    [takesBack.join('+'), title, onlyAfterReboot === true ? 'only' : survivesReboot ? 'also' : 'not'].join(': '),
  );

test('what nothing takes back ends the reach of the way back, and a plan that begins with it has none', () => {
  const added = { guest: 'test01', slot: '0,4', vswitch: 'vmlan0', adapter: 'lan' };
  expect(planFor({ guestNics: [added] }, quickStartHost()).revert).toBeNull();
  const plan = planFor({ guestNics: [added], vswitches: [{ name: 'web', uplink: 'lan3' }] }, quickStartHost());
  const last = plan.steps.at(-1);
  expect([last?.undo, wayBackOf(plan).guardedUntil]).toEqual([null, last?.id]);
});

test('a plan without steps has no way back', () => {
  expect(planFor({ vswitches: [{ name: 'vmlan4', state: 'up' }] }, quickStartHost()).revert).toBeNull();
});

test('behind a reboot a vswitch that moves is taken down where the boot has brought it up', () => {
  const plan = planFor({ vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] }, quickStartHost());
  expect(rows(plan)).toEqual([
    's04: Halt vswitch vmlan0: not',
    's03: Halt vswitch vmlan0: only',
    's03: Remove vswitch vmlan0: also',
    's02: Create vswitch vmlan0 on lan0 again: also',
    's02: Boot vswitch vmlan0: only',
    's01: Boot vswitch vmlan0: not',
  ]);
});

test('the way back interrupts what it halts, and says for how long', () => {
  const { outages } = wayBackOf(
    planFor({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 30 }] }, quickStartHost()),
  );
  const halts = outages.filter(({ address }) => address === 'vswitch.vmlan4');
  expect(halts.map(({ fromStep, toStep, guests }) => `${fromStep} ${toStep} ${guests.join()}`)).toEqual([
    'r02 r03 db01,web01',
    'r07 r08 db01,web01',
  ]);
});

test('what was ours before stays ours when a claim of it is taken back', () => {
  const web = { vswitches: [{ name: 'web', uplink: 'lan3' }] };
  const owners = (ownedAddresses: readonly string[]): readonly unknown[] =>
    wayBackOf(planFor(web, quickStartHost({ ownedAddresses }))).steps.flatMap(({ ownership }) => ownership ?? []);
  expect(owners([])).toEqual([{ action: 'release', address: 'vswitch.web' }]);
  expect(owners(['vswitch.web'])).toEqual([]);
});
