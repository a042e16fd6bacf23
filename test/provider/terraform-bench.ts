import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sshConfigText } from '../../src/cli/simulated-server';
import type { Scenario } from '../../src/simulator/scenario';
import { hpvmctl } from '../cli/hpvmctl-process';
import { openWorkbench, type Workbench } from '../cli/workbench';

export interface TerraformRun {
  readonly status: number | null;
  /** stdout and stderr as they came. */
  readonly output: string;
}

/** A simulated host, a Terraform project for it, and the provider in a mirror, as `hpvmctl provider install` puts it. */
export interface TerraformBench extends Workbench {
  /** Writes the configuration: the provider block, the data source, and these blocks. */
  configure(...blocks: readonly string[]): void;
  terraform(...words: readonly string[]): Promise<TerraformRun>;
  /** Environment variables of the commands to come. */
  readonly variables: Record<string, string>;
  /** Starts a command that somebody wants to interrupt. */
  startTerraform(...words: readonly string[]): {
    readonly child: ChildProcess;
    readonly finished: Promise<TerraformRun>;
  };
}

/** Opens a bench and runs `terraform init` in it. */
export async function openTerraformBench(terraform: string, changes: Partial<Scenario> = {}): Promise<TerraformBench> {
  const bench = await openWorkbench(changes);
  const project = path.join(bench.folder, 'project');
  mkdirSync(project);
  bench.write('ssh_config', sshConfigText('vmhost1', bench.server));
  bench.write(
    'terraformrc',
    `provider_installation {\n  filesystem_mirror {\n    path = "${bench.folder}/mirror"\n  }\n}\n`,
  );
  const variables: Record<string, string> = {};
  const startTerraform: TerraformBench['startTerraform'] = (...words) => {
    const child = spawn(terraform, words, {
      cwd: project,
      // A group of its own, so that an interrupt reaches Terraform and its providers as Ctrl-C does.
      detached: true,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: bench.folder,
        TF_CLI_CONFIG_FILE: path.join(bench.folder, 'terraformrc'),
        CHECKPOINT_DISABLE: '1',
        TF_INPUT: '0',
        TF_CLI_ARGS: '-no-color',
        ...variables,
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    const finished = new Promise<TerraformRun>((resolve) =>
      child.once('close', (status) => resolve({ status, output })),
    );
    return { child, finished };
  };
  const whole: TerraformBench = {
    ...bench,
    configure: (...blocks) =>
      writeFileSync(path.join(project, 'main.tf'), [HEADER, providerBlock(bench.folder), ...blocks].join('\n')),
    startTerraform,
    variables,
    terraform: (...words) => startTerraform(...words).finished,
  };
  const installed = await hpvmctl(['provider', 'install', '--dir', 'mirror'], { folder: bench.folder });
  if (installed.exitCode !== 0) throw new Error(installed.stderr);
  whole.configure();
  const begun = await whole.terraform('init');
  if (begun.status !== 0) throw new Error(begun.output);
  return whole;
}

const HEADER = `
terraform {
  required_providers {
    hpvm = {
      source = "cdktf-hpvm/hpvm"
    }
  }
}
`;

function providerBlock(folder: string): string {
  return `provider "hpvm" {\n  ssh_config      = "${folder}/ssh_config"\n  accept_recalled = true\n}\n`;
}

/** A data source and a resource for one host, with these attributes in the resource. */
export function hostBlocks(attributes: string, host = 'vmhost1'): string {
  return `
data "hpvm_host" "${host}" {
  host = "${host}"
}

resource "hpvm_host_network" "${host}" {
  host     = data.hpvm_host.${host}.host
  snapshot = data.hpvm_host.${host}.snapshot
${attributes}
}
`;
}
