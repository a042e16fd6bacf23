import type { ApplyReport } from '../../src/review/apply-report';
import type { SimulatedHost } from '../../src/simulator/simulated-host';
import type { Finished } from '../cli/hpvmctl-process';

/** A simulated host, and the command that reaches it. */
export interface Pipeline {
  readonly host: SimulatedHost;
  run(...words: readonly string[]): Promise<Finished>;
}

/** Plans into `plan.json`. */
export async function plan({ run }: Pipeline): Promise<void> {
  expect(await run('plan', 'vmhost1.desired.json', '--out', 'plan.json')).toMatchObject({ exitCode: 0, stderr: '' });
}

/** The report that a command printed with `--json`. */
export function reportOf({ stdout }: Pick<Finished, 'stdout'>): ApplyReport {
  return JSON.parse(stdout) as ApplyReport;
}

/** Resolves when it is so; throws when it does not become so. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let looks = 0; !isSo(); looks += 1) {
    if (looks > 1_500) throw new Error(`never so: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether the host has such a vswitch by now. */
export function hasVswitch({ host }: Pipeline, name: string): boolean {
  return host.state().vswitches.some((vswitch) => vswitch.name === name);
}

/** Every command that boots a vswitch waits here until the fault is removed. */
export function holdBoots({ host }: Pipeline): () => void {
  host.injectFault({ id: 'held', pattern: '^hpvmnet -b', effect: { kind: 'hang', isApplied: false } });
  return () => host.removeFault('held');
}
