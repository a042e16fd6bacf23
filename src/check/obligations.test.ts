import { change } from '../../test/hosts/goals-of';
import { situationWith } from '../../test/hosts/harms-of-clause';
import { Goals } from './goals';
import { obligationsOf } from './obligations';

const about = (commands: readonly string[], goals: Goals): readonly string[] =>
  obligationsOf(situationWith(commands), goals).map(({ clause, projection }) => `${clause}: ${projection.about}`);

test('what must hold are the clauses about what steps touch, and the promised end of it', () => {
  const said = about(['nwmgr -s -A rx_cko=off -c lan4'], new Goals([]));
  expect(said).toContain('change-not-saved: lan4');
  expect(said).toContain('vswitch-keeps-old-settings: vmlan4, lan4');
  expect(said).toContain('final-state: lan4');
});

test('the promised end comes with what the plan names', () => {
  const goals = new Goals([change('update', 'vswitch.vmlan4', { uplink: 'lan3' })]);
  expect(about([], goals).filter((each) => each.startsWith('final-state'))).toEqual(['final-state: vmlan4']);
});
