import type { Plan } from '../plan/plan-document';
import type { CheckReport } from './check-report';
import { diagnosticsText } from './diagnostics-text';
import { layoutOf } from './explanation-layout';
import { paletteFor, type TextStyle } from './palette';
import { countText } from './plan-summary';
import { noReturn, proofTexts } from './proof-texts';
import { joinSections } from './text-sections';

/** What `hpvmctl check` prints for a person: the proof, or everything that speaks against the plan. */
export function checkText(report: CheckReport, plan: Plan, style: TextStyle): string {
  const layout = layoutOf(style);
  const proven = { ...plan, certificate: report.certificate };
  const isBlocked = report.verdict === 'blocked';
  // From what is never run nothing has to lead back.
  const back = isBlocked ? undefined : noReturn(proven);
  const texts = isBlocked ? blockedProofTexts(report) : proofTexts(proven);
  const { green, red } = paletteFor(style);
  const paint = report.verdict === 'proven' || report.verdict === 'nothing-to-prove' ? green : red;
  return joinSections([
    layout.section('Proof', report.certificate === null ? [] : layout.paragraphs(texts)),
    layout.section(
      'Way back',
      back === undefined
        ? []
        : [...layout.paragraphs([back.sentence]), ...back.points.flatMap(({ step, why }) => layout.item(step, why))],
    ),
    diagnosticsText(report.diagnostics, style),
    layout.heading(`${report.host}: ${verdictText(report, plan)}`).map(paint),
  ]);
}

/** A blocked plan is not run, so all that its proof says is what does not stand in the way. */
function blockedProofTexts({ certificate }: CheckReport): readonly string[] {
  const states = countText(certificate?.statesChecked ?? 0, 'state');
  return [
    `Nothing of a blocked plan is run. The order of its steps does no harm (${states} over all orders that they allow), so it is not the order that stands in the way, but what follows. Once that is settled, plan again: the new plan gets a proof of its own.`,
  ];
}

function verdictText({ verdict }: CheckReport, plan: Plan): string {
  switch (verdict) {
    case 'proven':
      return `proven: whatever order its steps allow, none does harm.`;
    case 'refuted':
      return 'refuted: the checker disagrees with this plan; it must not run.';
    case 'blocked':
      return 'blocked: hpvmctl apply does not run this plan, for the reasons above.';
    case 'unreadable':
      return 'not proven: the plan cannot be read in full.';
    case 'nothing-to-prove':
      return plan.status === 'no-op' ? 'nothing to prove: the plan has no steps.' : 'nothing to prove.';
  }
}
