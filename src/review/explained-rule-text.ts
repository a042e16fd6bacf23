import type { RuleExample } from '../plan/safety-rule';
import { layoutOf } from './explanation-layout';
import type { ClauseExplanation, RuleAtWork, RuleExplanation } from './explanation';
import type { TextStyle } from './palette';
import { printableText } from './printable-text';
import { citationText, ruleStanding } from './rules-text';
import { joinSections } from './text-sections';

/** A rule for a person: what is done, why, where it stands, what goes wrong otherwise, and where it is at work. */
export function ruleText({ rule, plans }: RuleExplanation, style: TextStyle): string {
  const layout = layoutOf(style);
  return joinSections([
    [...layout.heading(`${rule.id}: ${rule.title}`), ...layout.paragraphs([rule.why])],
    layout.paragraphs([ruleStanding(rule)]),
    layout.section('Unsafe', exampleLines(rule.examples.unsafe, style)),
    layout.section('Safe', exampleLines(rule.examples.safe, style)),
    layout.section('Sources', layout.paragraphs(rule.citations.map(citationText))),
    ...(plans ?? []).map((plan) =>
      layout.section(`In the plan for ${printableText(plan.host)}`, atWorkLines(plan, style)),
    ),
  ]);
}

/** A clause of the checker for a person, with the edges that it proves to be needed. */
export function clauseText({ id, source, meaning, plans }: ClauseExplanation, style: TextStyle): string {
  const layout = layoutOf(style);
  return joinSections([
    [
      ...layout.heading(`${id}: a clause of the checker`),
      ...layout.paragraphs([
        ...(meaning === undefined ? [] : [meaning]),
        source === null
          ? 'It holds a plan to its own words, so it rests on no document.'
          : 'No order that a plan allows may reach the harm that this source describes.',
      ]),
    ],
    layout.section('Source', layout.paragraphs(source === null ? [] : [source])),
    ...(plans ?? []).map(({ host, shown }) =>
      layout.section(
        `In the plan for ${printableText(host)}`,
        shown.length === 0
          ? layout.paragraphs(['No edge is there because of it.'])
          : shown.flatMap(({ edge, harm }) => layout.item(edge, `without it, ${harm}`)),
      ),
    ),
  ]);
}

function exampleLines(examples: readonly RuleExample[], style: TextStyle): readonly string[] {
  const layout = layoutOf(style);
  return examples.flatMap(({ title, given, commands }) => [
    ...layout.paragraphs([title]),
    ...(given ?? []).map((command) => `    # before: ${printableText(command)}`),
    // Command lines stay whole, so that they can be copied.
    ...commands.map((command) => `    $ ${printableText(command)}`),
  ]);
}

function atWorkLines({ asksFor, orders, requires, notes }: RuleAtWork, style: TextStyle): readonly string[] {
  const layout = layoutOf(style);
  const lines = [
    ...layout.paragraphs(requires.map((address) => `requires a change of ${address}`)),
    ...asksFor.flatMap(({ id, title, why }) => layout.item(id, `${title}: here because ${why}`)),
    ...orders.flatMap(({ earlier, later, why, isEdge }) =>
      layout.item(
        `${earlier.id}:${later.id}`,
        `${why.replace(/\.$/, '')}${isEdge ? '' : ' (kept through other steps)'}`,
      ),
    ),
    ...notes.flatMap(({ severity, summary }) => layout.item(severity, summary)),
  ];
  return lines.length > 0 ? lines : layout.paragraphs(['It is not at work here.']);
}
