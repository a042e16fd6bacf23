import type { Plan } from '../plan/plan-document';
import type { CheckReport } from './check-report';
import { diagnosticsText } from './diagnostics-text';
import { layoutOf } from './explanation-layout';
import { paletteFor, type TextStyle } from './palette';
import { noReturn, proofTexts } from './proof-texts';
import { joinSections } from './text-sections';

/** What `hpvmctl check` prints for a person: the proof, or everything that speaks against the plan. */
export function checkText(report: CheckReport, plan: Plan, style: TextStyle): string {
  const layout = layoutOf(style);
  const proven = { ...plan, certificate: report.certificate };
  const back = noReturn(proven);
  const { green, red } = paletteFor(style);
  const paint = report.verdict === 'proven' || report.verdict === 'nothing-to-prove' ? green : red;
  return joinSections([
    layout.section('Proof', report.certificate === null ? [] : layout.paragraphs(proofTexts(proven))),
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

function verdictText({ verdict }: CheckReport, plan: Plan): string {
  switch (verdict) {
    case 'proven':
      return `proven: whatever order its steps allow, none does harm.`;
    case 'refuted':
      return 'refuted: the checker disagrees with this plan; it must not run.';
    case 'blocked':
      return 'blocked: the plan itself says that it must not run.';
    case 'unreadable':
      return 'not proven: the plan cannot be read in full.';
    case 'nothing-to-prove':
      return plan.status === 'no-op' ? 'nothing to prove: the plan has no steps.' : 'nothing to prove.';
  }
}
