import { renamedScenario } from './renamed-scenario';
import { SCENARIOS } from './scenario';
import { createSimulatedHost } from './simulated-host';
import { NETCONF } from './simulated-host-state';

test('a host calls itself what it was named, before and after a boot, and is the same otherwise', async () => {
  const host = createSimulatedHost(renamedScenario(SCENARIOS.vmhost1, 'vmhost2'));
  expect((await host.run(['/usr/bin/uname', '-n'])).stdout).toBe('vmhost2\n');
  host.reboot();
  expect((await host.run(['/usr/bin/uname', '-n'])).stdout).toBe('vmhost2\n');

  const { nodeName, files, ...rest } = host.state();
  const original = createSimulatedHost(SCENARIOS.vmhost1);
  // Its clock counts commands.
  await original.run(['/usr/bin/uname', '-n']);
  await original.run(['/usr/bin/uname', '-n']);
  original.reboot();
  const { nodeName: _, files: itsFiles, ...others } = original.state();
  expect(rest).toEqual(others);
  expect({ nodeName, netconf: files[NETCONF] }).toEqual({
    nodeName: 'vmhost2',
    netconf: itsFiles[NETCONF]?.replace('HOSTNAME="vmhost1"', 'HOSTNAME="vmhost2"'),
  });
});
