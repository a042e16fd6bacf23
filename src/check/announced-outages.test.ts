import { stepOf } from '../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { ObservedHost } from '../model/observed-host';
import type { Outage, Plan } from '../plan/plan-document';
import { wrongOutages } from './announced-outages';

const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';
const WAIT = 'nwmgr -s -A rx_cko=off -c lan3';
const COMMANDS = [WAIT, HALT, WAIT, BOOT];

/** Steps of these commands, each of which takes 1 to 4 seconds and is expected to take 2, with these announcements. */
function said(
  outages: readonly Outage[],
  commands: readonly string[] = COMMANDS,
  changes: Partial<ObservedHost> = {},
): readonly string[] {
  const durationSeconds = { min: 1, expected: 2, max: 4, basis: 'assumed' };
  const plan = { outages, steps: commands.map(() => ({ durationSeconds })) } as unknown as Plan;
  return wrongOutages(plan, quickStartHost(changes), commands.map(stepOf));
}

function outage(address: string, guests: readonly string[], changes: Partial<Outage> = {}): Outage {
  const seconds = { min: 3, expected: 6, max: 12 };
  return { address, guests, fromStep: 's02', toStep: 's04', seconds, basis: 'assumed', ...changes };
}

const VSWITCH = outage('vswitch.vmlan4', ['db01', 'web01']);
const DB01 = outage('guestNic.db01:0,2', ['db01']);
const WEB01 = outage('guestNic.web01:0,1', ['web01']);
const ALL = [VSWITCH, DB01, WEB01];

test('a plan that announces what its commands interrupt is right', () => {
  expect(said(ALL)).toEqual([]);
  expect(said([{ ...VSWITCH, guests: ['web01', 'db01'] }, DB01, WEB01])).toEqual([]);
});

test('guests are the same in whatever order the host and the plan list them', () => {
  const commands = [WAIT, 'hpvmnet -S vmlan900 -h', WAIT, 'hpvmnet -b -S vmlan900'];
  const guests = ['db01', 'app01'];
  const nics = [outage('guestNic.db01:0,1', ['db01']), outage('guestNic.app01:0,1', ['app01'])];
  expect(said([outage('vswitch.vmlan900', guests), ...nics], commands)).toEqual([]);
  expect(said([outage('vswitch.vmlan900', [...guests].reverse()), ...nics], commands)).toEqual([]);
});

test('an interruption that is not announced is told', () => {
  expect(said([VSWITCH, DB01])).toEqual(['guestNic.web01:0,1 is interrupted from s02 on, which the plan does not say']);
  expect(said([DB01, WEB01])).toEqual(['vswitch.vmlan4 is interrupted from s02 on, which the plan does not say']);
});

test('an interruption that does not happen is told, unless it cuts nobody off', () => {
  expect(said([...ALL, outage('vswitch.vmlan900', ['app01'])])).toEqual([
    'vswitch.vmlan900 is not interrupted from s02 on, although the plan says so',
  ]);
  expect(said([...ALL, outage('vswitch.vmlan900', [])])).toEqual([]);
  expect(said([...ALL, { ...VSWITCH, fromStep: 's03' }])).toEqual([
    'vswitch.vmlan4 is not interrupted from s03 on, although the plan says so',
  ]);
});

test('an interruption that begins with another step is told both ways', () => {
  expect(said([{ ...VSWITCH, fromStep: 's01' }, DB01, WEB01])).toEqual([
    'vswitch.vmlan4 is not interrupted from s01 on, although the plan says so',
    'vswitch.vmlan4 is interrupted from s02 on, which the plan does not say',
  ]);
});

test('an interruption that ends with another step, or not at all, is told', () => {
  expect(said([{ ...VSWITCH, toStep: 's03' }, DB01, WEB01])).toEqual([
    'the interruption of vswitch.vmlan4 ends with s04, and the plan says s03',
  ]);
  expect(said([{ ...VSWITCH, isPermanent: true }, DB01, WEB01])).toEqual([
    'the interruption of vswitch.vmlan4 ends with s04, and the plan says s04',
  ]);
});

