import fc from 'fast-check';
import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import { canonicalJson } from '../../src/model/canonical-json';
import type { Plan, PlanStep } from '../../src/plan/plan-document';
import { planHost } from '../../src/plan/plan-host';
import type { SimulatedHost } from '../../src/simulator/simulated-host';
import { arbitraryDesiredHost } from '../properties/arbitrary-desired-host';
import { wideHost } from '../properties/wide-host';
import { loadScenario, scenarioNames } from '../scenarios/scenario';
import { isShown } from './is-shown';
import { observeSimulated } from './observe-simulated';

/** Pairs of documents that the property runs over; more with HPVM_PROPERTY_RUNS. */
const RUNS = Number(process.env['HPVM_PROPERTY_RUNS'] ?? '200');

/** How many steps of each kind were read back, and how many were not. */
interface Seen {
  readonly shown: Map<string, number>;
  readonly unasked: Map<string, number>;
}

function count(counts: Map<string, number>, step: PlanStep): void {
  const kind = (step.durationSeconds.of ?? '').replace(/-\d+-frames$/, '');
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}

/**
 * Runs the steps of a plan in order, and finds read-backs that were shown before their step, or not behind it. One that
 * was shown before is no mistake where the step changes nothing.
 */
async function carryOut(plan: Plan, host: SimulatedHost, seen: Seen): Promise<readonly string[]> {
  const mistakes: string[] = [];
  for (const step of plan.steps) {
    const { readBack, title } = step;
    const wasShown = readBack !== undefined && (await isShown(readBack, host));
    const before = canonicalJson(host.state());
    const stdin = (step.answers ?? []).map((line) => `${line}\n`).join('');
    const outcome = await host.run(step.command, { stdin });
    if (outcome.exitStatus !== 0) return [...mistakes, `${title}: status ${String(outcome.exitStatus)}`];
    if (readBack === undefined) {
      count(seen.unasked, step);
      continue;
    }
    const isRepeated = canonicalJson(host.state()) === before;
    if (wasShown && !isRepeated) mistakes.push(`${title}: shown before`);
    if (!(await isShown(readBack, host))) mistakes.push(`${title}: not shown behind it`);
    if (!isRepeated) count(seen.shown, step);
  }
  return mistakes;
}

let readBacksOfWayBack = 0;
const seen: Seen = { shown: new Map(), unasked: new Map() };

test.each(scenarioNames())(
  '%s: every read-back shows its step and nothing before it, and those of the way back theirs',
  async (name) => {
    const { host, planWith } = await loadScenario(name);
    const plan = planWith();
    // What a plan that is refused would do may fail.
    if (plan.status !== 'ready') return;
    expect(await carryOut(plan, host, seen)).toEqual([]);
    expect(await takeBack(plan, host)).toEqual([]);
  },
);

/** Takes a plan that was carried out back, as far as there is a way, and finds read-backs that are not shown then. */
async function takeBack(plan: Plan, host: SimulatedHost): Promise<readonly string[]> {
  if (plan.revert === null || plan.revert.guardedUntil !== null) return [];
  const mistakes: string[] = [];
  for (const { id, title, command, answers, readBack, due } of plan.revert.steps) {
    if (due === 'after-reboot') continue;
    const stdin = (answers ?? []).map((line) => `${line}\n`).join('');
    const outcome = await host.run(command, { stdin });
    if (outcome.exitStatus !== 0) return [...mistakes, `${id} ${title}: status ${String(outcome.exitStatus)}`];
    if (readBack === undefined) continue;
    readBacksOfWayBack += 1;
    if (!(await isShown(readBack, host))) mistakes.push(`${id} ${title}: not shown behind it`);
  }
  return mistakes;
}

/** Plans documents one after the other on the same host, and carries out those that are ready. */
async function carryOutAll(documents: readonly object[]): Promise<readonly string[]> {
  const host = wideHost();
  const owned = new Set<string>();
  const mistakes: string[] = [];
  for (const document of documents) {
    const decoded = decodeDesiredHost(document, 'test');
    if (!decoded.ok) continue;
    const desired = decoded.value;
    const observed = await observeSimulated(host, [...owned]);
    const plan = planHost({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: true });
    if (plan.status !== 'ready') continue;
    mistakes.push(...(await carryOut(plan, host, seen)));
    for (const { ownership } of plan.steps) if (ownership?.action === 'claim') owned.add(ownership.address);
    if (document === documents.at(-1)) mistakes.push(...(await takeBack(plan, host)));
  }
  return mistakes;
}

test('every read-back shows its step where an aggregate balances otherwise', async () => {
  const document = (lists: object): object => ({
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: 'vmhost1',
    ...lists,
  });
  const group = { name: 'lan901', mode: 'LACP_AUTO', ports: ['lan5', 'lan6'] };
  expect(
    await carryOutAll([
      document({ apaGroups: [{ ...group, loadBalancing: 'LB_MAC' }] }),
      document({ apaGroups: [{ ...group, loadBalancing: 'LB_PORT' }] }),
    ]),
  ).toEqual([]);
});

test('every read-back of generated plans shows its step, and nothing before it', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryDesiredHost, arbitraryDesiredHost, async (first, second) => {
      expect(await carryOutAll([first, second])).toEqual([]);
    }),
    { numRuns: RUNS },
  );
}, 600_000);

test('every kind of step is read back, but those that no single line is sure to show', () => {
  expect([...seen.shown.keys()].sort()).toEqual([
    'address-add',
    'address-remove',
    'apa-clear',
    'apa-join-failover',
    'apa-join-manual',
    'apa-load-balancing',
    'apa-remove-port',
    'guest-nic-add-running',
    'guest-nic-add-stopped',
    'guest-nic-change-stopped',
    'guest-nic-remove-running',
    'guest-nic-remove-stopped',
    'host-vlan-create',
    'host-vlan-delete',
    'mac-address-frames',
    'nic-checksum-offload',
    'nic-segmentation-offload',
    'port-vlan',
    'vswitch-boot',
    'vswitch-create',
    'vswitch-delete',
    'vswitch-halt',
  ]);
  expect(readBacksOfWayBack).toBeGreaterThan(100);
  // A VLAN id so small that it could be the number of guests on the port is not asked for.
  expect([...seen.unasked.keys()].filter((kind) => kind !== 'port-vlan').sort()).toEqual([
    'address-save',
    'apa-join-fec',
    'apa-join-lacp',
    'apa-prepare',
    'apa-save',
    'host-vlan-save',
    'nic-save',
  ]);
});
