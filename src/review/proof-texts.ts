import type { Certificate, Plan } from '../plan/plan-document';
import { countText } from './plan-summary';
import { shortenedList } from './shortened-list';

/** What was proven of a plan, and how, as sentences; the first one is the verdict. */
export function proofTexts(plan: Plan): readonly string[] {
  if (plan.steps.length === 0) return [];
  if (plan.certificate === null)
    return [
      plan.status === 'blocked'
        ? 'None: nothing of a blocked plan may run.'
        : 'None: no checker has confirmed the order of these steps.',
    ];
  const { checker, statesChecked, rules } = plan.certificate;
  return [
    `Proven by ${checker}: ${countText(statesChecked, 'state')} over all orders that these steps allow, none of them harmful.`,
    `${countText(rules.length, 'clause')} checked: ${shortenedList(rules, MOST_CLAUSES_COLUMNS)}.`,
    ...edgeTexts(plan, plan.certificate),
  ];
}

const MOST_EDGES_COLUMNS = 60;

/** Clauses are many and the same for every plan: a plan names some, `--json` all. */
const MOST_CLAUSES_COLUMNS = 80;

/** Whether each edge is known to be needed, and how to see why. */
function edgeTexts(plan: Plan, certificate: Certificate): readonly string[] {
  const edges = edgesOf(plan);
  if (edges.length === 0) return ['No step waits for another.'];
  const witnessed = new Set(certificate.witnesses.map(({ earlier, later }) => `${earlier}:${later}`));
  const bare = edges.filter((edge) => !witnessed.has(edge));
  const needed = `${countText(edges.length - bare.length, 'edge')} between steps, each needed: without it some order does harm (hpvmctl explain ${edges.find((edge) => witnessed.has(edge)) ?? ''} PLAN shows how).`;
  return [
    ...(bare.length === edges.length ? [] : [needed]),
    ...(bare.length === 0 ? [] : [`No harm is known to follow without: ${shortenedList(bare, MOST_EDGES_COLUMNS)}.`]),
  ];
}

/** Every `earlier:later` of a plan once, in the order of the steps. */
function edgesOf(plan: Plan): readonly string[] {
  return plan.steps.flatMap((step) => [...new Set(step.after.map((reason) => `${reason.step}:${step.id}`))]);
}

/** What cannot be taken back. */
export interface NoReturn {
  readonly sentence: string;
  readonly points: readonly { readonly step: string; readonly why: string }[];
  /** How many points there are besides. */
  readonly others: number;
}

/** From where nothing leads back; undefined when the plan has no steps or nobody knows. */
export function noReturn(plan: Plan): NoReturn | undefined {
  if (plan.steps.length === 0 || plan.certificate === null) return undefined;
  const points = plan.certificate.pointsOfNoReturn;
  const [first] = points;
  if (first === undefined)
    return { sentence: 'The undo commands lead back from every state on the way.', points: [], others: 0 };
  const titles = new Map(plan.steps.map(({ id, title }) => [id, title]));
  const shown = points.slice(0, MOST_POINTS);
  return {
    sentence: `The undo commands lead back from every state before ${first.step}. They cannot take back:`,
    points: shown.map(({ step, why }) => ({
      step,
      why: `${titles.get(step) ?? 'unknown'}: ${why.replace(/\.$/, '')}`,
    })),
    others: points.length - shown.length,
  };
}

const MOST_POINTS = 12;
