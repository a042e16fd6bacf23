import { LACP_AGGREGATE } from '../../test/hosts/proven-plan-for';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { Plan, RevertPlan } from './plan-document';

function wayBackOf(plan: Plan): RevertPlan {
  if (plan.revert === null) throw new Error('the plan has no way back');
  return plan.revert;
}

const rows = (plan: Plan): readonly string[] =>
  wayBackOf(plan).steps.map(({ takesBack, title, due }) => [takesBack.join('+'), title, due].join(': '));

test('what nothing takes back ends the reach of the way back, and a plan that begins with it has none', () => {
  const added = { guest: 'test01', slot: '0,4', vswitch: 'vmlan0', adapter: 'lan' };
  expect(planFor({ guestNics: [added] }, quickStartHost()).revert).toBeNull();
  const plan = planFor({ guestNics: [added], vswitches: [{ name: 'web', uplink: 'lan3' }] }, quickStartHost());
  const last = plan.steps.at(-1);
  expect([last?.undo, wayBackOf(plan).guardedUntil]).toEqual([null, last?.id]);
});

test('a group is taken back by force, when its address is off, whatever the switch makes of its ports by then', () => {
  const commands = wayBackOf(planFor(LACP_AGGREGATE, quickStartHost())).steps.map(({ takesBack, command }) =>
    [takesBack.join('+'), ...command.slice(1)].join(' '),
  );
  expect(commands.slice(0, 7)).toEqual([
    's08 -S vmlan900 -h',
    's06 lan900 unplumb',
    's07 -d -S apa -c lan900 -A links=1 --force',
    's05 lan1 inet 192.1.4.205 netmask 255.255.255.0 up',
    's04 -d -S apa -c lan900 -A links=2 --force',
    's02 -a -A links=1,2 -A mode=LAN_MONITOR -c lan900 -f -S apa',
    's01 -b -S vmlan900',
  ]);
});

test('a port comes back to a failover group by force, and goes out of one again', () => {
  const ports = (names: readonly string[]): object => ({
    apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: names }],
  });
  const undo = (names: readonly string[]): readonly string[] =>
    planFor(ports(names), quickStartHost()).steps.flatMap(({ undo: commands }) =>
      (commands ?? []).map((command) => command.slice(1).join(' ')),
    );
  expect(undo(['lan1', 'lan2', 'lan3'])).toContain('-d -S apa -c lan900 -A links=3 --force');
  expect(undo(['lan1', 'lan3'])).toContain('-a -A links=2 -A mode=LAN_MONITOR -c lan900 -f -S apa');
});

test.each([
  ['MANUAL', ['s03 -a -A links=2,1 -A mode=MANUAL -A lb=LB_MAC -c lan900 -S apa']],
  [
    'LACP_AUTO',
    [
      's03 -s -A key=900 -A lb=LB_MAC -c lan900 -S apa',
      's03 -s -A mode=LACP_AUTO -A key=900 -c lan2 -S apa',
      's03 -s -A mode=LACP_AUTO -A key=900 -c lan1 -S apa',
    ],
  ],
])('an aggregate with an address gets the port first whose MAC address it had: %s', (mode, expected) => {
  const host = quickStartHost();
  const [addressed, ...others] = host.apaGroups;
  const mac = '0x00306e39815b';
  const group = { ...addressed, mode, loadBalancing: 'LB_MAC', mac };
  const netconf = host.netconf.map((each) =>
    each.address === '192.1.4.205' ? { ...each, interface: 'lan900' } : each,
  );
  const observed = { ...host, apaGroups: [group, ...others], netconf } as never;
  const wanted = { name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'] };
  const again = wayBackOf(planFor({ apaGroups: [wanted] }, observed)).steps.filter(({ takesBack }) =>
    takesBack.includes('s03'),
  );
  expect(again.map(({ takesBack, command }) => [...takesBack, ...command.slice(1)].join(' '))).toEqual(expected);
});

test('a plan without steps has no way back', () => {
  expect(planFor({ vswitches: [{ name: 'vmlan4', state: 'up' }] }, quickStartHost()).revert).toBeNull();
});

test('behind a reboot what was saved is taken back beneath no vswitch that the boot has brought up', () => {
  const host = quickStartHost();
  const vswitches = host.vswitches.map((each) =>
    each.name === 'vmlan900' ? { ...each, state: 'down' as const } : each,
  );
  const group = { name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2', 'lan3'] };
  const found = rows(planFor({ apaGroups: [group] }, { ...host, vswitches }));
  const saving = /^s\d+: (Halt|Boot) vswitch vmlan900: after-reboot$/;
  expect(found.filter((row) => saving.test(row))).toHaveLength(2);
  expect(found.findIndex((row) => row.includes('Halt'))).toBeLessThan(found.findIndex((row) => row.includes('lan3')));
  expect(found.findIndex((row) => row.includes('Boot'))).toBeGreaterThan(
    found.findIndex((row) => row.includes('lan3')),
  );
});

test('behind a reboot a vswitch that moves is taken down where the boot has brought it up', () => {
  const plan = planFor({ vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] }, quickStartHost());
  expect(rows(plan)).toEqual([
    's04: Halt vswitch vmlan0: now',
    's03: Halt vswitch vmlan0: after-reboot',
    's03: Remove vswitch vmlan0: always',
    's02: Create vswitch vmlan0 on lan0 again: always',
    's01: Boot vswitch vmlan0: always',
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
