import { discoverHost } from '../../src/discovery/discover-host';
import { executePlan } from '../../src/execute/execute-plan';
import type { ObservedHost } from '../../src/model/observed-host';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { openLocalShell } from '../../src/simulator/shell/local-shell';
import type { HostShell } from '../../src/transport/host-shell';
import { planFor } from '../hosts/plan-for';

const LISTS = {
  apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'], loadBalancing: 'LB_MAC' }],
};

async function observe(shell: HostShell): Promise<ObservedHost> {
  const options = {
    host: 'vmhost1',
    observedAt: '2026-11-22T10:00:00Z',
    frameToken: 'abcdefgh12345678',
    timeoutMs: 60_000,
  };
  const found = await discoverHost(shell, options);
  if (!found.ok) throw new Error(JSON.stringify(found.diagnostics));
  return found.value;
}

test('an apply that fails half way is reported until somebody has settled it', async () => {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  host.injectFault({
    id: 'address',
    pattern: '^ifconfig lan900 inet',
    effect: { kind: 'exit', status: 1, isApplied: false },
  });
  const shell = await openLocalShell(host);
  try {
    const first = planFor(LISTS, await observe(shell));
    const report = await executePlan({
      plan: first,
      planDigest: first.basis.contentDigest,
      shell,
      runId: 'run-1',
      owner: 'anna@desk',
      takesBack: false,
      now: () => new Date('2026-11-22T10:00:00Z'),
    });
    expect(report.outcome).toBe('failed');
    const again = planFor(LISTS, await observe(shell));
    expect(again.status).toBe('blocked');
    const debt = again.diagnostics.find((item) => item.code === 'unfinished-run');
    expect(debt?.detail).toContain('/usr/sbin/ifconfig lan900 inet 192.1.4.205 netmask 255.255.255.0 up');
    expect(debt?.detail).toContain('/opt/hpvm/bin/hpvmnet -b -S vmlan900');
  } finally {
    await shell.close();
  }
});
