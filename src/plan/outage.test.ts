import type { ObservedHost } from '../model/observed-host';
import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { Plan } from './plan-document';

function plan(lists: object, changes: Partial<ObservedHost> = {}): Plan {
  return planFor(lists, quickStartHost(changes));
}

/** Address, steps, guests and cause of each interruption. */
function gist(made: Plan): readonly string[] {
  return made.outages.map(({ address, fromStep, toStep, guests, cause, isPermanent }) =>
    [
      address,
      isPermanent === true ? `${fromStep} for good` : `${fromStep}-${toStep}`,
      `[${guests.join(', ')}]`,
      ...(cause === undefined ? [] : [`by ${cause}`]),
    ].join(' '),
  );
}

const quickStart = quickStartHost();

/** vmlan900 gets its uplink rebuilt, so that it is halted. */
const REBUILD = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] };

describe('interruptions of guest NICs', () => {
  test('every NIC of a running guest on a halted vswitch is listed, with the vswitch as its cause', () => {
    const made = plan(REBUILD);
    expect(made.status).toBe('ready');
    expect(gist(made).filter((line) => !line.startsWith('apaGroup.'))).toEqual([
      'vswitch.vmlan900 s01-s08 [app01, db01]',
      'guestNic.app01:0,1 s01-s08 [app01] by vswitch.vmlan900',
      'guestNic.db01:0,1 s01-s08 [db01] by vswitch.vmlan900',
    ]);
    const [vswitch, nic] = made.outages;
    expect(nic?.seconds).toEqual(vswitch?.seconds);
  });

  test('a guest that is off is not interrupted; one in an unknown state is', () => {
    const guests = (state: 'off' | 'unknown'): ObservedHost['guests'] =>
      quickStart.guests.map((guest) => (guest.name === 'app01' ? { ...guest, state } : guest));
    expect(gist(plan(REBUILD, { guests: guests('off') })).filter((line) => line.includes('app01'))).toEqual([]);
    expect(gist(plan(REBUILD, { guests: guests('unknown') }))).toContain(
      'guestNic.app01:0,1 s01-s08 [app01] by vswitch.vmlan900',
    );
  });

  test('what was down before the plan is not interrupted by it', () => {
    const vswitches = quickStart.vswitches.map((vswitch) =>
      vswitch.name === 'vmlan900' ? { ...vswitch, state: 'down' as const } : vswitch,
    );
    expect(gist(plan({ vswitches: [{ name: 'vmlan900', state: 'up' }] }, { vswitches }))).toEqual([]);
  });

  test('a NIC that is replaced has one interruption of its own', () => {
    expect(gist(plan({ guestNics: [{ guest: 'web01', slot: '0,1', mac: '0x660000000001' }] }))).toEqual([
      'guestNic.web01:0,1 s01-s02 [web01]',
    ]);
  });

  test('a NIC of a stopped guest is listed while it is half replaced, and interrupts nobody', () => {
    expect(gist(plan({ guestNics: [{ guest: 'test01', slot: '0,1', mac: '0x660000000001' }] }))).toEqual([
      'guestNic.test01:0,1 s01-s02 []',
    ]);
  });

  test('a NIC of a stopped guest that goes for good interrupts nobody; one of a running guest does', () => {
    const owned = (...ownedAddresses: readonly string[]) => plan({ guestNics: [] }, { ownedAddresses });
    expect(owned('guestNic.test01:0,1')).toMatchObject({ status: 'ready', outages: [] });
    expect(gist(owned('guestNic.web01:0,1'))).toEqual(['guestNic.web01:0,1 s01 for good [web01]']);
  });

  test('a vswitch that goes down for good interrupts its NICs for good', () => {
    expect(gist(plan({ vswitches: [{ name: 'vmlan900', state: 'down' }] }))).toEqual([
      'vswitch.vmlan900 s01 for good [app01, db01]',
      'guestNic.app01:0,1 s01 for good [app01] by vswitch.vmlan900',
      'guestNic.db01:0,1 s01 for good [db01] by vswitch.vmlan900',
    ]);
  });

  test('a vswitch without running guests is listed while it is down, and not when it stays down', () => {
    expect(gist(plan({ vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] }))).toEqual(['vswitch.vmlan0 s01-s04 []']);
    expect(gist(plan({ vswitches: [{ name: 'vmlan0', state: 'down' }] }))).toEqual([]);
  });

  test('lasts from the start of its first step to the end of its last', () => {
    const made = plan(REBUILD);
    const inside = made.steps.slice(0, 8);
    const sum = (of: 'min' | 'expected' | 'max'): number =>
      Math.round(inside.reduce((total, step) => total + step.durationSeconds[of], 0) * 10) / 10;
    expect(made.outages.find((outage) => outage.address === 'vswitch.vmlan900')).toMatchObject({
      fromStep: inside[0]?.id,
      toStep: inside.at(-1)?.id,
      seconds: { min: sum('min'), expected: sum('expected'), max: sum('max') },
      basis: 'assumed',
    });
  });
});
