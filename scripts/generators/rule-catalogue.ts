import { RULES } from '../../src/plan/rules/registry.generated';
import { citationText, type RuleExample, type SafetyRule } from '../../src/plan/safety-rule';

/** Writes docs/rules.md: every safety rule with its reason, its sources and its examples. */
export function generate(): readonly { readonly path: string; readonly text: string }[] {
  const text = [
    '# Safety rules',
    '',
    'Generated from `src/plan/rules/` by `npm run generate`. Each example runs on the simulated quick-start host in the tests:',
    'the unsafe ones are refused there or show harm, the safe ones do neither.',
    '',
    ...RULES.flatMap(section),
  ].join('\n');
  return [{ path: 'docs/rules.md', text: `${text.trimEnd()}\n` }];
}

function section(rule: SafetyRule): readonly string[] {
  return [
    `## ${rule.id}`,
    '',
    `**${rule.title}.** ${rule.why}`,
    '',
    ...rule.citations.map((citation) => `- Source: ${citationText(citation)}`),
    `- Rests on facts that are ${rule.basis}.`,
    '',
    ...examples('Unsafe', rule.examples.unsafe),
    ...examples('Safe', rule.examples.safe),
  ];
}

function examples(label: string, list: readonly RuleExample[]): readonly string[] {
  return list.flatMap((example) => [
    `${label}: ${example.title}`,
    '',
    '```sh',
    ...(example.given ?? []).map((command) => `${command}    # given`),
    ...example.commands,
    '```',
    '',
  ]);
}
