import { LACP_AGGREGATE, provenPlanFor } from '../../test/hosts/proven-plan-for';
import type { StepReport } from '../execute/execution-report';
import type { Diagnostic } from '../model/diagnostic';
import { switchPortsLeft } from './switch-ports-left';

const PLAN = provenPlanFor(LACP_AGGREGATE);

/** What is told when the first steps of the plan were begun. */
function toldAfter(last: string): readonly Diagnostic[] {
  const steps = PLAN.steps.map(({ id }) => ({ id, status: id <= last ? 'done' : 'not-run' }) as StepReport);
  return switchPortsLeft(PLAN, { steps });
}

test('a run that is taken back tells that the switch is not, and how to look', () => {
  const [told, ...others] = toldAfter('s08');
  expect([told?.severity, told?.code, others]).toEqual(['warning', 'switch-not-taken-back', []]);
  expect(told?.summary).toBe(
    'the switch ports of lan1, lan2 were not taken back: they belong in no trunk, and may still be in the LACP_AUTO trunk of lan900',
  );
  expect(told?.detail).toContain('lan900 was made again with -f, which overrides the test');
  expect(told?.detail).toContain('"/usr/sbin/nwmgr -v -S apa -I 900"');
  expect(told?.detail).toContain('"/usr/sbin/nwmgr -c lan1 -S apa" and "/usr/sbin/nwmgr -c lan2 -S apa"');
});

test('nothing is told when the group was not touched yet', () => {
  expect(toldAfter('s01')).toEqual([]);
  expect(toldAfter('s02')).toHaveLength(1);
});

test('ports that belong in a trunk are told so', () => {
  const revert = PLAN.revert;
  const [entry] = revert?.switchPorts ?? [];
  if (revert === null || entry === undefined) throw new Error('no switch ports');
  const before = { group: 'lan901', mode: 'MANUAL' };
  const steps = PLAN.steps.map(({ id }) => ({ id, status: 'done' }) as StepReport);
  const summary = (changes: Partial<typeof entry>): string | undefined =>
    switchPortsLeft({ ...PLAN, revert: { ...revert, switchPorts: [{ ...entry, ...changes }] } }, { steps })[0]?.summary;
  const ports = 'the switch ports of lan1, lan2 were not taken back: they belong in';
  expect(summary({ before })).toBe(
    `${ports} the MANUAL trunk of lan901, and may still be in the LACP_AUTO trunk of lan900`,
  );
  expect(summary({ before, planned: null })).toBe(`${ports} the MANUAL trunk of lan901`);
  expect(summary({ before: null })).toBe(`${ports} no trunk, and may still be in the LACP_AUTO trunk of lan900`);
});