test('an interruption for good is announced as one', () => {
  const forGood = ALL.map((each): Outage => ({ ...each, toStep: 's02', isPermanent: true }));
  expect(said(forGood, [WAIT, HALT])).toEqual([]);
  expect(said([{ ...VSWITCH, toStep: 's02' }, ...forGood.slice(1)], [WAIT, HALT])).toEqual([
    'vswitch.vmlan4 is interrupted for good, which the plan does not say',
  ]);
});

test('guests that are cut off are named', () => {
  expect(said([{ ...VSWITCH, guests: ['db01'] }, DB01, WEB01])).toEqual([
    'vswitch.vmlan4 cuts off db01, web01, and the plan says db01',
  ]);
  expect(said([{ ...VSWITCH, guests: [] }, DB01, WEB01])).toEqual([
    'vswitch.vmlan4 cuts off db01, web01, and the plan says nobody',
  ]);
  const commands = [WAIT, 'ifconfig lan900 unplumb'];
  const address = outage('apaGroup.lan900', ['db01', 'app01'], { toStep: 's02', isPermanent: true });
  expect(said([address], commands)).toEqual(['apaGroup.lan900 cuts off nobody, and the plan says db01, app01']);
  expect(said([{ ...address, guests: [] }], commands)).toEqual([]);
  expect(said([], commands)).toEqual(['apaGroup.lan900 is interrupted from s02 on, which the plan does not say']);
});

test('a guest with several NICs on a vswitch is named once', () => {
  const guestNics = quickStartHost().guestNics.map((nic) => ({ ...nic, guest: 'db01' as never }));
  const twice = [{ ...VSWITCH, guests: ['db01'] }, DB01, outage('guestNic.db01:0,1', ['db01'])];
  expect(said(twice, COMMANDS, { guestNics })).not.toContainEqual(expect.stringContaining('vswitch.vmlan4 cuts off'));
});

test('a vswitch that no running guest uses need not be announced, and may be', () => {
  const commands = [WAIT, 'hpvmnet -S vmlan0 -h', WAIT, 'hpvmnet -b -S vmlan0'];
  expect(said([], commands)).toEqual([]);
  expect(said([outage('vswitch.vmlan0', [])], commands)).toEqual([]);
});

test('how long it takes is told when it differs by more than rounding does', () => {
  const lasting = (seconds: Partial<Outage['seconds']>): readonly string[] =>
    said([{ ...VSWITCH, seconds: { ...VSWITCH.seconds, ...seconds } }, DB01, WEB01]);
  const wrong = (real: string, name: string, told: string): string =>
    `vswitch.vmlan4 is interrupted for ${real} s (${name}), and the plan says ${told}`;
  expect(lasting({ min: 2 })).toEqual([wrong('3.0', 'min', '2')]);
  expect(lasting({ expected: 8 })).toEqual([wrong('6.0', 'expected', '8')]);
  expect(lasting({ max: 8 })).toEqual([wrong('12.0', 'max', '8')]);
  expect(lasting({ min: 0, max: 0 })).toEqual([wrong('3.0', 'min', '0'), wrong('12.0', 'max', '0')]);
  expect(lasting({ expected: 6.1 })).toEqual([]);
  expect(lasting({ expected: 5.9 })).toEqual([]);
  expect(lasting({ expected: 6.2 })).toEqual([wrong('6.0', 'expected', '6.2')]);
});

test('each of several interruptions of one vswitch is told by the step that begins it', () => {
  const commands = [HALT, BOOT, HALT, BOOT];
  const twice = ALL.flatMap((each) =>
    [
      ['s01', 's02'],
      ['s03', 's04'],
    ].map(([fromStep = '', toStep = '']): Outage => ({
      ...each,
      fromStep,
      toStep,
      seconds: { min: 2, expected: 4, max: 8 },
    })),
  );
  expect(said(twice, commands)).toEqual([]);
  expect(said(twice.slice(0, 5), commands)).toEqual([
    'guestNic.web01:0,1 is interrupted from s03 on, which the plan does not say',
  ]);
});
