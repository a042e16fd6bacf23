import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { Annotations, TerraformStack, type ISynthesisSession } from 'cdktf';
import type { IConstruct } from 'constructs';

import { hostWarnings, isKnownAtSynthesis, renderDocument } from './host-document';
import { hostsIn } from './hosts-in';

const SUFFIX = '.desired.json';
const WRITER = Symbol.for('cdktf-hpvm.DesiredDocumentWriter');

/**
 * Makes the synthesis of a stack also write the document of every host in it, beside `cdk.tf.json`. Wraps the stack's
 * synthesizer, which is public API of the framework and also what `Testing.fullSynth` runs. Does so once for each stack.
 */
export function writeDesiredDocuments(stack: TerraformStack): void {
  if (WRITER in stack) return;
  Object.defineProperty(stack, WRITER, { value: true });
  const inner = stack.synthesizer;
  stack.synthesizer = {
    synthesize(session: ISynthesisSession): void {
      const hosts = hostsOf(stack);
      for (const host of hosts) warn(host);
      inner.synthesize(session);
      removeStaleDocuments(stack, session.outdir);
      const folder = path.join(session.outdir, session.manifest.forStack(stack).workingDirectory);
      for (const host of hosts.filter(isKnownAtSynthesis))
        writeFileSync(path.join(folder, fileNameOf(host)), renderDocument(host));
    },
  };
}

function warn(host: IConstruct): void {
  const said = new Set<unknown>(host.node.metadata.map(({ data }) => data as unknown));
  for (const warning of hostWarnings(host)) {
    if (!said.has(warning)) Annotations.of(host).addWarning(warning);
  }
  const unwritten = `${fileNameOf(host)} is not written: Terraform alone knows some of its values, and hpvmctl cannot plan this host`;
  if (!isKnownAtSynthesis(host) && !said.has(unwritten)) Annotations.of(host).addInfo(unwritten);
}

/**
 * Removes documents that no host of the app has any more. `hpvmctl` takes every document below an output folder, and
 * neither the framework nor plain `node` removes files of a living stack, nor plain `node` the folder of a removed one.
 */
function removeStaleDocuments(stack: TerraformStack, outdir: string): void {
  const wanted = new Set(
    stacksIn(stack.node.root).flatMap((sibling) =>
      hostsOf(sibling)
        .filter(isKnownAtSynthesis)
        .map((host) => path.join(sibling.node.id, fileNameOf(host))),
    ),
  );
  const stacks = path.join(outdir, 'stacks');
  if (!existsSync(stacks)) return;
  for (const folder of readdirSync(stacks, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(path.join(stacks, folder.name)).filter((name) => name.endsWith(SUFFIX))) {
      if (!wanted.has(path.join(folder.name, file))) rmSync(path.join(stacks, folder.name, file));
    }
  }
}

/** Hosts that are written with a stack; a stack inside of it writes its own. */
function hostsOf(stack: TerraformStack): readonly IConstruct[] {
  return hostsIn(stack).filter((host) => TerraformStack.of(host) === stack);
}

function stacksIn(root: IConstruct): readonly TerraformStack[] {
  return root.node.children.flatMap((child) =>
    TerraformStack.isStack(child) ? [child, ...stacksIn(child)] : stacksIn(child),
  );
}

function fileNameOf(host: IConstruct): string {
  return (host as IConstruct & { readonly desiredFileName: string }).desiredFileName;
}
