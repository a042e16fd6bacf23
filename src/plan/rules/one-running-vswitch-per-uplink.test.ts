import { planByRules, restartOf, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { oneRunningVswitchPerUplink as rule } from './one-running-vswitch-per-uplink';

const ID = 'one-running-vswitch-per-uplink';
const GROUND =
  'As recalled, several vswitches may be defined on an interface and one of them is booted; every published listing shows one for each interface. The boot may be refused, and the plan would stop there.';

const summaries = (vswitches: readonly object[], host: Partial<ObservedHost> = {}): readonly string[] =>
  said(planByRules([rule], { vswitches }, host)).map(({ summary }) => summary);
const both = (vswitch: string, uplink: string, others: string): string =>
  `vswitch ${vswitch} boots on ${uplink}, on which ${others} is to be up as well`;
const between = (vswitch: string, uplink: string, others: string): string =>
  `vswitch ${vswitch} boots on ${uplink}, and ${others}, which is up on it now, goes down in the same plan`;
const withVswitch = (name: string, changes: object): Pick<ObservedHost, 'vswitches'> => ({
  vswitches: quickStartHost().vswitches.map((each) => (each.name === name ? { ...each, ...changes } : each)),
});

test('it is a warning, on recalled ground', () => {
  expect(rule).toMatchObject({ id: ID, severity: 'warning', basis: 'recalled' });
});

test('a vswitch that boots where another one is up is warned of, declared or only observed', () => {
  expect(said(planByRules([rule], { vswitches: [{ name: 'web', uplink: 'lan4' }] }))).toEqual([
    warningDiagnostic(
      ID,
      both('web', 'lan4', 'vmlan4'),
      `${GROUND} Use one vswitch for both, with port VLANs where their networks differ, or another interface for one of them.`,
      'vswitch.web',
    ),
  ]);
});

test('of several that boot on one interface, the first by name tells of all', () => {
  const lists = [
    { name: 'web', uplink: 'lan3' },
    { name: 'db', uplink: 'lan3' },
    { name: 'vmlan4', uplink: 'lan3' },
  ];
  expect(summaries(lists)).toEqual([both('db', 'lan3', 'vmlan4, web')]);
});

test('one that is up there already does not tell, whatever its name', () => {
  expect(summaries([{ name: 'web', uplink: 'lan0' }])).toEqual([both('web', 'lan0', 'vmlan0')]);
  expect(summaries([{ name: 'a', uplink: 'lan0' }])).toEqual([both('a', 'lan0', 'vmlan0')]);
});

test('a restart boots there as well', () => {
  const plan = planByRules(
    [rule, restartOf('vmlan4')],
    { vswitches: [{ name: 'web', uplink: 'lan3' }] },
    withVswitch('vmlan0', { uplink: 'lan4' }),
  );
  expect(said(plan).map(({ summary }) => summary)).toEqual([both('vmlan4', 'lan4', 'vmlan0')]);
});

test('one that stays down is no matter, whichever of the two', () => {
  expect(summaries([{ name: 'web', uplink: 'lan4', state: 'down' }])).toEqual([]);
  expect(summaries([{ name: 'web', uplink: 'lan4' }], withVswitch('vmlan4', { state: 'down' }))).toEqual([]);
});

test('one in an unknown state may be up', () => {
  expect(summaries([{ name: 'web', uplink: 'lan4' }], withVswitch('vmlan4', { state: 'unknown' }))).toEqual([
    both('web', 'lan4', 'vmlan4'),
  ]);
});

test('interfaces of their own, and guest-only vswitches, are none of it', () => {
  expect(summaries([{ name: 'web', uplink: 'lan3' }])).toEqual([]);
  expect(summaries([{ name: 'inner', uplink: null }])).toEqual([]);
});

test('two that are up already are no news to a plan that boots neither', () => {
  const host = withVswitch('vmlan0', { uplink: 'lan4' });
  expect(summaries([{ name: 'web', uplink: 'lan3' }], host)).toEqual([]);
  expect(summaries([{ name: 'vmlan0', uplink: 'lan3' }], host)).toEqual([]);
});

test('a vswitch that boots while another one on the interface goes down in the same plan may meet it', () => {
  const goes = { name: 'vmlan4', state: 'down' };
  const plan = planByRules([rule], { vswitches: [{ name: 'web', uplink: 'lan4' }, goes] });
  expect(titlesOf(plan)).toContain('Halt vswitch vmlan4');
  expect(said(plan)).toEqual([
    warningDiagnostic(
      ID,
      between('web', 'lan4', 'vmlan4'),
      `No order between the two is demanded, so both may be up for a while. ${GROUND} Where the steps boot web first, make two plans instead: one that takes vmlan4 down, and one that goes on from there.`,
      'vswitch.web',
    ),
  ]);
});

test('a vswitch that moves off the interface, or is removed, goes down there', () => {
  expect(summaries([{ name: 'web', uplink: 'lan0' }], { ownedAddresses: ['vswitch.vmlan0'], guestNics: [] })).toEqual([
    between('web', 'lan0', 'vmlan0'),
  ]);
  const moved = [
    { name: 'web', uplink: 'lan4' },
    { name: 'vmlan4', uplink: 'lan3' },
  ];
  expect(summaries(moved)).toEqual([between('web', 'lan4', 'vmlan4')]);
});

test('one that was down, or only moves to the interface, has not been up there', () => {
  const goes = { name: 'vmlan4', uplink: 'lan3' };
  expect(summaries([{ name: 'web', uplink: 'lan4' }, goes], withVswitch('vmlan4', { state: 'down' }))).toEqual([]);
  expect(
    summaries([
      { name: 'web', uplink: 'lan3' },
      { name: 'vmlan4', uplink: 'lan3', state: 'down' },
    ]),
  ).toEqual([]);
});

test('two that were up together show that they can be, when one is restarted and the other goes', () => {
  const host = withVswitch('vmlan0', { uplink: 'lan4' });
  const restarted = {
    vswitches: [{ name: 'vmlan0', state: 'down' }],
    guestNics: [],
  };
  const plan = planByRules([rule, restartOf('vmlan4')], restarted, host);
  expect(titlesOf(plan)).toContain('Boot vswitch vmlan4');
  expect(said(plan)).toEqual([]);
});
