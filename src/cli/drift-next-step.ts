import type { HostDrift } from '../fleet/sweep';
import { displayCommand } from '../model/shell-word';
import type { DriftReport } from '../review/drift-report';
import { driftingItems } from '../review/drift-text';
import { suggestedCommandLines } from '../review/suggested-commands';
import { wrapText } from '../review/wrap-text';
import type { DriftOptions } from './command-options';
import type { CliContext } from './context';

/** What to type after drift was found: the plan that would put it back. Empty where nothing has drifted, or no plan can: the item says what to do then. */
export function driftNextStep(
  { noteStyle }: CliContext,
  results: readonly HostDrift[],
  paths: readonly string[],
  { snapshot = [], host = [] }: DriftOptions,
): string {
  const drifting = results.flatMap(({ report }) => (report?.status === 'drift' && !hasGone(report) ? [report] : []));
  if (drifting.length === 0) return '';
  const hosts = results.length === 1 ? host : drifting.map((report) => report.host);
  const command = displayCommand([
    ...['hpvmctl', 'plan', ...paths],
    ...(hosts.length > MOST_HOSTS ? ['--host', 'NAME'] : hosts.flatMap((each) => ['--host', each])),
    ...snapshot.flatMap((each) => ['--snapshot', each]),
  ]);
  const removes = drifting.some(mayNeedApproval) ? ' (with --accept-recalled where it needs approval)' : '';
  const text = `What would put it back, in a safe order${removes}:`;
  const lines = suggestedCommandLines(`  ${command}`, noteStyle) ?? [`  ${command}`];
  const { widthColumns } = noteStyle;
  return `\n${[...wrapText(text, { widthColumns, first: '', rest: '' }), ...lines].join('\n')}\n`;
}

/** Of more hosts nobody wants to read every name again. */
const MOST_HOSTS = 4;

/** Something is gone that only a person brings back. */
function hasGone(report: DriftReport): boolean {
  return driftingItems(report).some(({ action }) => action === null);
}

/** What is removed, a vswitch that gets another uplink, which removes it, and a port VLAN that is cleared: forms that no readable document shows. */
function mayNeedApproval(report: DriftReport): boolean {
  return driftingItems(report).some(
    ({ action, fields }) =>
      action === 'delete' ||
      (action === 'update' &&
        fields.some(({ path, after }) => path === 'uplink' || (path === 'vlanId' && after === null))),
  );
}
