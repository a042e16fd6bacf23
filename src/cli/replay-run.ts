import type { AuditEntry } from '../execute/audit';
import { infoDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { displayCommand } from '../model/shell-word';
import type { ApplyReport } from '../review/apply-report';
import { scenarioFromSnapshot } from '../simulator/scenario-from-snapshot';
import { createSimulatedHost } from '../simulator/simulated-host';
import { auditOfReport } from '../workflow/audit-of-report';

/**
 * Replays what a report says was done on a host against a simulated one that looks like the host did before. Where the two end
 * differently the simulated host does not behave as the real one: a gap in the model, one warning each. An audit whose chain is broken is an
 * error, and nothing is replayed.
 */
export async function replayRun(report: ApplyReport): Promise<readonly Diagnostic[]> {
  const proven = auditOfReport(report);
  if (!proven.ok) return proven.diagnostics;
  if (proven.value === null) return [];
  const { audit, plan } = proven.value;
  const { snapshot, steps, revert } = plan;
  if (snapshot === undefined) return [];
  const host = createSimulatedHost(scenarioFromSnapshot(snapshot));
  const answers = new Map([...steps, ...(revert?.steps ?? [])].map((step) => [step.id, step.answers ?? []]));
  const gaps: Diagnostic[] = [];
  for (const entry of audit) {
    if (entry.event === 'rebooted') host.reboot();
    if (entry.event !== 'step' && entry.event !== 'undo') continue;
    const stdin = (answers.get(entry.id) ?? []).map((line) => `${line}\n`).join('');
    const simulated = await host.run(entry.command, { stdin });
    const gap = gapOf(report.host, entry, simulated.exitStatus);
    if (gap !== undefined) gaps.push(gap);
    // From here on the two are different hosts, and nothing more can be learnt.
    if (gap !== undefined || entry.exitStatus === null) break;
  }
  return gaps.length > 0 ? gaps : [sameAsModel(report.host, audit)];
}

function gapOf(
  host: string,
  entry: Extract<AuditEntry, { event: 'step' | 'undo' }>,
  simulated: number,
): Diagnostic | undefined {
  const { exitStatus, id, command } = entry;
  if (exitStatus === null || (exitStatus === 0) === (simulated === 0)) return undefined;
  return warningDiagnostic(
    'gap-in-the-model',
    `On ${host} ${id} ended with ${String(exitStatus)}, on the simulated host with ${String(simulated)}`,
    `Command: ${displayCommand(command)}\nThe simulated host does not behave here as this host did. Plans for it are proven against what it is not; please report this with the report file. What follows in the run was not compared.`,
    host,
  );
}

function sameAsModel(host: string, audit: readonly AuditEntry[]): Diagnostic {
  const count = audit.filter(({ event }) => event === 'step' || event === 'undo').length;
  return infoDiagnostic(
    'as-modelled',
    `All ${String(count)} commands ended on ${host} as they do on the simulated host`,
    'The audit was replayed against a simulated host that looks as this one did before the run; its chain of digests is whole.',
    host,
  );
}
