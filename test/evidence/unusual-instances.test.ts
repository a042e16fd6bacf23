import { countRules } from '../../scripts/evidence/rule-coverage';
import { planOf } from '../../scripts/evidence/survey-plans';
import { emptyTally } from '../../scripts/evidence/tally';
import { unusualInstance } from '../../scripts/evidence/unusual-instance';

describe('unusual hosts', () => {
  test('put the rules to work that no random host calls for', () => {
    const tally = emptyTally();
    for (let number = 0; number < 270; number += 1) countRules(planOf(unusualInstance(1, number)), tally);
    const worked = (rule: string, way: string): boolean => (tally.counts[`rule ${rule} ${way}`] ?? 0) > 0;
    const expected = [
      ['no-apa-in-a-guest', 'refusal'],
      ['at-most-sixty-nics-per-guest', 'refusal'],
      ['limit-ports-per-group', 'refusal'],
      ['limit-ports-per-group', 'warning'],
      ['lacp-key-agreement', 'refusal'],
      ['lacp-key-agreement', 'warning'],
      ['link-before-use', 'warning'],
      ['spread-busy-vswitch', 'warning'],
      ['restart-after-uplink-mac-change', 'step'],
      ['restart-after-uplink-mac-change', 'warning'],
      ['one-host-vlan-per-id', 'refusal'],
      ['no-plan-on-a-guess', 'refusal'],
      ['no-plan-on-a-guess', 'warning'],
    ] as const;
    expect(expected.filter(([rule, way]) => !worked(rule, way))).toEqual([]);
  });
});
