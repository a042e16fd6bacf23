import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plan } from '../../src/plan/plan-document';
import { provenPlan } from '../../src/workflow/proven-plan';
import { RULES } from '../../src/plan/rules/registry.generated';
import { canonicalJson } from '../../src/model/canonical-json';
import { desiredDigest } from '../../src/desired/desired-digest';
import { carryOut } from '../simulation/carry-out';
import { observeSimulated } from '../simulation/observe-simulated';
import { loadScenario, scenarioNames } from './scenario';

/** A plan as a reviewer of this test wants it: what runs, after what, and what is refused. */
function outline(plan: Plan): string {
  const lines: string[] = [plan.status];
  for (const change of plan.changes) {
    const fields = change.fields.map(
      (field) => `${field.path} ${JSON.stringify(field.before)} -> ${JSON.stringify(field.after)}`,
    );
    const derived = change.derivedBy === undefined ? '' : ` (because of ${change.derivedBy})`;
    lines.push(`${change.action} ${change.address}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}${derived}`);
  }
  for (const step of plan.steps) {
    lines.push(`${step.id} ${step.command.join(' ')}`);
    for (const reason of step.after) lines.push(`    after ${reason.step}: ${reason.rule}`);
  }
  for (const outage of plan.outages) {
    lines.push(`interrupted ${outage.address} ${outage.fromStep}-${outage.toStep} [${outage.guests.join(', ')}]`);
  }
  for (const diagnostic of plan.diagnostics)
    lines.push(`${diagnostic.severity} ${diagnostic.code}: ${diagnostic.summary}`);
  return `${lines.join('\n')}\n`;
}

describe.each(scenarioNames())('%s', (name) => {
  test('gives the expected plan', async () => {
    const scenario = await loadScenario(name);
    const goldenFile = path.join(scenario.folder, 'plan.golden.txt');
    const text = outline(scenario.planWith());
    if (!existsSync(goldenFile) && process.env['WRITE_GOLDEN'] === '1') writeFileSync(goldenFile, text);
    expect(text).toBe(readFileSync(goldenFile, 'utf8'));
  });

  test('a plan that is ready runs without harm, and then nothing is left to do', async () => {
    const scenario = await loadScenario(name);
    const plan = scenario.planWith();
    if (plan.status !== 'ready') {
      const isExplained = plan.diagnostics.some((item) => item.severity === 'error');
      expect(isExplained).toBe(plan.status === 'blocked');
      return;
    }
    const { failures, hazards, owned } = await carryOut(plan, scenario.host, scenario.owned);
    expect({ failures, hazards }).toEqual({ failures: [], hazards: [] });
    const after = await observeSimulated(scenario.host, owned);
    const again = provenPlan({
      desired: scenario.desired,
      desiredDigest: desiredDigest(scenario.desired),
      observed: after,
      acceptRecalled: true,
    });
    expect(outline(again)).toBe('no-op\n');
  });
});

describe('no rule is superstition', () => {
  const plansWith = async (removed: string | null): Promise<readonly string[]> => {
    const rules = RULES.filter((rule) => rule.id !== removed);
    const scenarios = await Promise.all(scenarioNames().map(loadScenario));
    return scenarios.map((scenario) => canonicalJson({ ...scenario.planWith(rules), basis: null }));
  };

  // Followed everywhere by the planner itself, refused in the document before there is a plan, or shown in a test of its own.
  const elsewhere = new Set([
    'persist-last',
    'approve-recalled-commands',
    'no-apa-in-a-guest',
    'limit-ports-per-group',
    'no-vswitch-on-vlan',
    'no-plan-on-a-guess',
    'spread-busy-vswitch',
  ]);

  test.each(RULES.filter((rule) => !elsewhere.has(rule.id)).map((rule) => rule.id))(
    'without %s at least one plan is another',
    async (id) => {
      expect(await plansWith(id)).not.toEqual(await plansWith(null));
    },
  );
});
