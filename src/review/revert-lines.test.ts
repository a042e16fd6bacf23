import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../test/transport/sample-plan';
import { citationOf, plain, samplePlan as provenPlan } from '../../test/review/sample-plan';
import { planText } from './plan-text';
import { revertLines } from './revert-lines';

const STYLE = { colour: false, widthColumns: 100 };
const NET = '/opt/hpvm/bin/hpvmnet';
const PLAN = samplePlan(
  [
    sampleStep('s01', [NET, 'one'], { undo: [[NET, 'back one']] }),
    sampleStep('s02', [NET, 'two'], { undo: [[NET, '-S', 'web', '-h']] }),
  ],
  'ready',
  sampleRevert([
    sampleUndo('r01', 's02', [NET, '-S', 'web', '-h'], { answers: ['y'], due: 'now' }),
    sampleUndo('r02', 's01', [NET, 'back one'], { due: 'after-reboot', onlyBehind: 'r01', confidence: 'recalled' }),
  ]),
);

test('every command of the way back is told in its order, with what it takes back and when', () => {
  expect(revertLines(PLAN, STYLE)).toEqual([
    '  r01  undo r01 (takes back s02, behind a reboot only if saving had begun)',
    '       $ /opt/hpvm/bin/hpvmnet -S web -h',
    '         answering its prompt with: y',
    '  r02  undo r02 (takes back s01, only after a reboot, only where r01 was run; its form is recalled,',
    '         no document that we could read shows it)',
    "       $ /opt/hpvm/bin/hpvmnet 'back one'",
  ]);
});

test('only the full plan shows them', () => {
  const lines = revertLines(provenPlan, plain);
  expect(lines).not.toEqual([]);
  expect(planText(provenPlan, plain, citationOf, 'full')).toContain(lines.join('\n'));
  expect(planText(provenPlan, plain, citationOf, 'readable')).not.toContain(lines[0]);
});
