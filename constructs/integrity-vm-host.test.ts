import { App, Fn, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Construct } from 'constructs';

import { documentOf, hostInStack, unchecked } from '../test/constructs/synthesized-host';
import { ApaGroup } from './apa-group';
import { ApplyStrategy } from './apply-strategy';
import { GuestNic } from './guest-nic';
import { HostTunables } from './host-tunables';
import { HostVlan } from './host-vlan';
import { OnDestroy } from './on-destroy';
import { IntegrityVmHost, type IntegrityVmHostProps } from './integrity-vm-host';
import type * as library from './index';
import { LanInterface } from './lan-interface';
import { VSwitch } from './vswitch';

const documentOnly = { applyStrategy: ApplyStrategy.DOCUMENT_ONLY };

describe('an IntegrityVmHost', () => {
  test('is named by its id, reached by its name, and manages every kind of resource', () => {
    const host = hostInStack();
    expect([host.hostName, host.desiredFileName, IntegrityVmHost.isIntegrityVmHost(host)]).toEqual([
      'vmhost1',
      'vmhost1.desired.json',
      true,
    ]);
    expect(documentOf(host)).toEqual({
      formatVersion: '1',
      kind: 'hpvm-desired-host',
      host: 'vmhost1',
      connection: { address: 'vmhost1' },
      lanInterfaces: [],
      apaGroups: [],
      hostVlans: [],
      vswitches: [],
      guestNics: [],
    });
  });

  test('writes how it is reached', () => {
    const host = hostInStack({ hostName: 'vm.host-2', address: '192.0.2.7', port: 2222, user: 'netadmin' });
    expect(host.desiredFileName).toBe('vm.host-2.desired.json');
    expect(documentOf(host)).toMatchObject({
      host: 'vm.host-2',
      connection: { address: '192.0.2.7', port: 2222, user: 'netadmin' },
    });
  });

  test('writes who logs in for what, and where the host is reached afterwards', () => {
    const host = hostInStack({
      user: 'netadm',
      sudo: '/usr/local/bin/sudo',
      discoveryUser: 'netlook',
      addressAfter: '192.0.2.8',
      legacyAlgorithms: true,
      client: 'openssh',
    });
    expect(documentOf(host)).toMatchObject({
      connection: {
        address: 'vmhost1',
        user: 'netadm',
        after: { address: '192.0.2.8' },
        sudo: '/usr/local/bin/sudo',
        legacyAlgorithms: true,
        client: 'openssh',
        discovery: { user: 'netlook' },
      },
    });
  });

  test('says nothing of old algorithms where they are not wanted', () => {
    expect(documentOf(hostInStack({ legacyAlgorithms: false }))).toMatchObject({ connection: { address: 'vmhost1' } });
  });

  test.each<[string, IntegrityVmHostProps, string]>([
    ['sudo', { sudo: 'sudo' }, 'sudo is "sudo"; it must be the absolute path of sudo on the host'],
    ['discoverySudo', { discoverySudo: '/a b' }, 'discoverySudo is "/a b"; it must be the absolute path of sudo'],
    ['discoveryUser', { discoveryUser: '-l' }, 'discoveryUser is "-l"; it must be a login name'],
    ['client', { client: 'putty' }, 'client is "putty"; it must be "openssh"'],
    ['addressAfter', { addressAfter: '-l' }, 'addressAfter is "-l"; it must be a DNS name'],
    ['portAfter', { portAfter: 22 }, 'portAfter says where addressAfter is reached; give addressAfter too'],
    ['hostName', { hostName: '../etc' }, 'hostName is "../etc"; it must be a host name'],
    [
      'address',
      { address: '-oProxyCommand=id' },
      'address is "-oProxyCommand=id"; it must be a DNS name, an IP address',
    ],
    ['port', { port: 65536 }, 'port is 65536; it must be an integer from 1 to 65535'],
    ['user', { user: 'root;id' }, 'user is "root;id"; it must be a login name'],
    [
      'integrityVmVersion',
      { integrityVmVersion: 'latest' },
      'integrityVmVersion is "latest"; it must be a release such as "4.2.5" or "B.04.20.05"',
    ],
    [
      'applyStrategy',
      { applyStrategy: unchecked<ApplyStrategy>('PROVIDER') },
      'applyStrategy is "PROVIDER"; it must be one of NULL_RESOURCE, TERRAFORM_DATA, NATIVE, DOCUMENT_ONLY',
    ],
    ['onDestroy', { onDestroy: OnDestroy.FORGET }, 'onDestroy needs applyStrategy NATIVE; with DOCUMENT_ONLY'],
  ])('refuses a wrong %s', (_, props, message) => {
    expect(() => hostInStack(props)).toThrow(`[rack1/vmhost1] ${message}`);
  });

  test('is found from everything below it', () => {
    const host = hostInStack();
    const deep = new Construct(new Construct(host, 'a'), 'b');
    expect([IntegrityVmHost.of(deep), IntegrityVmHost.of(host)]).toEqual([host, host]);
    expect(() => IntegrityVmHost.of(TerraformStack.of(host))).toThrow('[rack1] stands below no IntegrityVmHost');
  });

  test('does not stand below another one, nor outside of a stack', () => {
    const host = hostInStack();
    expect(() => new IntegrityVmHost(new Construct(host, 'rack'), 'inner', documentOnly)).toThrow(
      '[rack1/vmhost1/rack/inner] stands below another IntegrityVmHost, rack1/vmhost1',
    );
    expect(() => new IntegrityVmHost(Testing.app(), 'vmhost1', documentOnly)).toThrow(/stack/i);
  });

  test('stands once in an app, also when its stacks differ', () => {
    const app = Testing.app({ stackTraces: false });
    new IntegrityVmHost(new TerraformStack(app, 'rack1'), 'vmhost1', documentOnly);
    new IntegrityVmHost(new TerraformStack(app, 'rack2'), 'again', { ...documentOnly, hostName: 'vmhost1' });
    expect(() => app.synth()).toThrow(
      '[rack1/vmhost1] hostName is "vmhost1", which rack2/again has already; each host stands once in an app',
    );
  });
});

