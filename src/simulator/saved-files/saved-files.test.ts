import { SCENARIOS } from '../scenario';
import { createSimulatedHost, type SimulatedHost } from '../simulated-host';
import { HP_APACONF, HP_APAPORTCONF, LANCONFIG } from './apa-files';
import { VLANCONF } from './vlan-file';

const IETHERCONF = '/etc/rc.config.d/hpietherconf';

async function hostAfter(...lines: readonly string[]): Promise<SimulatedHost> {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  for (const line of lines) {
    const outcome = await host.run(line.split(' '), { stdin: 'y\n' });
    if (outcome.exitStatus !== 0) throw new Error(`${line}: ${outcome.stderr}`);
  }
  return host;
}

const textOf = (host: SimulatedHost, path: string): string | undefined => host.state().files[path];
const SAVE_APA = 'nwmgr -s -S apa -A all --saved --from cu';
const LACP = [
  'nwmgr -s -A key=901 -A lb=LB_IP -c lan901 -S apa',
  'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa',
];
const VLAN = 'nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5000';

describe('files show what is saved', () => {
  test('a host has them from the start, where there is something to say', async () => {
    const host = await hostAfter();
    expect(textOf(host, LANCONFIG)).toContain('FAILOVER_GROUP lan900\nPRIMARY lan1 5\nSTANDBY lan2 3\n');
    expect(textOf(host, IETHERCONF)).toContain(
      'HP_IETHER_INTERFACE_NAME[0]=lan1\nHP_IETHER_SEND_CKO[0]=OFF\nHP_IETHER_RECV_CKO[0]=OFF\nHP_IETHER_VMTU[0]=0\n',
    );
    expect([VLANCONF, HP_APAPORTCONF, '/etc/rc.config.d/hpixgbeconf'].map((path) => textOf(host, path))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('a command that changes what runs leaves them as they are', async () => {
    const host = await hostAfter(...LACP, VLAN, 'nwmgr -s -f -A tx_cko=on -c lan2');
    expect(host.state().files).toEqual((await hostAfter()).state().files);
  });

  test('saving an LACP aggregate writes its key and its ports', async () => {
    const host = await hostAfter(...LACP, SAVE_APA);
    expect(textOf(host, HP_APACONF)).toContain(
      'HP_APA_INTERFACE_NAME[0]=lan901\nHP_APA_LOAD_BALANCE_MODE[0]=LB_IP\nHP_APA_KEY[0]=901\n',
    );
    expect(textOf(host, HP_APAPORTCONF)).toContain(
      'HP_APAPORT_INTERFACE_NAME[0]=lan3\nHP_APAPORT_KEY[0]=901\nHP_APAPORT_CONFIG_MODE[0]=LACP_AUTO\n',
    );
  });

  test('saving a MANUAL aggregate writes its ports into its own entry', async () => {
    const host = await hostAfter('nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa', SAVE_APA);
    expect(textOf(host, HP_APACONF)).toContain('HP_APA_MANUAL_LA[0]="3"\n');
  });

  test('a failover group that is gone and saved so is in no file', async () => {
    const host = await hostAfter('hpvmnet -S vmlan900 -h', 'nwmgr -d -S apa -c lan900 -A links=all --force', SAVE_APA);
    expect(textOf(host, LANCONFIG)).not.toContain('FAILOVER_GROUP');
  });

  test('a VLAN interface is written when it is saved and taken out when it is deleted there', async () => {
    const saved = [VLAN, 'nwmgr -s -A all --sa --fr cu -c lan5000'];
    expect(textOf(await hostAfter(...saved), VLANCONF)).toContain(
      'VLAN_PHY_INTERFACE[0]=lan3\nVLAN_ID[0]=120\nVLAN_VPPA[0]=5000\n',
    );
    expect(textOf(await hostAfter(...saved, 'nwmgr -d -S vlan -c lan5000 --sa'), VLANCONF)).not.toContain('VLAN_ID');
  });

  test('saving a NIC writes its offload', async () => {
    const host = await hostAfter('nwmgr -s -A tx_cko=on,vmtu=32160 -c lan3', 'nwmgr -s -A all --sa --fr cu -c lan3');
    expect(textOf(host, IETHERCONF)).toContain(
      'NAME[2]=lan3\nHP_IETHER_SEND_CKO[2]=ON\nHP_IETHER_RECV_CKO[2]=OFF\nHP_IETHER_VMTU[2]=32160\n',
    );
  });
});

describe('an edit by hand acts at the next boot', () => {
  const edited = async (path: string, text: string, ...lines: readonly string[]): Promise<SimulatedHost> => {
    const host = await hostAfter(...lines);
    const before = host.state().running;
    host.writeFile(path, text);
    expect(host.state().running).toBe(before);
    host.reboot();
    return host;
  };
  const group = (host: SimulatedHost, name: string) =>
    host.state().running.aggregates.find((each) => each.name === name);

  test('of hp_apaconf: a MANUAL aggregate', async () => {
    const text = 'HP_APA_INTERFACE_NAME[7]="lan902"\nHP_APA_LOAD_BALANCE_MODE[7]=LB_PORT\nHP_APA_MANUAL_LA[7]="3"\n';
    expect(group(await edited(HP_APACONF, text), 'lan902')).toMatchObject({
      mode: 'MANUAL',
      ports: ['lan3'],
      lb: 'LB_PORT',
    });
  });

  test('of hp_apaportconf: ports join by their key, or the documented one', async () => {
    const lacp = 'HP_APAPORT_INTERFACE_NAME[0]=lan4\nHP_APAPORT_KEY[0]=901\nHP_APAPORT_CONFIG_MODE[0]=LACP_AUTO\n';
    const joined = group(await edited(HP_APAPORTCONF, lacp, ...LACP, SAVE_APA), 'lan901');
    expect(joined).toMatchObject({ mode: 'LACP_AUTO', ports: ['lan4'] });
    const fec = 'HP_APAPORT_INTERFACE_NAME[0]=lan4\nHP_APAPORT_CONFIG_MODE[0]=FEC_AUTO\n';
    const made = await edited(HP_APAPORTCONF, fec, 'nwmgr -s -A gc=5 -c lan903 -S apa', SAVE_APA);
    expect(group(made, 'lan903')).toMatchObject({ mode: 'FEC_AUTO', ports: ['lan4'] });
  });

  test('of lanconfig.ascii: another primary port', async () => {
    const text = 'FAILOVER_GROUP lan900\nSTANDBY lan1 3\nPRIMARY lan2 5\n';
    expect(group(await edited(LANCONFIG, text), 'lan900')).toMatchObject({
      mode: 'LAN_MONITOR',
      ports: ['lan2', 'lan1'],
    });
  });

  test('of vlanconf: a VLAN interface, numbered by the system where the file does not', async () => {
    const text = [
      ...['VLAN_PHY_INTERFACE[0]=lan3', 'VLAN_ID[0]=7', 'VLAN_PHY_INTERFACE[1]=lan3', 'VLAN_ID[1]=120'],
      ...['VLAN_PHY_INTERFACE[2]=lan3', 'VLAN_ID[2]=8', 'VLAN_VPPA[2]=5007', 'VLAN_PHY_INTERFACE[3]=lan3', ''],
    ].join('\n');
    const host = await edited(VLANCONF, text, VLAN, 'nwmgr -s -A all --sa --fr cu -c lan5000');
    expect(host.state().running.vlans.map(({ name, vlanId }) => `${name} ${vlanId}`)).toEqual([
      'lan5001 7',
      'lan5000 120',
      'lan5007 8',
    ]);
  });

  test('of hpietherconf: offload, and nothing of NICs that it does not name', async () => {
    const text = 'HP_IETHER_INTERFACE_NAME[0]=lan3\nHP_IETHER_RECV_CKO[0]=ON\nHP_IETHER_INTERFACE_NAME[1]=lan99\n';
    const { nicAttributes } = (await edited(IETHERCONF, text)).state().running;
    expect(nicAttributes['lan3']).toMatchObject({ rx_cko: 'on', tx_cko: 'off', vmtu: 0 });
    expect(Object.keys(nicAttributes)).toEqual(['lan0', 'lan1', 'lan2', 'lan3', 'lan4']);
  });

  test('with ch_rc, which keeps the rest of the file', async () => {
    const host = await hostAfter();
    host.writeFile(HP_APACONF, '# mine\nHP_APA_INTERFACE_NAME[0]=lan901\n');
    await host.run(['ch_rc', '-a', '-p', 'HP_APA_MANUAL_LA[0]=3', HP_APACONF]);
    expect(textOf(host, HP_APACONF)).toBe('# mine\nHP_APA_INTERFACE_NAME[0]=lan901\nHP_APA_MANUAL_LA[0]=3\n');
    host.reboot();
    expect(group(host, 'lan901')).toMatchObject({ mode: 'MANUAL', ports: ['lan3'] });
  });

  test('and stays as it is when something else is saved', async () => {
    const host = await hostAfter(VLAN);
    const text = `# mine\n${String(textOf(host, LANCONFIG))}`;
    host.writeFile(LANCONFIG, text);
    await host.run('nwmgr -s -A all --sa --fr cu -c lan5000'.split(' '));
    expect(textOf(host, LANCONFIG)).toBe(text);
  });
});
