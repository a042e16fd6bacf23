import { discoverHost } from '../../src/discovery/discover-host';
import { executePlan } from '../../src/execute/execute-plan';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Plan } from '../../src/plan/plan-document';
import { SCENARIOS } from '../../src/simulator/scenario';
import { openLocalShell } from '../../src/simulator/shell/local-shell';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import type { HostShell } from '../../src/transport/host-shell';
import { planFor } from '../hosts/plan-for';

/** Moving vmlan0 to another NIC halts, removes, creates and boots it. */
const onUplink = (uplink: string): object => ({ vswitches: [{ name: 'vmlan0', uplink }] });

async function observe(shell: HostShell): Promise<ObservedHost> {
  const now = { host: 'vmhost1', observedAt: '2026-11-22T10:00:00Z' };
  const found = await discoverHost(shell, { ...now, frameToken: 'abcdefgh12345678', timeoutMs: 60_000 });
  if (!found.ok) throw new Error(JSON.stringify(found.diagnostics));
  return found.value;
}

test('after three runs on a host, a plan for it says what was measured there', async () => {
  const shell = await openLocalShell(createSimulatedHost(SCENARIOS.vmhost1));
  try {
    const made: Plan[] = [];
    for (const uplink of ['lan3', 'lan0', 'lan3', 'lan0']) {
      const plan = planFor(onUplink(uplink), await observe(shell));
      made.push(plan);
      const { outcome } = await executePlan({
        plan,
        planDigest: plan.basis.contentDigest,
        shell,
        runId: `run-${String(made.length)}`,
        owner: 'anna@desk',
        takesBack: false,
        now: () => new Date('2026-11-22T10:00:00Z'),
      });
      expect(outcome).toBe('applied');
    }
    const bases = made.map((plan) => plan.outages.map(({ address, basis }) => `${address} ${basis}`));
    const assumed = ['vswitch.vmlan0 assumed'];
    expect(bases).toEqual([assumed, assumed, assumed, ['vswitch.vmlan0 measured']]);
    const [before, after] = [made[0]?.outages[0]?.seconds, made[3]?.outages[0]?.seconds];
    expect(after?.max).toBeLessThan(before?.max ?? 0);
    expect(
      (await observe(shell)).measuredDurations.map(({ operation, samples }) => `${operation} ${String(samples)}`),
    ).toEqual(['vswitch-boot 4', 'vswitch-create 4', 'vswitch-delete 4', 'vswitch-halt 4']);
  } finally {
    await shell.close();
  }
});
