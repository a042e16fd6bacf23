import type { ObservedHost } from '../../model/observed-host';
import type { Plan } from '../../plan/plan-document';
import { numberedSources, type NumberedSources } from '../numbered-sources';
import type { CitationOf } from '../step-lines';
import { cutOffGuests } from './cut-off-guests';
import { shapeOf, type HostShape } from './host-shape';
import { planObjects, type PlanObject } from './plan-objects';
import { shapeAfter } from './shape-after';

/** A plan with the host that it was made for. */
export interface PagePlan {
  readonly plan: Plan;
  /** Absent: the page says why there is no drawing. */
  readonly observed: ObservedHost | undefined;
  /** Why there is no picture of the host. */
  readonly whyUnobserved?: string;
}

/** The host before and after the plan. */
export interface Picture {
  readonly observed: ObservedHost;
  readonly before: HostShape;
  readonly after: HostShape;
}

/** What every section of the page about one host draws from. */
export interface PageContext {
  readonly plan: Plan;
  /** First part of the ids that belong to this host: `h1`. */
  readonly prefix: string;
  readonly picture: Picture | undefined;
  readonly whyUnobserved: string | undefined;
  readonly objects: ReadonlyMap<string, PlanObject>;
  /** Running guests of which all NICs are down at once; undefined where the host is not known. */
  readonly cutOff: ReadonlySet<string> | undefined;
  /** Id of the element that shows a step; undefined for what is no step of the plan. */
  stepAnchor(step: string): string | undefined;
  readonly sources: NumberedSources;
  readonly citationOf: CitationOf;
}

/** Prepares what the sections of a page share about one host. */
export function pageContext(
  { plan, observed, whyUnobserved }: PagePlan,
  prefix: string,
  citationOf: CitationOf,
): PageContext {
  const places = new Map(plan.steps.map(({ id }, place) => [id, `${prefix}-step-${String(place + 1)}`]));
  const before = observed === undefined ? undefined : shapeOf(observed);
  return {
    plan,
    prefix,
    picture:
      observed === undefined || before === undefined
        ? undefined
        : { observed, before, after: shapeAfter(before, plan) },
    whyUnobserved,
    objects: planObjects(plan, prefix),
    cutOff: before === undefined ? undefined : cutOffGuests(plan, before),
    stepAnchor: (step) => places.get(step),
    sources: numberedSources(citationOf),
    citationOf,
  };
}
