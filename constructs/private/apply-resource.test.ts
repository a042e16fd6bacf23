import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { App, LocalBackend, TerraformStack, Testing } from 'cdktf';

import { decodeDesiredText } from '../../src/desired/decode-desired-text';
import { desiredDigest } from '../../src/desired/desired-digest';
import { findTool } from '../../test/tools/require-tool';
import { ApplyStrategy } from '../apply-strategy';
import { IntegrityVmHost, type IntegrityVmHostProps } from '../integrity-vm-host';
import type * as hostModule from '../integrity-vm-host';
import { VSwitch } from '../vswitch';

interface TerraformJson {
  readonly provider?: { readonly null?: readonly { readonly alias?: string }[] };
  readonly resource?: {
    readonly [type: string]: { readonly [name: string]: { readonly [attribute: string]: unknown } };
  };
}

function stackWith(
  props: IntegrityVmHostProps = {},
  prepare: (stack: TerraformStack) => void = () => undefined,
): TerraformStack {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'rack1');
  prepare(stack);
  new VSwitch(new IntegrityVmHost(stack, 'vmhost1', props), 'web');
  return stack;
}

function synthesized(stack: TerraformStack): TerraformJson {
  const outdir = Testing.fullSynth(stack);
  return JSON.parse(readFileSync(path.join(outdir, 'stacks/rack1/cdk.tf.json'), 'utf8')) as TerraformJson;
}

function onlyResource(json: TerraformJson, type: string): { readonly [attribute: string]: unknown } {
  expect(Object.keys(json.resource ?? {})).toEqual([type]);
  const resources = Object.values(json.resource?.[type] ?? {});
  expect(resources).toHaveLength(1);
  return resources[0] ?? {};
}

