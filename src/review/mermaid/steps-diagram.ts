import type { Plan, PlanStep } from '../../plan/plan-document';
import { mermaidLabel } from './mermaid-text';

/** Renderers refuse diagrams with more lines than some hundred; nobody reads them either. */
const MOST_STEPS = 120;

/** The steps as a Mermaid flowchart: an arrow from each to those that wait for it, with the rule; dashed where the plan is blocked, for none of them must run. Undefined without steps, and where they are too many. */
export function stepsDiagram({ steps, status }: Plan): readonly string[] | undefined {
  if (steps.length === 0 || steps.length > MOST_STEPS) return undefined;
  const ids = new Map(steps.map(({ id }, place) => [id, `s${String(place + 1)}`]));
  const classOf = (phase: PlanStep['phase']): string =>
    status === 'blocked' ? ':::blocked' : phase === 'persist' ? ':::saves' : '';
  const boxes = steps.map(
    ({ id, title, phase }) => `  ${ids.get(id) ?? ''}[${mermaidLabel(id, title)}]${classOf(phase)}`,
  );
  const arrows = steps.flatMap(({ id, after }) =>
    [...new Map(after.map(({ step, rule }) => [step, rule]))].flatMap(([step, rule]) => {
      const from = ids.get(step);
      return from === undefined ? [] : [`  ${from} -->|${mermaidLabel(rule)}| ${ids.get(id) ?? ''}`];
    }),
  );
  const style =
    status === 'blocked'
      ? '  classDef blocked fill:#ffffff,stroke:#8a1f1f,color:#5b6470,stroke-dasharray:4 3'
      : '  classDef saves fill:#e9e4f5,stroke:#4c4468,color:#1b1f24';
  return ['flowchart TD', ...boxes, ...arrows, style];
}
