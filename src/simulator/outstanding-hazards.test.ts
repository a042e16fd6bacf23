import { SCENARIOS, type Scenario } from './scenario';
import { createSimulatedHost, type SimulatedHost } from './simulated-host';

const BASE: Scenario = SCENARIOS.vmhost1;

/** Runs command lines (words parted by blanks; every question is answered yes). */
async function drive(host: SimulatedHost, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) expect(await host.run(line.split(' '), { stdin: 'y\n' })).toMatchObject({ exitStatus: 0 });
}

function outstanding(host: SimulatedHost): readonly string[] {
  return host.outstandingHazards().map(({ id, detail }) => `${id} ${detail}`);
}

describe('netconf that names a port', () => {
  const REBUILT = ['hpvmnet -h -S vmlan900', 'nwmgr -d -S apa -c lan900 -A links=all --force', 'ifconfig lan1 unplumb'];
  const MANUAL = 'nwmgr -a -A links=1,2 -A mode=MANUAL -c lan900 -S apa';
  const named = (host: SimulatedHost) => outstanding(host).filter((text) => text.startsWith('netconf'));

  test('is outstanding until it names the aggregate', async () => {
    const host = createSimulatedHost(BASE);
    await drive(host, ...REBUILT);
    expect(named(host)).toEqual([]);
    await drive(host, MANUAL);
    expect(named(host)).toEqual(['netconf-names-a-port netconf gives 192.1.4.205 to lan1, a port of lan900']);
    await drive(host, 'ch_rc -a -p INTERFACE_NAME[1]=lan900 /etc/rc.config.d/netconf');
    expect(named(host)).toEqual([]);
  });

  test('is right for the primary port of a failover group and wrong for another', async () => {
    const host = createSimulatedHost(BASE);
    expect(named(host)).toEqual([]);
    await drive(host, 'ch_rc -a -p INTERFACE_NAME[1]=lan2 /etc/rc.config.d/netconf');
    expect(named(host)).toHaveLength(1);
  });
});

describe('AVIO without an uplink', () => {
  const RECREATED = ['hpvmnet -h -S vmlan900', 'hpvmnet -d -S vmlan900', 'hpvmnet -c -S vmlan900'];

  test('is outstanding for each NIC of a running guest after its vswitch came back without one', async () => {
    const host = createSimulatedHost(BASE);
    await drive(host, ...RECREATED);
    expect(outstanding(host)).toEqual([
      'avio-without-uplink db01 0,1 on vmlan900, which has no uplink',
      'avio-without-uplink app01 0,1 on vmlan900, which has no uplink',
    ]);
    await drive(host, 'hpvmstop -P app01');
    expect(outstanding(host)).toHaveLength(1);
  });

  test('is supported since 4.3', async () => {
    const bundles = [{ name: 'T2767AC', revision: 'B.04.30', title: 'Integrity VM' }];
    const host = createSimulatedHost({ ...BASE, bundles });
    await drive(host, ...RECREATED);
    expect(outstanding(host)).toEqual([]);
  });
});

describe('CKO under a running vswitch', () => {
  const advice = (host: SimulatedHost) => host.advisories().map(({ id, detail }) => `${id} ${detail}`);

  test('is advised against, not a hazard', () => {
    const host = createSimulatedHost(BASE);
    expect(advice(host)).toEqual(['cko-under-vswitch vmlan4: CKO on (lan4)']);
    expect(outstanding(host)).toEqual([]);
    expect(host.advisories()[0]?.source).toContain('7.2.20, p. 75');
  });

  test.each(['nwmgr -a -S vlan -A vlanid=12,ppa=4 -c lan5000', 'hpvmnet -S vmlan4 -u portid:1:vlanid:12'])(
    'is a hazard instead once there is a VLAN: %j',
    async (line) => {
      const host = createSimulatedHost(BASE);
      await drive(host, line);
      expect(advice(host)).toEqual([]);
      expect(host.outstandingHazards().map(({ id }) => id)).toEqual(['vlan-with-cko']);
    },
  );

  test.each(['hpvmnet -h -S vmlan4', 'nwmgr -s -f -A rx_cko=off,tx_cko=off,vmtu=0 -c lan4'])(
    'is gone after %j',
    async (line) => {
      const host = createSimulatedHost(BASE);
      await drive(host, line);
      expect(advice(host)).toEqual([]);
    },
  );
});
