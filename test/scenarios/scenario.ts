import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { decodeDesiredText } from '../../src/desired/decode-desired-text';
import { desiredDigest } from '../../src/desired/desired-digest';
import { provenPlan } from '../../src/workflow/proven-plan';
import type { Plan } from '../../src/plan/plan-document';
import type { SafetyRule } from '../../src/plan/safety-rule';
import type { DesiredHost } from '../../src/model/desired-host';
import type { ObservedHost } from '../../src/model/observed-host';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost, type SimulatedHost } from '../../src/simulator/simulated-host';
import type { SimulatedNic } from '../../src/simulator/simulated-host-state';
import { wideHost } from '../properties/wide-host';
import { observeSimulated } from '../simulation/observe-simulated';

/** `scenario.json` of a folder whose name says what happens. */
interface ScenarioFile {
  /** The host has lan5 to lan7 besides. */
  readonly hasMoreNics?: boolean;
  /** What is different about NICs, by name. */
  readonly nics?: Readonly<Record<string, Partial<SimulatedNic>>>;
  /** Command lines that bring the quick-start host into the situation; every question is answered y. */
  readonly given?: readonly string[];
  /** Processes that run on the host besides. */
  readonly processes?: readonly string[];
  /** What the ownership record says this tool created. */
  readonly owned?: readonly string[];
  readonly acceptRecalled?: boolean;
}

/** A situation and what is wanted in it. */
export interface Scenario {
  readonly name: string;
  readonly folder: string;
  readonly host: SimulatedHost;
  readonly observed: ObservedHost;
  readonly desired: DesiredHost;
  readonly owned: readonly string[];
  readonly planWith: (rules?: readonly SafetyRule[]) => Plan;
}

/** Names of all scenario folders. */
export function scenarioNames(): readonly string[] {
  return readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(__dirname, entry.name, 'desired.json')))
    .map((entry) => entry.name)
    .sort();
}

/** Brings the simulated host into the situation and observes it. */
export async function loadScenario(name: string): Promise<Scenario> {
  const folder = path.join(__dirname, name);
  const file = JSON.parse(readFileSync(path.join(folder, 'scenario.json'), 'utf8')) as ScenarioFile;
  const state = (file.hasMoreNics === true ? wideHost() : createSimulatedHost(SCENARIOS.vmhost1)).state();
  const processes = (file.processes ?? []).map((args, index) => ({ pid: 4000 + index, user: 'root', args }));
  const nics = state.nics.map((nic) => ({ ...nic, ...file.nics?.[nic.name] }));
  const host = createSimulatedHost({ ...state, nics, processes: [...state.processes, ...processes] });
  for (const command of file.given ?? []) {
    const outcome = await host.run(command.split(' '), { stdin: 'y\n' });
    if (outcome.exitStatus !== 0) throw new Error(`${name}: ${command}: ${outcome.stderr}`);
  }
  const owned = file.owned ?? [];
  const observed = await observeSimulated(host, owned);
  const decoded = decodeDesiredText(readFileSync(path.join(folder, 'desired.json'), 'utf8'), `${name}/desired.json`);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics, null, 2));
  const desired = decoded.value;
  const planWith = (rules?: readonly SafetyRule[]): Plan =>
    provenPlan({
      desired,
      desiredDigest: desiredDigest(desired),
      observed,
      acceptRecalled: file.acceptRecalled ?? false,
      ...(rules === undefined ? {} : { rules }),
    });
  return { name, folder, host, observed, desired, owned, planWith };
}
