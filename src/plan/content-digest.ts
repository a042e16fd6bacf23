import { digestOf } from '../model/canonical-json';
import type { Plan } from './plan-document';

/** The plan with the digest of its content. */
export function withDigest(plan: Plan): Plan {
  return { ...plan, basis: { ...plan.basis, contentDigest: contentDigest(plan) } };
}

/** Digest of everything in a plan but the digest itself and the moment of the observation. */
export function contentDigest(plan: Plan): string {
  return digestOf({
    ...plan,
    basis: { ...plan.basis, contentDigest: undefined, observedAt: undefined },
    ...(plan.snapshot === undefined ? {} : { snapshot: { ...plan.snapshot, observedAt: undefined } }),
  });
}
