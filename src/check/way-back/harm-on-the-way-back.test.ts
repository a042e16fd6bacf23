import { stepOf } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { harmOnTheWayBack, type HarmOnTheWayBack } from './harm-on-the-way-back';

/** lan901 is an aggregate of these ports, lan4 ten times as fast as lan3. */
function hostWith(ports: readonly string[]): ObservedHost {
  const host = quickStartHost();
  return quickStartHost({
    apaGroups: host.apaGroups.map((group) =>
      group.name === 'lan901' ? { ...group, ports, mode: 'MANUAL', loadBalancing: 'LB_MAC' } : group,
    ) as never,
    lanInterfaces: host.lanInterfaces.map((nic) =>
      ports.includes(nic.name) ? { ...nic, aggregate: 'lan901' } : nic,
    ) as never,
    vswitches: [],
    guestNics: [],
    addresses: [],
  });
}

const leave = (ppa: string): string => `nwmgr -d -S apa -c lan901 -A links=${ppa}`;
const join = (ppa: string): string => `nwmgr -a -A links=${ppa} -A mode=MANUAL -c lan901 -S apa`;

/** `back`: the place of the step that each command takes back, and the command. */
function harm(
  ports: readonly string[],
  plan: readonly string[],
  back: readonly (readonly [number, string])[],
): HarmOnTheWayBack | undefined {
  return harmOnTheWayBack(hostWith(ports), {
    reached: plan.map((line, place) => stepOf(line, place)),
    back: back.map(([since, line], index) => ({
      id: `r0${String(index + 1)}`,
      action: stepOf(line).action,
      since,
      isDueAtOnce: true,
      isDueAfterReboot: false,
      looksFirst: false,
      onlyBehind: null,
    })),
  });
}

test('a way back on which ports of two speeds are in one aggregate is found', () => {
  const swap = [leave('3'), join('4')];
  expect(harm(['lan3'], swap, [[1, leave('4')], [0, join('3')]])).toBeUndefined(); // prettier-ignore
  expect(
    harm(['lan3'], swap, [
      [0, join('3')],
      [1, leave('4')],
    ]),
  ).toEqual({
    // prettier-ignore
    clause: 'mixed-speed-ports',
    harm: 'lan3 joins lan901 with 1000 Mbit/s beside 10000 of lan4',
    after: 's02',
    step: 'r01',
  });
});

test('one that comes back to ports of two speeds, which the plan has found so, is none', () => {
  expect(harm(['lan3', 'lan4'], [leave('3')], [[0, join('3')]])).toBeUndefined();
  // Of the others that the plan found nothing else is let pass.
  expect(harm(['lan3', 'lan0'], [leave('3'), join('4')], [[0, join('3')], [1, leave('4')]])?.step).toBe('r01'); // prettier-ignore
});
