import { LACP_AGGREGATE, provenPlanFor } from '../../test/hosts/proven-plan-for';
import type { StepReport, UndoReport } from '../execute/execution-report';
import type { Diagnostic } from '../model/diagnostic';
import { switchPortsLeft } from './switch-ports-left';

const PLAN = provenPlanFor(LACP_AGGREGATE);

/** How a run went: the last step that was begun, and how each command of the way back that stands in its report ended. */
function ran(last: string, back: Readonly<Record<string, UndoReport['status']>> = {}) {
  return {
    steps: PLAN.steps.map(({ id }) => ({ id, status: id <= last ? 'done' : 'not-run' }) as StepReport),
    undone: Object.entries(back).map(([id, status]) => ({ id, status }) as UndoReport),
  };
}

/** Commands of the way back, by what they do. */
const idOf = (word: string): string => PLAN.revert?.steps.find(({ command }) => command.includes(word))?.id ?? '';
const AGAIN = idOf('-f');
const [LEAVE_1, LEAVE_2] = [idOf('links=1'), idOf('links=2')];

const toldAfter = (...how: Parameters<typeof ran>): readonly Diagnostic[] => switchPortsLeft(PLAN, ran(...how));
const detailAfter = (...how: Parameters<typeof ran>): string => toldAfter(...how)[0]?.detail ?? '';

test('a run that is taken back tells that the switch is not, and how to look', () => {
  const [told, ...others] = toldAfter('s08', { [LEAVE_1]: 'done', [LEAVE_2]: 'done', [AGAIN]: 'done' });
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

test('of a group that stood all along it is not said that it was made again, nor that its ports negotiated', () => {
  const detail = detailAfter('s02', { [AGAIN]: 'needless' });
  expect(detail).toContain('Where it was set for the plan, put it back now');
  expect(detail).toContain('"/usr/sbin/nwmgr -v -S apa -I 900"');
  expect(detail).not.toContain('-f');
  expect(detail).not.toContain('LACP_AUTO');
});

test('nor where a boot made it again', () => {
  expect(detailAfter('s08')).not.toMatch(/-f|LACP_AUTO/);
});

test('of the ports only one that a command took out again may go on negotiating', () => {
  const detail = detailAfter('s08', { [LEAVE_1]: 'needless', [LEAVE_2]: 'done', [AGAIN]: 'done' });
  expect(detail).toContain('"/usr/sbin/nwmgr -c lan2 -S apa"');
  expect(detail).not.toContain('"/usr/sbin/nwmgr -c lan1 -S apa"');
});

test('ports that belong in a trunk are told so', () => {
  const revert = PLAN.revert;
  const [entry] = revert?.switchPorts ?? [];
  if (revert === null || entry === undefined) throw new Error('no switch ports');
  const before = { group: 'lan901', mode: 'MANUAL' };
  const summary = (changes: Partial<typeof entry>): string | undefined =>
    switchPortsLeft({ ...PLAN, revert: { ...revert, switchPorts: [{ ...entry, ...changes }] } }, ran('s99'))[0]
      ?.summary;
  const ports = 'the switch ports of lan1, lan2 were not taken back: they belong in';
  expect(summary({ before })).toBe(
    `${ports} the MANUAL trunk of lan901, and may still be in the LACP_AUTO trunk of lan900`,
  );
  expect(summary({ before, planned: null })).toBe(`${ports} the MANUAL trunk of lan901`);
  expect(summary({ before: null })).toBe(`${ports} no trunk, and may still be in the LACP_AUTO trunk of lan900`);
});
