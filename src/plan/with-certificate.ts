import { warningDiagnostic, type Diagnostic } from '../model/diagnostic';
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

/** A plan without its way back, because that was not proven; who carries it out has to say that nothing takes it back. */
export function withUnprovenWayBack(plan: Plan, harms: readonly Diagnostic[]): Plan {
  const [first] = harms;
  return {
    ...plan,
    diagnostics: [
      ...plan.diagnostics,
      warningDiagnostic(
        'no-way-back',
        'nothing takes this plan back by itself: its way back could do harm',
        `${first?.summary ?? 'It was not proven'}. ${first?.detail ?? ''}\nThe plan itself is proven. To carry it out without a guard give --no-revert; or split the change so that each part can be taken back.`,
      ),
    ],
  };
}
