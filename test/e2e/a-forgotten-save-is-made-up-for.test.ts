import { discoverHost } from '../../src/discovery/discover-host';
import { executePlan } from '../../src/execute/execute-plan';
import type { ObservedHost } from '../../src/model/observed-host';
import { SCENARIOS } from '../../src/simulator/scenario';
import { openLocalShell } from '../../src/simulator/shell/local-shell';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import type { HostShell } from '../../src/transport/host-shell';
import { planFor } from '../hosts/plan-for';

const LISTS = { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 120 }] };

async function observe(shell: HostShell): Promise<ObservedHost> {
  const options = { host: 'vmhost1', observedAt: '2026-11-22T10:00:00Z', frameToken: 'abcdefgh12345678' };
  const found = await discoverHost(shell, { ...options, timeoutMs: 60_000 });
  if (!found.ok) throw new Error(JSON.stringify(found.diagnostics));
  return found.value;
}

test('an apply saves what somebody made by hand, and the next boot keeps it', async () => {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  await host.run('nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5000'.split(' '));
  const shell = await openLocalShell(host);
  try {
    const plan = planFor(LISTS, await observe(shell));
    expect(plan).toMatchObject({ status: 'ready', steps: [{ phase: 'persist' }], outages: [] });
    const report = await executePlan({
      plan,
      planDigest: plan.basis.contentDigest,
      shell,
      runId: 'run-1',
      owner: 'anna@desk',
      takesBack: false,
      now: () => new Date('2026-11-22T10:00:00Z'),
    });
    expect(report.outcome).toBe('applied');
    host.reboot();
    expect(planFor(LISTS, await observe(shell)).status).toBe('no-op');
    expect(host.state().running.vlans.map((vlan) => vlan.name)).toEqual(['lan5000']);
  } finally {
    await shell.close();
  }
});
