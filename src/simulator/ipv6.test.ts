import { linkLocalAddress } from './ipv6';
import { SCENARIOS } from './scenario';
import { createSimulatedHost } from './simulated-host';

const quickStart = (changes = {}) => createSimulatedHost({ ...SCENARIOS.vmhost1, ...changes });

async function after(host: ReturnType<typeof quickStart>, ...lines: string[]): Promise<string> {
  let last = '';
  for (const line of lines) {
    const { stdout, exitStatus } = await host.run(line.split(' '), { stdin: 'y\n' });
    last = `${String(exitStatus)} ${stdout}`;
  }
  return last;
}

test('a link-local address is made of the MAC address (IPv6 Transport guide, TOUR 1.0, p. 70)', () => {
  expect(linkLocalAddress('0x08000978f339')).toBe('fe80::a00:9ff:fe78:f339');
});

test('an interface has IPv6 from "inet6 up" to "inet6 unplumb"', async () => {
  const host = quickStart();
  expect(await after(host, 'ifconfig lan3 inet6')).toBe('1 ');
  expect(await after(host, 'ifconfig lan3 inet6 up', 'ifconfig lan3 inet6')).toMatch(
    /^0 lan3: flags=\S+\n {8}inet6 fe80::\S+ prefix 10\n$/,
  );
  expect(await after(host, 'ifconfig lan3 inet6 unplumb')).toBe('0 ');
  expect(await after(host, 'ifconfig lan3 inet6')).toBe('1 ');
  expect(await after(host, 'ifconfig lan3 inet6 down')).toMatch(/^1 /);
});

test('a NIC with IPv6 that joins an aggregate, and a VLAN interface with IPv6 that is deleted, are noticed', async () => {
  const host = quickStart({ ipv6Interfaces: ['lan3', 'lan5000'] });
  await after(
    host,
    'nwmgr -a -S vlan -A vlanid=7,ppa=0 -c lan5000',
    'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa',
    'nwmgr -d -f -c lan5000',
  );
  expect(host.hazards().map(({ id }) => id)).toEqual(['ipv6-on-joining-port', 'host-ipv6-lost']);
  expect(host.state().ipv6Interfaces).toEqual(['lan3']);
});

test('a failover group takes IPv6 of its primary port over and gives it back; another aggregate loses its own', async () => {
  const host = quickStart({ ipv6Interfaces: ['lan900', 'lan901'] });
  const halt = 'hpvmnet -S vmlan900 -h';
  await after(host, halt, 'nwmgr -d -S apa -c lan900 -A links=all --force');
  expect(host.state().ipv6Interfaces).toEqual(['lan1', 'lan901']);
  await after(host, 'nwmgr -a -A links=1,2 -A mode=LAN_MONITOR -c lan900 -S apa');
  expect(host.state().ipv6Interfaces).toEqual(['lan900', 'lan901']);
  expect(host.hazards()).toEqual([]);
  await after(
    host,
    'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa',
    'nwmgr -d -S apa -c lan901 -A links=all --force',
  );
  expect(host.state().ipv6Interfaces).toEqual(['lan900']);
  expect(host.hazards().map(({ id }) => id)).toEqual(['host-ipv6-lost']);
});

test('a boot plumbs what netconf-ipv6 says, on the group where the port is its primary', () => {
  const host = quickStart({ ipv6Interfaces: ['lan4'] });
  host.writeFile(
    '/etc/rc.config.d/netconf-ipv6',
    'IPV6_INTERFACE[0]="lan1"\nIPV6_INTERFACE[1]="lan3"\nIPV6_INTERFACE[2]=""\n',
  );
  host.reboot();
  expect(host.state().ipv6Interfaces).toEqual(['lan900', 'lan3']);
});
