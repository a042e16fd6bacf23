import { brokenLink, type AuditEntry } from '../execute/audit';
import { errorDiagnostic, infoDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { displayCommand } from '../model/shell-word';
import { decodePlan } from '../plan/decode-plan';
import type { ApplyReport } from '../review/apply-report';
import { scenarioFromSnapshot } from '../simulator/scenario-from-snapshot';
import { createSimulatedHost } from '../simulator/simulated-host';

/**
 * Replays what a report says was done on a host against a simulated one that looks like the host did before. Where the two end
 * differently the simulated host does not behave as the real one: a gap in the model, one warning each. An audit whose chain is broken is an
 * error, and nothing is replayed.
 */
export async function replayRun(report: ApplyReport): Promise<readonly Diagnostic[]> {
  const audit = report.execution?.audit ?? [];
  if (audit.length === 0) return [];
  const broken = brokenLink(audit);
  if (broken !== undefined) return [chainBroken(report.host, broken)];
  const decoded = decodePlan(report.plan, `the plan in the report of ${report.host}`);
  if (!decoded.ok) return decoded.diagnostics;
  const { snapshot, steps, revert } = decoded.value;
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

function gapOf(host: string, entry: Extract<AuditEntry, { event: 'step' | 'undo' }>, simulated: number): Diagnostic | undefined {
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

function chainBroken(host: string, place: number): Diagnostic {
  return errorDiagnostic(
    'audit-altered',
    `The audit of ${host} was altered`,
    `Entry ${String(place)} does not fit the one before it, so the report is not what hpvmctl wrote. The journals on the host, in /var/opt/hpvmctl/runs, are another record of the run.`,
    host,
  );
}
