import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { App, Aspects, LocalBackend, TerraformStack, Testing } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import fc from 'fast-check';

import { decodeDesiredText } from '../src/desired/decode-desired-text';
import { desiredDigest } from '../src/desired/desired-digest';
import { encodeDesiredHost } from '../src/desired/encode-desired-host';
import { documentOf, documentTextOf, hostInStack } from '../test/constructs/synthesized-host';
import { AdapterType } from './adapter-type';
import { ApaGroup } from './apa-group';
import { ApaMode } from './apa-mode';
import { ApplyStrategy } from './apply-strategy';
import { HostTunables } from './host-tunables';
import { HostVlan } from './host-vlan';
import { IntegrityVmHost } from './integrity-vm-host';
import { LanInterface } from './lan-interface';
import { LoadBalancing } from './load-balancing';
import { Offload } from './offload';
import { VSwitch } from './vswitch';

const documentOnly = { applyStrategy: ApplyStrategy.DOCUMENT_ONLY };

function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'constructs-'));
}

/** A whole host, its independent parts declared in a given order. */
function declareWholeHost(host: IntegrityVmHost, order: readonly number[]): void {
  const parts = [
    () => new LanInterface(host, 'lan4', { checksumOffload: Offload.OFF }),
    () => {
      const ports = ['lan2', 'lan10', 'lan1'].map((name) => LanInterface.fromInterfaceName(host, `port ${name}`, name));
      const uplink = new ApaGroup(host, 'lan900', {
        ports,
        mode: ApaMode.LACP_AUTO,
        loadBalancing: LoadBalancing.LB_MAC,
      });
      new HostVlan(host, 'lan5000', { uplink, vlanId: 120 });
      new VSwitch(host, 'vmlan900', { uplink }).connect('db', { guest: 'db01', slot: '0,1', vlanId: 120 });
    },
    () => new VSwitch(host, 'internal').connect('x', { guest: 'app01', slot: '7,7', adapter: AdapterType.LAN }),
    () => VSwitch.fromVSwitchName(host, 'shared', 'vmlan4').connect('web', { guest: 'web01', slot: '0,1' }),
    () =>
      VSwitch.fromVSwitchName(host, 'local', 'localnet').connect('web', {
        guest: 'web01',
        slot: '0,2',
        untagged: true,
      }),
    () => new HostTunables(host, 'tunables', { macAddressFrames: 2 }),
  ];
  for (const part of order) parts[part]?.();
}

const inOrder = [0, 1, 2, 3, 4, 5];

