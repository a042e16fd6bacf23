import type { Diagnostic } from '../model/diagnostic';
import { withDigest } from './content-digest';
import type { Certificate, Plan } from './plan-document';

/** A plan with the proof of it; the digest covers the proof. */
export function withCertificate(plan: Plan, certificate: Certificate): Plan {
  return withDigest({ ...plan, certificate });
}

/** A plan that could not be proven is blocked, whatever the planner thought of it. */
export function withDisagreement(plan: Plan, diagnostics: readonly Diagnostic[]): Plan {
  return withDigest({
    ...plan,
    status: 'blocked',
    certificate: null,
    diagnostics: [...plan.diagnostics, ...diagnostics],
  });
}