describe('a value that only Terraform knows', () => {
  function variablesOf(host: IntegrityVmHost): { readonly text: string; readonly number: number } {
    const variable = new TerraformVariable(TerraformStack.of(host), 'variable', { default: 1 });
    return { text: variable.stringValue, number: variable.numberValue };
  }

  type Build = (host: IntegrityVmHost, values: { readonly text: string; readonly number: number }) => unknown;
  test.each<[string, string, Build]>([
    ['LanInterface', 'interfaceName', (host, { text }) => new LanInterface(host, 'x', { interfaceName: text })],
    [
      'LanInterface.fromInterfaceName',
      'interfaceName',
      (host, { text }) => LanInterface.fromInterfaceName(host, 'x', text),
    ],
    ['ApaGroup', 'groupName', (host, { text }) => new ApaGroup(host, 'x', { groupName: text, ports: [] })],
    ['VSwitch', 'vswitchName', (host, { text }) => new VSwitch(host, 'x', { vswitchName: `vm${text}` })],
    ['VSwitch.fromVSwitchName', 'vswitchName', (host, { text }) => VSwitch.fromVSwitchName(host, 'x', text)],
    [
      'HostVlan',
      'vlanId',
      (host, { number }) =>
        new HostVlan(host, 'lan5000', { uplink: LanInterface.fromInterfaceName(host, 'u', 'lan4'), vlanId: number }),
    ],
    [
      'GuestNic',
      'guest',
      (host, { text }) => new VSwitch(host, 'web').connect('x', { guest: Fn.upper(text), slot: '0,1' }),
    ],
    ['GuestNic', 'slot', (host, { text }) => new VSwitch(host, 'web').connect('x', { guest: 'g', slot: text })],
    [
      'GuestNic',
      'vlanId',
      (host, { number }) => new VSwitch(host, 'web').connect('x', { guest: 'g', slot: '0,1', vlanId: number + 1 }),
    ],
    [
      'GuestNic',
      'port',
      (host, { number }) => new VSwitch(host, 'web').connect('x', { guest: 'g', slot: '0,1', port: number }),
    ],
    [
      'GuestNic',
      'mac',
      (host, { text }) => new VSwitch(host, 'web').connect('x', { guest: 'g', slot: '0,1', mac: text }),
    ],
    [
      'HostTunables',
      'macAddressFrames',
      (host, { number }) => new HostTunables(host, 'x', { macAddressFrames: number }),
    ],
    [
      'IntegrityVmHost',
      'address',
      (host, { text }) => new IntegrityVmHost(TerraformStack.of(host), 'x', { address: text }),
    ],
    [
      'IntegrityVmHost',
      'port',
      (host, { number }) => new IntegrityVmHost(TerraformStack.of(host), 'x', { port: number }),
    ],
    [
      'IntegrityVmHost',
      'integrityVmVersion',
      (host, { text }) => new IntegrityVmHost(TerraformStack.of(host), 'x', { integrityVmVersion: text }),
    ],
    [
      'IntegrityVmHost',
      'hpvmctlCommand[1]',
      (host, { text }) => new IntegrityVmHost(TerraformStack.of(host), 'x', { hpvmctlCommand: ['npx', text] }),
    ],
    [
      'IntegrityVmHost',
      'hpvmctlCommand',
      (host) =>
        new IntegrityVmHost(TerraformStack.of(host), 'x', {
          hpvmctlCommand: new TerraformVariable(host, 'list', { type: 'list(string)' }).listValue,
        }),
    ],
  ])('is refused as %s %s, with what to do instead', (_, property, build) => {
    const host = hostInStack();
    expect(() => build(host, variablesOf(host))).toThrow(
      `${property} is only known to Terraform when it applies, but plans, reviews and drift checks read the desired state ` +
        'without Terraform: pass a literal value, or read it at synthesis from cdktf context (this.node.tryGetContext) or the environment',
    );
  });
});

describe('types of another copy of this library', () => {
  test('are recognised', () => {
    jest.isolateModules(() => {
      const other = jest.requireActual<typeof library>('./index');
      expect(other.IntegrityVmHost).not.toBe(IntegrityVmHost);
      const host = hostInStack();
      const vswitch = new VSwitch(host, 'web');
      expect(other.IntegrityVmHost.of(vswitch)).toBe(host);
      expect(other.VSwitch.isVSwitch(vswitch)).toBe(true);
      const nic = new other.GuestNic(host, 'nic', { guest: 'web01', slot: '0,1', vswitch });
      expect(GuestNic.isGuestNic(nic)).toBe(true);
      expect(documentOf(host).guestNics).toHaveLength(1);
    });
  });
});

test('an App of the real framework is what the tests run on', () => {
  expect(App.isApp(hostInStack().node.root)).toBe(true);
});