describe('synthesis of the desired state', () => {
  test('writes what the decoder reads back, byte for byte', () => {
    const host = hostInStack();
    declareWholeHost(host, inOrder);
    const text = documentTextOf(host);
    const decoded = decodeDesiredText(text, 'x');
    expect(decoded).toMatchObject({ ok: true, diagnostics: [] });
    expect(decoded.ok && encodeDesiredHost(decoded.value)).toBe(text);
  });

  test('does not depend on the order of declarations', () => {
    const textInOrder = (order: readonly number[]): string => {
      const host = hostInStack();
      declareWholeHost(host, order);
      return documentTextOf(host);
    };
    const expected = textInOrder(inOrder);
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (order) => {
        expect(textInOrder(order)).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('says where each element was declared, without changing the digest', () => {
    const grouped = hostInStack();
    new VSwitch(new Construct(grouped, 'tenant blue'), 'web');
    const flat = hostInStack();
    new VSwitch(flat, 'web');
    expect(documentOf(grouped).vswitches?.[0]?.from).toBe('rack1/vmhost1/tenant blue/web');
    const digests = [grouped, flat].map((host) => {
      const decoded = decodeDesiredText(documentTextOf(host), 'x');
      return decoded.ok && desiredDigest(decoded.value);
    });
    expect(digests[0]).toBe(digests[1]);
  });

  test('leaves out what was taken out of the tree again', () => {
    const host = hostInStack();
    new VSwitch(host, 'web');
    host.node.tryRemoveChild('web');
    expect(documentOf(host).vswitches).toEqual([]);
  });

  test('sees what is declared after the host, up to the last moment, also by an aspect', () => {
    const host = hostInStack();
    Aspects.of(TerraformStack.of(host)).add({
      visit(node: IConstruct): void {
        if (IntegrityVmHost.isIntegrityVmHost(node)) new HostTunables(node, 'tunables', { macAddressFrames: 5 });
      },
    });
    expect(documentOf(host).tunables).toMatchObject({ macAddressFrames: 5 });
  });

  test('reports everything that is wrong, in all hosts of a stack, at once', () => {
    const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'rack1');
    for (const name of ['vmhost1', 'vmhost2']) {
      const host = new IntegrityVmHost(stack, name, documentOnly);
      const port = new LanInterface(host, 'lan1');
      new ApaGroup(host, 'lan900', { ports: [port] });
      new ApaGroup(host, 'lan901', { ports: [port] });
      new VSwitch(host, 'web', { uplink: port });
    }
    let message = '';
    try {
      Testing.fullSynth(stack);
    } catch (error) {
      message = String(error);
    }
    for (const name of ['vmhost1', 'vmhost2']) {
      expect(message).toContain(`[rack1/${name}] rack1/${name}/lan901: ports has "lan1"`);
      expect(message).toContain(`[rack1/${name}] rack1/${name}/web: uplink is "lan1"`);
    }
  });

  test('puts warnings into the manifest, once', () => {
    const host = hostInStack();
    new HostTunables(host, 'tunables', { macAddressFrames: 0 });
    const outdirs = [Testing.fullSynth(TerraformStack.of(host)), Testing.fullSynth(TerraformStack.of(host))];
    for (const outdir of outdirs) {
      const manifest = JSON.parse(readFileSync(path.join(outdir, 'manifest.json'), 'utf8')) as {
        readonly stacks: { readonly rack1: { readonly annotations: readonly { readonly message: string }[] } };
      };
      expect(manifest.stacks.rack1.annotations.map(({ message }) => message)).toEqual([
        expect.stringContaining(
          'rack1/vmhost1/tunables: macAddressFrames is 0, which switches the check for duplicate MAC addresses off',
        ),
      ]);
    }
  });
});

describe('the files of a synthesis', () => {
  function appWith(outdir: string, hosts: Readonly<Record<string, readonly string[]>>): App {
    const app = new App({ outdir, stackTraces: false });
    for (const [stackName, names] of Object.entries(hosts)) {
      const stack = new TerraformStack(app, stackName);
      for (const name of names) new IntegrityVmHost(stack, name, documentOnly);
    }
    return app;
  }

  function documentsIn(outdir: string): readonly string[] {
    return readdirSync(outdir, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.desired.json'))
      .sort();
  }

  test('stand beside cdk.tf.json, one for each host, after app.synth()', () => {
    const outdir = temporaryFolder();
    appWith(outdir, { rack1: ['vmhost1', 'vmhost2'], rack2: ['vmhost3'] }).synth();
    expect(documentsIn(outdir)).toEqual([
      'stacks/rack1/vmhost1.desired.json',
      'stacks/rack1/vmhost2.desired.json',
      'stacks/rack2/vmhost3.desired.json',
    ]);
    expect(existsSync(path.join(outdir, 'stacks/rack1/cdk.tf.json'))).toBe(true);
  });

  test('have names that file systems take, whatever hosts are called', () => {
    const outdir = temporaryFolder();
    const label = 'a'.repeat(61);
    const names = ['x', 'y'].map((last) => `${label}.${label}.${label}.${label}.${last}`.slice(0, 253));
    appWith(outdir, { rack1: names }).synth();
    const written = documentsIn(outdir);
    expect(written).toHaveLength(2);
    expect(written.filter((file) => path.basename(file).length > 220)).toEqual([]);
    const hosts = written.map((file) => decodeDesiredText(readFileSync(path.join(outdir, file), 'utf8'), file));
    expect(hosts.map((host) => host.ok && host.value.host).sort()).toEqual(names);
  });

  test('are the same after app.synth() and Testing.fullSynth()', () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir, stackTraces: false });
    const host = new IntegrityVmHost(new TerraformStack(app, 'rack1'), 'vmhost1', documentOnly);
    declareWholeHost(host, inOrder);
    app.synth();
    expect(readFileSync(path.join(outdir, 'stacks/rack1/vmhost1.desired.json'), 'utf8')).toBe(documentTextOf(host));
  });

  test('of a host that left its stack, or whose stack left the app, are removed', () => {
    const outdir = temporaryFolder();
    appWith(outdir, { rack1: ['vmhost1', 'vmhost2'], rack2: ['vmhost3'], rack3: ['vmhost4'] }).synth();
    writeFileSync(path.join(outdir, 'stacks/rack1/notes.json'), '{}');
    appWith(outdir, { rack1: ['vmhost1'], rack3: [] }).synth();
    expect(documentsIn(outdir)).toEqual(['stacks/rack1/vmhost1.desired.json']);
    expect(existsSync(path.join(outdir, 'stacks/rack1/notes.json'))).toBe(true);
  });

  test('stay as they were when validation fails', () => {
    const outdir = temporaryFolder();
    appWith(outdir, { rack1: ['vmhost1'] }).synth();
    const before = readFileSync(path.join(outdir, 'stacks/rack1/vmhost1.desired.json'), 'utf8');
    const app = new App({ outdir, stackTraces: false });
    const host = new IntegrityVmHost(new TerraformStack(app, 'rack1'), 'vmhost1', documentOnly);
    new VSwitch(host, 'a').connect('n', { guest: 'g', slot: '0,1' });
    new VSwitch(host, 'b').connect('n', { guest: 'g', slot: '0,1' });
    expect(() => app.synth()).toThrow('slot is "g:0,1"');
    expect(readFileSync(path.join(outdir, 'stacks/rack1/vmhost1.desired.json'), 'utf8')).toBe(before);
  });

  test('are not written wrong where validation is skipped', () => {
    const outdir = temporaryFolder();
    const app = new App({ outdir, stackTraces: false, skipValidation: true });
    const host = new IntegrityVmHost(new TerraformStack(app, 'rack1'), 'vmhost1', documentOnly);
    new VSwitch(host, 'a').connect('n', { guest: 'g', slot: '0,1' });
    new VSwitch(host, 'b').connect('n', { guest: 'g', slot: '0,1' });
    expect(() => app.synth()).toThrow(
      '[rack1/vmhost1] cannot write vmhost1.desired.json:\n  rack1/vmhost1/b/n: slot is "g:0,1"',
    );
    expect(documentsIn(outdir)).toEqual([]);
  });

  test.each(Object.values(ApplyStrategy))('hold no path of this machine with %s', (applyStrategy) => {
    const outdir = temporaryFolder();
    const app = new App({ outdir, stackTraces: false });
    const stack = new TerraformStack(app, 'rack1');
    // The framework's default backend is absolute; everything else in the folder is ours to keep relative.
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    declareWholeHost(new IntegrityVmHost(stack, 'vmhost1', { applyStrategy }), inOrder);
    app.synth();
    for (const file of readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    )) {
      const text = readFileSync(path.join(outdir, file), 'utf8');
      expect(text).not.toContain(outdir);
      expect(text).not.toContain(process.cwd());
      expect(text).not.toContain(tmpdir());
    }
  });
});
