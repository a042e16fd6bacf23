import fc from 'fast-check';
import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import { planHost } from '../../src/plan/plan-host';
import type { Outage, Plan } from '../../src/plan/plan-document';
import { createSimulatedHost, type SimulatedHost } from '../../src/simulator/simulated-host';
import { observeSimulated } from '../simulation/observe-simulated';
import { arbitraryDesiredHost, type DesiredDocument } from './arbitrary-desired-host';
import { wideHost } from './wide-host';

/** Pairs of documents that the property runs over; more with HPVM_PROPERTY_RUNS. */
const RUNS = Number(process.env['HPVM_PROPERTY_RUNS'] ?? '200');

type VlanOfNic = ReadonlyMap<string, number | undefined>;

/** VLAN of the port of every guest NIC; undefined: untagged. */
function vlansOf(host: SimulatedHost): VlanOfNic {
  const { guests, vswitches } = host.state();
  const nics = guests.flatMap((guest) => guest.nics.map((nic) => ({ ...nic, guest: guest.name })));
  return new Map(
    nics.map(({ guest, slot, vswitch, port }) => [
      `guestNic.${guest}:${slot}`,
      vswitches.find(({ name }) => name === vswitch)?.portVlans[String(port)],
    ]),
  );
}

/** What of a host has traffic: vswitches that are up, and the NICs of running guests on them, on a VLAN of before or after. */
function inService(
  host: SimulatedHost,
  ends: readonly [before: VlanOfNic, after: VlanOfNic],
): { readonly live: ReadonlySet<string>; readonly stranded: readonly string[] } {
  const { guests, vswitches } = host.state();
  const up = new Set(vswitches.filter((vswitch) => vswitch.isUp).map((vswitch) => vswitch.name));
  const nics = guests
    .filter((guest) => guest.isOn)
    .flatMap((guest) => guest.nics.map((nic) => ({ ...nic, guest: guest.name })));
  const vlans = vlansOf(host);
  const isNew = (address: string): boolean => !ends[0].has(address);
  const live = nics
    .filter((nic) => up.has(nic.vswitch))
    .map((nic) => `guestNic.${nic.guest}:${nic.slot}`)
    .filter(
      (address) => isNew(address) || ends.some((end) => end.has(address) && end.get(address) === vlans.get(address)),
    );
  return {
    live: new Set([...live, ...[...up].map((name) => `vswitch.${name}`)]),
    // vswitches that are down with a running guest on them
    stranded: [...new Set(nics.filter((nic) => !up.has(nic.vswitch)).map((nic) => `vswitch.${nic.vswitch}`))],
  };
}

/** Whether an outage says that its address is out of service after the step at this position. */
function covers(outage: Outage, position: number, place: ReadonlyMap<string, number>): boolean {
  const from = place.get(outage.fromStep) ?? Number.NaN;
  const to = outage.isPermanent === true ? Number.POSITIVE_INFINITY : (place.get(outage.toStep) ?? Number.NaN);
  return from <= position && position < to;
}

/** Whether the outages of a plan agree with the host after every step, in both directions. */
async function compare(
  plan: Plan,
  host: SimulatedHost,
): Promise<{ readonly cuts: number; readonly wrong: readonly string[] }> {
  const place = new Map(plan.steps.map((step, index) => [step.id, index]));
  const after = createSimulatedHost(host.state());
  for (const step of plan.steps) await after.run(step.command, { stdin: 'y\n' });
  const ends = [vlansOf(host), vlansOf(after)] as const;
  const hadTraffic = new Set(inService(host, ends).live);
  const wrong: string[] = [];
  let cuts = 0;
  for (const [position, step] of plan.steps.entries()) {
    const outcome = await host.run(step.command, { stdin: (step.answers ?? []).map((line) => `${line}\n`).join('') });
    if (outcome.exitStatus !== 0) return { cuts, wrong: [...wrong, `${step.id}: ${outcome.stderr}`] };
    const { live, stranded } = inService(host, ends);
    for (const address of live) hadTraffic.add(address);
    const cut = [...hadTraffic].filter((address) => !live.has(address));
    const cutNics = cut.filter((address) => address.startsWith('guestNic.'));
    const told = plan.outages.filter((outage) => covers(outage, position, place));
    const felt = new Set(told.filter(({ guests }) => guests.length > 0).map(({ address }) => address));
    for (const address of [...cutNics, ...cut.filter((each) => stranded.includes(each))])
      if (!felt.has(address)) wrong.push(`${address} has no traffic after ${step.id}, which no outage says`);
    for (const { address, guests } of told)
      if (live.has(address) && (guests.length > 0 || address.startsWith('vswitch.')))
        wrong.push(`${address} has traffic after ${step.id}, and an outage says that it has none`);
    cuts += cutNics.length;
  }
  return { cuts, wrong };
}

function planFor(document: DesiredDocument, observed: Parameters<typeof planHost>[0]['observed']): Plan | undefined {
  const decoded = decodeDesiredHost(document, 'generated');
  if (!decoded.ok) return undefined;
  return planHost({
    desired: decoded.value,
    desiredDigest: desiredDigest(decoded.value),
    observed,
    acceptRecalled: true,
  });
}

test('every interruption that the simulated host goes through stands in the plan, and every one in the plan happens', async () => {
  const seen = { plans: 0, outages: 0, cuts: 0 };
  await fc.assert(
    fc.asyncProperty(arbitraryDesiredHost, arbitraryDesiredHost, async (first, second) => {
      const host = wideHost();
      let owned: readonly string[] = [];
      for (const document of [first, second]) {
        const plan = planFor(document, await observeSimulated(host, owned));
        if (plan?.status !== 'ready') continue;
        const { cuts, wrong } = await compare(plan, host);
        expect(wrong).toEqual([]);
        seen.plans += 1;
        seen.outages += plan.outages.length;
        seen.cuts += cuts;
        owned = plan.steps.flatMap(({ ownership }) => (ownership?.action === 'claim' ? [ownership.address] : []));
      }
    }),
    { numRuns: RUNS },
  );
  console.log(`interruptions foretold: ${JSON.stringify(seen)}`);
  expect(seen.cuts).toBeGreaterThan(RUNS / 4);
}, 600_000);
