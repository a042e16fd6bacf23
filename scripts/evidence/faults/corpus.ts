import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { desiredDigest } from '../../../src/desired/desired-digest';
import { decodeDesiredText } from '../../../src/desired/decode-desired-text';
import type { DesiredHost } from '../../../src/model/desired-host';
import type { Plan } from '../../../src/plan/plan-document';
import { SCENARIOS } from '../../../src/simulator/scenario';
import { reboot } from '../../../src/simulator/reboot';
import { createSimulatedHost } from '../../../src/simulator/simulated-host';
import type { SimulatedHostState } from '../../../src/simulator/simulated-host-state';
import { createVirtualMachine } from '../../../src/simulator/virtual/create-virtual-machine';
import { provenPlan } from '../../../src/workflow/proven-plan';
import { wideHost } from '../../../test/properties/wide-host';
import { simulatedFrom } from '../carry-out-steps';
import { instanceAt } from '../instances';
import { seenHosts, type SeenHosts } from './seen-host';

/** A host and a plan for it that is ready and can be taken back: plain JSON. */
export interface FaultCase {
  readonly label: string;
  readonly state: SimulatedHostState;
  readonly desired: DesiredHost;
  readonly plan: Plan;
}

const OWNERSHIP = '/var/opt/hpvmctl/ownership';

/** How many generated plans are wanted of each kind. A plan may be of several; it counts for the first that is not full. */
const WANTED: readonly (readonly [kind: string, many: number, is: (plan: Plan) => boolean])[] = [
  ['management path', 8, ({ managementPath }) => managementPath.touched],
  ['nothing takes the end back', 8, ({ revert }) => revert?.guardedUntil !== null],
  ['more than 12 steps', 6, ({ steps }) => steps.length > 12],
  ['8 to 12 steps', 8, ({ steps }) => steps.length >= 8],
  ['groups', 6, ({ changes }) => changes.some(({ address }) => address.startsWith('apaGroup.'))],
  ['host VLANs', 4, ({ changes }) => changes.some(({ address }) => address.startsWith('hostVlan.'))],
  ['2 to 7 steps', 10, ({ steps }) => steps.length >= 2],
];

/** Most steps of a plan in the corpus. */
const MOST_STEPS = 20;

/** The plans that faults are put to: the scenarios of the tests, and generated ones of a seed. */
export async function faultCorpus(
  scenarioFolder: string,
  seed: number,
  mostGenerated = Number.POSITIVE_INFINITY,
): Promise<readonly FaultCase[]> {
  const hosts = seenHosts();
  const cases: FaultCase[] = [];
  const names = readdirSync(scenarioFolder).filter((name) =>
    existsSync(path.join(scenarioFolder, name, 'desired.json')),
  );
  for (const name of names.sort()) {
    const made = await scenarioCase(path.join(scenarioFolder, name), name, hosts);
    if (made !== undefined) cases.push(made);
  }
  const left = new Map(WANTED.map(([kind, many]) => [kind, many]));
  const most = cases.length + mostGenerated;
  for (
    let number = 0;
    cases.length < most && number < 40_000 && [...left.values()].some((many) => many > 0);
    number += 1
  ) {
    const made = await generatedCase(seed, number, hosts, (plan) => {
      const kind = WANTED.find(([name, , is]) => is(plan) && (left.get(name) ?? 0) > 0)?.[0];
      return kind;
    });
    if (made === undefined) continue;
    const [kind, each] = made;
    left.set(kind, (left.get(kind) ?? 0) - 1);
    cases.push({ ...each, label: `${each.label} (${kind})` });
  }
  return cases;
}

function canBePutTo(plan: Plan): boolean {
  return plan.status === 'ready' && plan.revert !== null && plan.steps.length >= 1 && plan.steps.length <= MOST_STEPS;
}

interface ScenarioFile {
  readonly hasMoreNics?: boolean;
  readonly nics?: Readonly<Record<string, object>>;
  readonly given?: readonly string[];
  readonly processes?: readonly string[];
  readonly owned?: readonly string[];
  readonly acceptRecalled?: boolean;
}

async function scenarioCase(folder: string, name: string, hosts: SeenHosts): Promise<FaultCase | undefined> {
  const file = JSON.parse(readFileSync(path.join(folder, 'scenario.json'), 'utf8')) as ScenarioFile;
  const start = (file.hasMoreNics === true ? wideHost() : createSimulatedHost(SCENARIOS.vmhost1)).state();
  const processes = (file.processes ?? []).map((args, index) => ({ pid: 4000 + index, user: 'root', args }));
  const nics = start.nics.map((nic) => ({ ...nic, ...file.nics?.[nic.name] }));
  const host = createSimulatedHost({ ...start, nics, processes: [...start.processes, ...processes] });
  for (const command of file.given ?? []) await host.run(command.split(' '), { stdin: 'y\n' });
  const decoded = decodeDesiredText(readFileSync(path.join(folder, 'desired.json'), 'utf8'), `${name}/desired.json`);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  return caseOf(name, host.state(), file.owned ?? [], decoded.value, file.acceptRecalled ?? false, hosts);
}

async function generatedCase(
  seed: number,
  number: number,
  hosts: SeenHosts,
  kindOf: (plan: Plan) => string | undefined,
): Promise<readonly [string, FaultCase] | undefined> {
  const instance = instanceAt(seed, number);
  // Before 4.0 no listing shows the port of a guest NIC, so a simulated host cannot be made from one.
  if (instance?.observed.platform.integrityVmVersion?.startsWith('B.03') !== false) return undefined;
  const { desired, observed, label } = instance;
  if (observed.coverage.length > 0 || observed.unfinishedRun !== null || observed.managementPath.interface === null)
    return undefined;
  const rough = provenPlan({ desired, desiredDigest: '', observed, acceptRecalled: true });
  if (!canBePutTo(rough) || kindOf(rough) === undefined) return undefined;
  const made = await caseOf(label, simulatedFrom(observed), observed.ownedAddresses, desired, true, hosts);
  const kind = made === undefined ? undefined : kindOf(made.plan);
  return made === undefined || kind === undefined ? undefined : [kind, made];
}

async function caseOf(
  label: string,
  start: SimulatedHostState,
  owned: readonly string[],
  wanted: DesiredHost,
  acceptRecalled: boolean,
  hosts: SeenHosts,
): Promise<FaultCase | undefined> {
  const desired: DesiredHost = { ...wanted, connection: { ...wanted.connection, address: start.managementAddress } };
  const state = {
    ...start,
    hazards: [],
    files: { ...start.files, [OWNERSHIP]: owned.map((address) => `claim ${address}\n`).join('') },
  };
  const { files } = createVirtualMachine(createSimulatedHost(state));
  const observed = await hosts.look(desired.host, state, files);
  if (!observed.ok) return undefined;
  const basis = { desired, desiredDigest: desiredDigest(desired), observed: observed.value };
  const plan = provenPlan({ ...basis, acceptRecalled });
  // Where a boot alone takes the address away that people come in on, there is nothing to see after one.
  const isBack = reboot(state).addresses.some(({ address, isUp }) => address === start.managementAddress && isUp);
  return canBePutTo(plan) && isBack ? { label, state, desired, plan } : undefined;
}
