import type { Plan } from '../../src/plan/plan-document';

/** What a picture of a plan shows of its steps, a line each. */
export function picturedSteps({ steps }: Plan): string {
  return steps.map(({ id, title }) => `${id} ${title}\n`).join('');
}
