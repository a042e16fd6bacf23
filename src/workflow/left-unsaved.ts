import type { ExecutionReport } from '../execute/execution-report';
import { displayCommand } from '../model/shell-word';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { Plan, PlanStep } from '../plan/plan-document';

/**
 * Saving steps that a run did not come to, or failed in, although what they save was changed and stays so: one diagnostic `not-saved`
 * for each. By the records of the run alone: which offload settings of a NIC are saved cannot be read for every driver.
 */
export function leftUnsaved(plan: Plan, { steps }: ExecutionReport): readonly Diagnostic[] {
  const done = new Set(steps.filter(({ status }) => status === 'done').map(({ id }) => id));
  return plan.steps
    .filter(({ id, phase }) => phase === 'persist' && !done.has(id))
    .flatMap((save) => {
      const changed = plan.steps.filter(
        ({ id, phase, address }) => phase === 'running' && address === save.address && done.has(id),
      );
      if (changed.length === 0) return [];
      const again = changed.some(turnsChecksumOffloadOff)
        ? ' Checksum offload would be on again, and port VLANs, which are kept at once, would stand over it.'
        : '';
      return [
        errorDiagnostic(
          'not-saved',
          `${plan.host} has not saved what ${save.id} (${save.title}) was to save`,
          `What it saves is changed. Command: ${displayCommand(save.command)}. The next boot would bring back what was before.${again}`,
          save.address,
        ),
      ];
    });
}

function turnsChecksumOffloadOff({ command }: PlanStep): boolean {
  return command.includes('tx_cko=off') || command.includes('rx_cko=off');
}
