import { readFileSync } from 'node:fs';
import path from 'node:path';

import { TerraformStack, Testing } from 'cdktf';
import { ApplyStrategy, IntegrityVmHost, type IntegrityVmHostProps } from 'cdktf-hpvm';

import type { DesiredDocument } from '../../src/desired/desired-schema';

/** A host in a stack `rack1` of its own app. Without Terraform resources, unless the properties say otherwise. */
export function hostInStack(props: IntegrityVmHostProps = {}): IntegrityVmHost {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'rack1');
  return new IntegrityVmHost(stack, 'vmhost1', { applyStrategy: ApplyStrategy.DOCUMENT_ONLY, ...props });
}

/** Text of the document that the stack of a host synthesizes, with all validations. */
export function documentTextOf(host: IntegrityVmHost): string {
  const outdir = Testing.fullSynth(TerraformStack.of(host));
  return readFileSync(path.join(outdir, 'stacks', TerraformStack.of(host).node.id, host.desiredFileName), 'utf8');
}

/** The document that the stack of a host synthesizes, with all validations. */
export function documentOf(host: IntegrityVmHost): DesiredDocument {
  return JSON.parse(documentTextOf(host)) as DesiredDocument;
}

/** A value as plain JavaScript can pass it where the compiler would refuse it. */
export function unchecked<T>(value: unknown): T {
  return value as T;
}