function commandOf(resource: { readonly [attribute: string]: unknown }): string {
  const [provisioner] = resource['provisioner'] as readonly { readonly 'local-exec': { readonly command: string } }[];
  return provisioner?.['local-exec'].command ?? '';
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

describe('what terraform apply does with a host', () => {
  test('by default a null_resource runs hpvmctl with the digest of the document', () => {
    const resource = onlyResource(synthesized(stackWith()), 'null_resource');
    expect(resource).toMatchObject({
      provider: 'null.cdktf_hpvm',
      triggers: { desired_sha256: expect.stringMatching(DIGEST) as string },
      provisioner: [{ 'local-exec': { interpreter: ['/bin/sh', '-c'] } }],
    });
    expect(commandOf(resource)).toMatch(
      / hpvmctl apply --auto-approve --expect-sha256 "\$\{self\.triggers\.desired_sha256\}" "\$\{path\.module\}\/vmhost1\.desired\.json"$/,
    );
  });

  test('deletions of a recalled command form run only where the host approves them', () => {
    const command = (props: IntegrityVmHostProps): string =>
      commandOf(onlyResource(synthesized(stackWith(props)), 'null_resource'));
    const approved = command({ acceptRecalledCommands: true });
    expect(approved).toContain(' hpvmctl apply --auto-approve --accept-recalled --expect-sha256 ');
    for (const props of [{ acceptRecalledCommands: false }, {}]) {
      expect(command(props)).not.toContain('--accept-recalled');
    }
  });

  test('runs are guarded unless the host says otherwise', () => {
    const command = (props: IntegrityVmHostProps): string =>
      commandOf(onlyResource(synthesized(stackWith(props)), 'null_resource'));
    expect(command({ guarded: false })).toContain(' hpvmctl apply --auto-approve --no-revert --expect-sha256 ');
    for (const props of [{ guarded: true }, {}]) expect(command(props)).not.toContain('--no-revert');
  });

  test('with TERRAFORM_DATA the same runs without any provider', () => {
    const json = synthesized(stackWith({ applyStrategy: ApplyStrategy.TERRAFORM_DATA }));
    expect(json.provider).toBeUndefined();
    const resource = onlyResource(json, 'terraform_data');
    expect(resource).toMatchObject({ triggers_replace: { desired_sha256: expect.stringMatching(DIGEST) as string } });
    expect(commandOf(resource)).toContain('--expect-sha256 "${self.triggers_replace.desired_sha256}"');
  });

  test('with DOCUMENT_ONLY nothing runs', () => {
    const json = synthesized(stackWith({ applyStrategy: ApplyStrategy.DOCUMENT_ONLY }));
    expect([json.resource, json.provider]).toEqual([undefined, undefined]);
  });

  test('the trigger is the digest that hpvmctl computes from the written document', () => {
    const stack = stackWith();
    const outdir = Testing.fullSynth(stack);
    const decoded = decodeDesiredText(
      readFileSync(path.join(outdir, 'stacks/rack1/vmhost1.desired.json'), 'utf8'),
      'x',
    );
    const resource = onlyResource(synthesized(stack), 'null_resource');
    expect(resource['triggers']).toEqual({ desired_sha256: decoded.ok && desiredDigest(decoded.value) });
  });

  test('the trigger changes with the desired state and not with how the host is reached', () => {
    const triggers = (props: IntegrityVmHostProps, name: string): unknown => {
      const stack = new TerraformStack(Testing.app(), 'rack1');
      new VSwitch(new IntegrityVmHost(stack, 'vmhost1', props), name);
      return onlyResource(synthesized(stack), 'null_resource')['triggers'];
    };
    expect(triggers({}, 'web')).toEqual(triggers({ address: '192.0.2.1', port: 2222 }, 'web'));
    expect(triggers({}, 'web')).not.toEqual(triggers({}, 'db'));
  });

  test('the resource is the default child of the host', () => {
    const stack = stackWith();
    expect(stack.node.findChild('vmhost1').node.defaultChild?.node.path).toBe('rack1/vmhost1/Resource');
  });

  test('also Testing.synth, which writes no files, passes its validations', () => {
    expect(Testing.synth(stackWith(), true)).toContain('null_resource');
  });
});

describe('the null provider', () => {
  test('is made once for all hosts of a stack', () => {
    const stack = stackWith();
    new IntegrityVmHost(stack, 'vmhost2');
    expect(synthesized(stack).provider).toEqual({ null: [{ alias: 'cdktf_hpvm' }] });
  });

  test('of the user is used when it is there first', () => {
    const json = synthesized(stackWith({}, (stack) => new NullProvider(stack, 'null')));
    expect(json.provider).toEqual({ null: [{}] });
    expect(onlyResource(json, 'null_resource')).not.toHaveProperty('provider');
  });

  test('of the user does not clash with ours when it comes later', () => {
    const stack = stackWith();
    new NullProvider(stack, 'null');
    expect(
      synthesized(stack)
        .provider?.null?.map(({ alias }) => alias)
        .sort(),
    ).toEqual(['cdktf_hpvm', undefined]);
  });

  test('that is not installed is named, with what to do instead', () => {
    jest.isolateModules(() => {
      jest.doMock('@cdktf/provider-null/lib/provider', () => {
        throw new Error("Cannot find module '@cdktf/provider-null/lib/provider'");
      });
      try {
        expect(() => stackWithFreshLibrary(ApplyStrategy.NULL_RESOURCE)).toThrow(
          '[rack1/vmhost1] applyStrategy NULL_RESOURCE needs the package @cdktf/provider-null: install it, or choose TERRAFORM_DATA',
        );
        expect(() => stackWithFreshLibrary(ApplyStrategy.TERRAFORM_DATA)).not.toThrow();
      } finally {
        jest.dontMock('@cdktf/provider-null/lib/provider');
      }
    });

    function stackWithFreshLibrary(applyStrategy: ApplyStrategy): unknown {
      const library = jest.requireActual<typeof hostModule>('../integrity-vm-host');
      return new library.IntegrityVmHost(new TerraformStack(Testing.app(), 'rack1'), 'vmhost1', { applyStrategy });
    }
  });
});

describe('the command that Terraform runs', () => {
  test.each([
    [[], 'hpvmctlCommand must have at least one word'],
    [['npx', ''], 'hpvmctlCommand must have at least one word, and no word may be empty'],
    [['npx', 'a\nb'], 'hpvmctlCommand must have at least one word, and no word may be empty or span lines'],
  ])('refuses %j', (hpvmctlCommand, message) => {
    expect(() => stackWith({ hpvmctlCommand })).toThrow(`[rack1/vmhost1] ${message}`);
  });

  test('refuses what is no name of a variable', () => {
    expect(() => stackWith({ passEnvironment: ['KRB5CCNAME', 'A=$(id)'] })).toThrow(
      '[rack1/vmhost1] passEnvironment has "A=$(id)"; it must be names of environment variables',
    );
  });

  test('survives a shell: words stay words, and only the listed variables are passed on', () => {
    const folder = mkdtempSync(path.join(tmpdir(), "it's $HOME %{x} "));
    const hpvmctl = fakeHpvmctl(folder);
    const stack = stackWith({
      hpvmctlCommand: [hpvmctl, '${HOME}', '%{if}', "o'clock", '*'],
      passEnvironment: ['PROXY_TICKET'],
    });
    const template = commandOf(onlyResource(synthesized(stack), 'null_resource'));
    // What Terraform does with its own template marks.
    const command = template
      .replace('${self.triggers.desired_sha256}', 'sha256:0')
      .replace('${path.module}', '.')
      .replaceAll('$${', '${')
      .replaceAll('%%{', '%{');
    expect(template).not.toMatch(/[^$]\$\{HOME\}/);
    const environment = {
      PATH: process.env['PATH'] ?? '',
      HOME: '/home/a b',
      PROXY_TICKET: 'x "y"',
      CLOUD_SECRET: 'secret',
    };
    execFileSync('/bin/sh', ['-c', command], { env: environment });
    expect(recordOf(folder)).toEqual({
      words: [
        '${HOME}',
        '%{if}',
        "o'clock",
        '*',
        'apply',
        '--auto-approve',
        '--expect-sha256',
        'sha256:0',
        './vmhost1.desired.json',
      ],
      environment: { HOME: '/home/a b', PATH: environment.PATH, PROXY_TICKET: 'x "y"' },
    });
  });
});

const terraform = findTool('terraform', process.env['PATH'] ?? '');
(terraform === undefined ? describe.skip : describe)(
  'with the real terraform (skipped where it is not installed)',
  () => {
    function run(
      cwd: string,
      ...words: readonly string[]
    ): { readonly status: number | null; readonly output: string } {
      const configuration = path.join(cwd, '..', 'empty.tfrc');
      writeFileSync(configuration, '');
      const environment = {
        PATH: process.env['PATH'] ?? '',
        HOME: cwd,
        TF_CLI_CONFIG_FILE: configuration,
        CHECKPOINT_DISABLE: '1',
        CLOUD_SECRET: 'secret',
      };
      const { status, stdout, stderr } = spawnSync(terraform ?? '', [...words, '-no-color'], {
        cwd,
        env: environment,
        encoding: 'utf8',
      });
      return { status, output: stdout + stderr };
    }

    test('terraform_data validates, applies once, and applies again only when the desired state changed', () => {
      const outdir = mkdtempSync(path.join(tmpdir(), 'with blanks and $dollar '));
      const hpvmctl = fakeHpvmctl(outdir);
      const synthesize = (names: readonly string[]): string => {
        const app = new App({ outdir, stackTraces: false });
        const stack = new TerraformStack(app, 'rack1');
        new LocalBackend(stack, { path: 'terraform.tfstate' });
        const host = new IntegrityVmHost(stack, 'vmhost1', {
          applyStrategy: ApplyStrategy.TERRAFORM_DATA,
          hpvmctlCommand: [hpvmctl, '${path.root}', '%{ if true }'],
        });
        for (const name of names) new VSwitch(host, name);
        app.synth();
        return path.join(outdir, 'stacks', 'rack1');
      };

      const folder = synthesize(['web']);
      expect(run(folder, 'init', '-input=false')).toMatchObject({ status: 0 });
      expect(run(folder, 'validate')).toMatchObject({ status: 0 });
      expect(run(folder, 'apply', '-auto-approve', '-input=false')).toMatchObject({ status: 0 });
      const decoded = decodeDesiredText(readFileSync(path.join(folder, 'vmhost1.desired.json'), 'utf8'), 'x');
      const first = recordOf(outdir);
      expect(first).toEqual({
        words: [
          '${path.root}',
          '%{ if true }',
          'apply',
          '--auto-approve',
          '--expect-sha256',
          decoded.ok ? desiredDigest(decoded.value) : '',
          './vmhost1.desired.json',
        ],
        environment: { HOME: folder, PATH: process.env['PATH'] },
      });

      expect(run(folder, 'plan', '-detailed-exitcode', '-input=false')).toMatchObject({ status: 0 });
      synthesize(['web', 'db']);
      expect(run(folder, 'plan', '-detailed-exitcode', '-input=false')).toMatchObject({ status: 2 });
      expect(run(folder, 'apply', '-auto-approve', '-input=false')).toMatchObject({ status: 0 });
      expect(recordOf(outdir).words[5]).not.toBe(first.words[5]);
    });
  },
);

/** A program that records its words and its environment as JSON beside itself. */
function fakeHpvmctl(folder: string): string {
  const file = path.join(folder, "hpvm's ctl");
  writeFileSync(
    file,
    `#!${process.execPath}\nrequire('fs').writeFileSync(__dirname + '/record.json', JSON.stringify({ words: process.argv.slice(2), environment: process.env }));\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

function recordOf(folder: string): {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
} {
  return JSON.parse(readFileSync(path.join(folder, 'record.json'), 'utf8')) as ReturnType<typeof recordOf>;
}
