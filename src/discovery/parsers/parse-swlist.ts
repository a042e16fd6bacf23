import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines } from './numbered-line';
import { unreadableLine, unreadableOutput } from './unreadable-output';

/** An installed bundle or product. */
export interface SwlistBundle {
  readonly name: string;
  /** As printed; empty when the line has only a name. */
  readonly revision: string;
  readonly title: string;
}

/**
 * Reads `swlist`: comment lines begin with `#`, bundles with a blank. Columns differ in width from host to host and revisions overflow them, so
 * lines are read word by word.
 *
 * @see FusionInventory agent, HP-UX fixtures
 */
export function parseSwlist(text: string, command = 'swlist'): Result<readonly SwlistBundle[]> {
  const bundles: SwlistBundle[] = [];
  const diagnostics = [];
  for (const line of numberLines(text)) {
    if (isBlank(line) || line.text.startsWith('#')) continue;
    const [, name, revision, title] = /^\s+(\S+)(?:\s+(\S+))?(?:\s+(.*\S))?\s*$/.exec(line.text) ?? [];
    if (name === undefined) diagnostics.push(unreadableLine(command, line, 'a bundle, indented'));
    else bundles.push({ name, revision: revision ?? '', title: title ?? '' });
  }
  if (diagnostics.length > 0) return failure(...diagnostics);
  return bundles.length > 0 ? success(bundles) : failure(unreadableOutput(command, text, 'at least one bundle'));
}

/**
 * Release of Integrity VM: the revision of its bundle, T2767 and two letters up to 4.x, BB068AA (with VirtualBase) for 6.x. Null when neither is
 * installed.
 *
 * @see Integrity VM 3.5 release notes (T2767-90150) ch. 1: `T2767AC A.03.50 Integrity VM`
 */
export function integrityVmRevision(bundles: readonly SwlistBundle[]): string | null {
  const bundle =
    bundles.find(({ name }) => /^T2767[A-Z]{2}$/.test(name)) ??
    bundles.find(({ name }) => name === 'BB068AA' || name === 'VirtualBase');
  return bundle !== undefined && /^[A-Z]\.\d\d\.\d\d/.test(bundle.revision) ? bundle.revision : null;
}
