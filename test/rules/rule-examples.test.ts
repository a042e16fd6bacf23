import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { RULES } from '../../src/plan/rules/registry.generated';
import type { RuleExample, SafetyRule } from '../../src/plan/safety-rule';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';

const RULES_FOLDER = path.join(__dirname, '../../src/plan/rules');

/** What an example calls the next boot; no command of the simulated host, which it would take down. */
const REBOOT = '/usr/sbin/reboot';

/**
 * Runs an example on a fresh quick-start host and says what went wrong: refused commands, recorded hazards, and hazards
 * outstanding at the end, none of which the given commands had caused; of a rule that only warns, advice not followed too.
 */
async function harmOf(example: RuleExample, { severity }: SafetyRule): Promise<readonly string[]> {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  for (const command of example.given ?? []) await host.run(command.split(' '), { stdin: 'y\n' });
  const hazardsBefore = host.hazards().length;
  const wrong = (): readonly string[] =>
    [...host.outstandingHazards(), ...(severity === 'warning' ? host.advisories() : [])].map((each) =>
      JSON.stringify(each),
    );
  const wrongBefore = new Set(wrong());
  const harm: string[] = [];
  for (const command of example.commands) {
    if (command === REBOOT) {
      host.reboot();
      continue;
    }
    const outcome = await host.run(command.split(' '), { stdin: 'y\n' });
    if (outcome.exitStatus === 127) throw new Error(`no such command: ${command}`);
    if (outcome.exitStatus !== 0) harm.push(`refused: ${command}: ${outcome.stderr.trim()}`);
  }
  harm.push(
    ...host
      .hazards()
      .slice(hazardsBefore)
      .map((hazard) => `hazard: ${hazard.id}`),
  );
  for (const each of wrong()) if (!wrongBefore.has(each)) harm.push(`outstanding: ${each}`);
  return harm;
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))('rule %s', (_id, rule) => {
  test('is the one its file is named after', () => {
    expect(existsSync(path.join(RULES_FOLDER, `${rule.id}.ts`))).toBe(true);
  });

  test('says why and where that stands', () => {
    expect(rule.why).toMatch(/\.$/);
    expect(rule.citations.length).toBeGreaterThan(0);
    for (const citation of rule.citations) expect(citation.document).not.toBe('');
  });

  for (const example of rule.examples.unsafe) {
    test(`unsafe, ${example.title}: the simulated host shows harm`, async () => {
      expect(await harmOf(example, rule)).not.toEqual([]);
    });
  }

  for (const example of rule.examples.safe) {
    test(`safe, ${example.title}: the simulated host shows none`, async () => {
      expect(await harmOf(example, rule)).toEqual([]);
    });
  }
});

test('every rule file is in the registry', () => {
  const files = readdirSync(RULES_FOLDER)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.basename(name, '.ts'));
  expect(RULES.map((rule) => rule.id).sort()).toEqual(files.sort());
});

test('only rules that no command line can break stand without an unsafe example', () => {
  const without = RULES.filter((rule) => rule.examples.unsafe.length === 0).map((rule) => rule.id);
  expect(without).toEqual([
    'approve-recalled-commands',
    'at-most-sixty-nics-per-guest',
    'cko-off-under-vswitch',
    'limit-ports-per-group',
    'link-before-use',
    'mode-of-freed-ports',
    'no-apa-in-a-guest',
    'no-plan-on-a-guess',
    'no-promiscuous-programs',
    'non-mac-load-balancing',
    'offload-before-joining',
    'offload-on-aggregates',
    'one-running-vswitch-per-uplink',
    'port-vlan-while-up',
    'prepare-the-guest',
    'serviceguard-node',
    'settings-of-rebuilt-groups',
    'spread-busy-vswitch',
    'start-no-guest-meanwhile',
    'supported-uplink-driver',
    'tell-the-switch',
  ]);
});
