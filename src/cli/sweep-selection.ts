import { findShard, shardNote, type FoundShard } from '../fleet/shard-source';
import { failure, success, type Result } from '../model/result';
import type { BrokenDocument } from '../workflow/broken-document';
import { indexDesired, type IndexedDesired } from '../workflow/index-desired';
import type { Observer } from '../workflow/observe';
import type { Ports } from '../workflow/ports';
import type { HostOptions, SweepOptions } from './command-options';
import type { CliContext } from './context';
import { connectProblems, DEFAULT_DESIRED_FOLDER, observerOf, telling } from './host-selection';

/** Whom a sweep looks at, and how. */
export interface SweepSelection {
  readonly documents: readonly IndexedDesired[];
  /** Documents in a folder that cannot be used. */
  readonly broken: readonly BrokenDocument[];
  readonly observe: Observer;
  readonly shard: FoundShard | undefined;
}

/** Finds whom a sweep looks at from what a command line says, and says on stderr which part of the fleet that is. */
export async function selectSweep(
  context: CliContext,
  ports: Ports,
  paths: readonly string[],
  options: HostOptions & SweepOptions & { readonly shard?: string },
): Promise<Result<SweepSelection>> {
  const shard = findShard(options.shard, context.environment);
  if (!shard.ok) return shard;
  const index = await indexDesired(ports.files, {
    paths: paths.length === 0 ? [DEFAULT_DESIRED_FOLDER] : paths,
    hosts: options.host ?? [],
    skipsBroken: true,
    ...(shard.value === undefined ? {} : { shard: shard.value.shard }),
  });
  if (!index.ok) return index;
  const observe = await observerOf(ports, options, options.hostTimeout);
  const diagnostics = [...index.diagnostics, ...observe.diagnostics];
  if (!observe.ok) return failure(...diagnostics);
  const { documents, broken, hostCount } = index.value;
  const ambiguous = connectProblems(options, documents.length);
  if (ambiguous.length > 0) return failure(...diagnostics, ...ambiguous);
  if (shard.value !== undefined) context.note(`${shardNote(shard.value, documents.length, hostCount)}\n`);
  const isAlone = documents.length === 1 && (options.snapshot ?? []).length === 0;
  const observing = isAlone ? telling(context, observe.value) : observe.value;
  return success({ documents, broken, observe: observing, shard: shard.value }, diagnostics);
}
