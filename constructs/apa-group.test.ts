import { documentOf, hostInStack, unchecked } from '../test/constructs/synthesized-host';
import { ApaGroup } from './apa-group';
import { ApaMode } from './apa-mode';
import { LanInterface } from './lan-interface';
import { LoadBalancing } from './load-balancing';
import { Offload } from './offload';

describe('an ApaGroup', () => {
  test('is named by its id; mode and balancing are not managed by default', () => {
    const host = hostInStack();
    const group = new ApaGroup(host, 'lan900', { ports: [LanInterface.fromInterfaceName(host, 'first', 'lan1')] });
    expect([group.groupName, group.uplinkName, group.host]).toEqual(['lan900', 'lan900', host]);
    expect(documentOf(host).apaGroups).toEqual([{ name: 'lan900', ports: ['lan1'], from: 'rack1/vmhost1/lan900' }]);
  });

  test('writes every property, ports in ascending order, over managed and other NICs alike', () => {
    const host = hostInStack();
    const managed = new LanInterface(host, 'lan2', { checksumOffload: Offload.OFF });
    new ApaGroup(host, 'uplink', {
      groupName: 'lan901',
      ports: [LanInterface.fromInterfaceName(host, 'tenth', 'lan10'), managed],
      mode: ApaMode.LACP_AUTO,
      loadBalancing: LoadBalancing.LB_MAC,
    });
    expect(documentOf(host).apaGroups).toEqual([
      {
        name: 'lan901',
        mode: 'LACP_AUTO',
        ports: ['lan2', 'lan10'],
        loadBalancing: 'LB_MAC',
        from: 'rack1/vmhost1/uplink',
      },
    ]);
  });

  test('has every mode and algorithm of HP-UX', () => {
    expect(Object.values(ApaMode)).toEqual(['MANUAL', 'FEC_AUTO', 'LACP_AUTO', 'LAN_MONITOR']);
    expect(Object.values(LoadBalancing)).toEqual(['LB_MAC', 'LB_IP', 'LB_PORT']);
  });

  test('that is only referred to renders nothing', () => {
    const host = hostInStack();
    const group = ApaGroup.fromGroupName(host, 'shared', 'lan900');
    expect([group.groupName, group.uplinkName, group.host]).toEqual(['lan900', 'lan900', host]);
    expect(ApaGroup.isApaGroup(group)).toBe(false);
    expect(documentOf(host).apaGroups).toEqual([]);
  });

  test('is recognised by its type', () => {
    const host = hostInStack();
    expect(ApaGroup.isApaGroup(new ApaGroup(host, 'lan900', { ports: [new LanInterface(host, 'lan1')] }))).toBe(true);
    expect(ApaGroup.isApaGroup(new LanInterface(host, 'lan2'))).toBe(false);
  });

  test.each(['lan899', 'lan950', 'lan4', 'apa0'])('refuses "%s" as a name', (name) => {
    const message = `[rack1/vmhost1/group] groupName is "${name}"; it must be "lan900" to "lan949" (source: HP Auto Port`;
    expect(() => new ApaGroup(hostInStack(), 'group', { groupName: name, ports: [] })).toThrow(message);
    expect(() => ApaGroup.fromGroupName(hostInStack(), 'group', name)).toThrow(message);
  });

  test('refuses a mode or algorithm that does not exist', () => {
    const host = hostInStack();
    expect(() => new ApaGroup(host, 'lan900', { ports: [], mode: unchecked<ApaMode>('LACP') })).toThrow(
      'mode is "LACP"; it must be one of "MANUAL", "FEC_AUTO", "LACP_AUTO", "LAN_MONITOR"',
    );
    expect(
      () => new ApaGroup(host, 'lan901', { ports: [], loadBalancing: unchecked<LoadBalancing>('LB_CPU') }),
    ).toThrow('loadBalancing is "LB_CPU"; it must be one of "LB_MAC", "LB_IP", "LB_PORT"');
  });

  test('refuses a NIC of another host at once', () => {
    const other = hostInStack({ hostName: 'vmhost2' });
    const port = new LanInterface(other, 'lan1');
    expect(() => new ApaGroup(hostInStack(), 'lan900', { ports: [port] })).toThrow(
      '[rack1/vmhost1/lan900] ports[0] is rack1/vmhost1/lan1, which belongs to host "vmhost2" (rack1/vmhost1); ' +
        'an element of host "vmhost1" can only refer to elements of the same host',
    );
  });

  test('shares no port with another group, and says where that one stands', () => {
    const host = hostInStack();
    const port = new LanInterface(host, 'lan1');
    new ApaGroup(host, 'lan900', { ports: [port] });
    new ApaGroup(host, 'lan901', { ports: [port] });
    expect(() => documentOf(host)).toThrow(
      'rack1/vmhost1/lan901: ports has "lan1", which is a port of lan900 (rack1/vmhost1/lan900) already',
    );
  });

  test('that is a failover group balances nothing and has two ports', () => {
    const host = hostInStack();
    new ApaGroup(host, 'lan900', {
      ports: [new LanInterface(host, 'lan1')],
      mode: ApaMode.LAN_MONITOR,
      loadBalancing: LoadBalancing.LB_IP,
    });
    expect(() => documentOf(host)).toThrow(
      /ports has 1 ports, but LAN_MONITOR takes 2 to 32[^]*loadBalancing is "LB_IP"/,
    );
  });
});
