import { displayCommand } from '../model/shell-word';
import { errorDiagnostic } from '../model/diagnostic';
import type { ApplyReport } from '../review/apply-report';
import { paletteFor } from '../review/palette';
import { printableText } from '../review/printable-text';
import { applyPlan } from '../workflow/apply';
import type { ApplyCandidate } from '../workflow/apply-candidates';
import { applyReportOf } from '../workflow/apply-report-of';
import { eachHost } from '../workflow/each-host';
import { liveObserver } from '../workflow/observe';
import { largestExitCode, type ExitCode } from '../workflow/outcome';
import type { Ports } from '../workflow/ports';
import type { Rollout } from '../workflow/rollout';
import { applyProgress } from './apply-progress';
import type { ApplyOptions } from './command-options';
import type { CliContext } from './context';
import { notesOfHost } from './host-notes';
import { listenForStop } from './interrupts';

/**
 * Carries out approved plans, wave by wave. When one host does not end well, or somebody interrupts, no other is begun; those that are being
 * changed go on to their own end. The reports are in the order of the hosts.
 */
export async function carryOut(
  context: CliContext,
  ports: Ports,
  list: readonly ApplyCandidate[],
  rollout: Rollout,
  options: ApplyOptions & { readonly paths: readonly string[] },
): Promise<readonly ApplyReport[]> {
  const reports = new Map<string, ApplyReport>();
  const faults: unknown[] = [];
  const stop = listenForStop(
    context,
    list.map(({ host }) => host),
  );
  /** Why no other host is begun any more. */
  const obstacle = (): string | undefined => {
    const troubled = [...reports.values()].find(({ exitCode }) => exitCode !== 0)?.host;
    if (troubled !== undefined) return `${troubled} did not end well`;
    return stop.signal.aborted ? 'it was interrupted' : undefined;
  };
  const applied = async ({ host, plan, target, desired }: ApplyCandidate, notes: CliContext): Promise<ApplyReport> => {
    if (plan === undefined) throw new Error(`host ${host} was to be applied without a plan`);
    return applyPlan(
      { plan, target, desired },
      {
        ports,
        observe: liveObserver(ports),
        owner: context.owner,
        takesBack: options.revert,
        ...(options.confirmWithin === undefined ? {} : { confirmSeconds: options.confirmWithin }),
        onProgress: applyProgress(notes),
        onShip: () => context.setFaultExitCode(8),
        stopSignal: stop.signal,
      },
    ).catch((error: unknown) => {
      faults.push(error);
      return faultBefore(host, error);
    });
  };
  try {
    for (const candidate of list.filter(({ plan }) => plan?.status !== 'ready'))
      reports.set(candidate.host, await applied(candidate, context));
    for (const [index, wave] of rollout.waves.entries()) {
      if (rollout.hasWaves && obstacle() === undefined) noteWave(context, index, rollout);
      await eachHost(wave, rollout.atOnce, async (candidate) => {
        const { host } = candidate;
        const because = obstacle();
        const notes = Math.min(rollout.atOnce, wave.length) > 1 ? notesOfHost(context, host) : context;
        const report = because === undefined ? await applied(candidate, notes) : notBegun(host, because, options.paths);
        reports.set(host, rollout.hasWaves ? { ...report, wave: index + 1 } : report);
      });
    }
  } finally {
    stop.release();
  }
  const ordered = list.flatMap(({ host }) => reports.get(host) ?? []);
  const isChanged = ordered.some(({ execution }) => execution !== null);
  // Before anything ran a fault of ours is no result; behind that, what became of the hosts must still be told.
  if (faults.length > 0 && !isChanged) throw faults[0];
  const code = largestExitCode(ordered.map(({ exitCode }) => ({ exitCode: exitCode as ExitCode })));
  if (isChanged) context.setFaultExitCode(code > 7 ? code : 7);
  return ordered;
}

/** A host that was not touched, and why. */
export function notBegun(host: string, because: string, paths: readonly string[]): ApplyReport {
  const summary = `${host} was not begun, because ${because}`;
  const command = displayCommand(['hpvmctl', 'apply', ...paths, '--host', host]);
  const next = `Nothing was changed there. By itself it is applied with "${command}".`;
  const diagnostics = [errorDiagnostic('not-begun', summary, next, host)];
  return applyReportOf(host, 'refused', 1, { diagnostics });
}

function noteWave(context: CliContext, index: number, { waves }: Rollout): void {
  const { bold } = paletteFor(context.noteStyle);
  const hosts = (waves[index] ?? []).map(({ host }) => printableText(host)).join(', ');
  context.note(`${bold(`Wave ${String(index + 1)} of ${String(waves.length)}`)}: ${hosts}\n`);
}

function faultBefore(host: string, error: unknown): ApplyReport {
  const message = error instanceof Error ? error.message : String(error);
  const summary = `hpvmctl itself failed before ${host} was begun`;
  const diagnostics = [errorDiagnostic('internal-error', summary, `${message}\nPlease report it.`)];
  return applyReportOf(host, 'refused', 1, { diagnostics });
}
