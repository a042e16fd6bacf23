import { countsAsDrift, type DriftItem } from '../../../src/drift/drift-item';
import { canonicalJson } from '../../../src/model/canonical-json';
import type { HostDrift } from '../../../src/fleet/sweep';
import type { Expected } from './relevant-change';

/** What is wrong with the drift of a host on which nothing that is declared has changed; undefined: nothing. */
export function falseReport(before: HostDrift, after: HostDrift): string | undefined {
  if (after.report === null) return `no report: ${JSON.stringify(after.diagnostics)}`;
  if (after.exitCode !== before.exitCode) return `exit code ${String(after.exitCode)}`;
  if (after.report.status !== before.report?.status) return `status ${after.report.status}`;
  const [was, is] = [canonicalJson(before.report.items), canonicalJson(after.report.items)];
  return was === is ? undefined : `items ${is}`;
}

/** What is wrong with the drift of a host on which this has changed; undefined: nothing. */
export function missedReport(expected: Expected, { report, exitCode, diagnostics }: HostDrift): string | undefined {
  if (report === null) return `no report: ${JSON.stringify(diagnostics)}`;
  const item = report.items.find((each) => fits(each, expected));
  if (item === undefined) return `not among ${JSON.stringify(report.items)}`;
  if (countsAsDrift(item) !== expected.isDrift) return expected.isDrift ? 'told, but no drift' : 'taken for drift';
  if (!expected.isDrift) return undefined;
  return report.status === 'drift' && exitCode === 2
    ? undefined
    : `status ${report.status}, exit code ${String(exitCode)}`;
}

/** What is wrong with the drift of a host of which not everything could be read; undefined: nothing. */
export function unsaidGap({ report, exitCode, diagnostics }: HostDrift): string | undefined {
  if (exitCode === 0) return 'in sync';
  if (report === null) return diagnostics.some(({ severity }) => severity === 'error') ? undefined : 'no reason';
  // Nothing is gone from this host.
  const missing = report.items.find((item) => item.class === 'missing');
  if (missing !== undefined) return `told as missing: ${missing.address}`;
  return report.items.some((item) => item.class === 'not-readable') ? undefined : 'no item says so';
}

function fits(item: DriftItem, { class: wanted, address, field, actor }: Expected): boolean {
  if (item.class !== wanted || item.address !== address || item.actor !== actor) return false;
  if (field === undefined) return true;
  const now = item.fields.find(({ path }) => path === field.path);
  return now !== undefined && canonicalJson(now.before) === canonicalJson(field.now);
}
