import type { MarkdownDialect } from '../markdown/dialect';
import { countText } from '../plan-summary';
import { secondsText } from '../seconds-text';
import { worstOutage, type HostVerdict, type VerdictStatus } from './host-verdict';
import { shortName, shortNames } from './short-names';

/** From what stops a pull request to what needs nobody. */
export const VERDICT_ORDER: readonly VerdictStatus[] = [
  'blocked',
  'not reviewed',
  'needs approval',
  'safe',
  'nothing to do',
];

const HEADINGS: Readonly<Record<VerdictStatus, string>> = {
  blocked: 'Blocked',
  'not reviewed': 'Not reviewed',
  'needs approval': 'Needs approval',
  safe: 'Safe',
  'nothing to do': 'Nothing to do',
};

/** The verdict of all hosts together: of the one that is worst off. */
export function overallStatus(verdicts: readonly HostVerdict[]): VerdictStatus {
  return VERDICT_ORDER.find((status) => verdicts.some((each) => each.status === status)) ?? 'nothing to do';
}

/** The verdict on the hosts that are worst off, how many there are of which kind, the longest interruption, and who is cut off. */
export function verdictLines(verdicts: readonly HostVerdict[], dialect: MarkdownDialect): readonly string[] {
  const counts = VERDICT_ORDER.flatMap((status) => {
    const count = verdicts.filter((each) => each.status === status).length;
    return count === 0 ? [] : [`${String(count)} ${status}`];
  });
  const sum = (of: (verdict: HostVerdict) => number): number => verdicts.reduce((total, each) => total + of(each), 0);
  const totals = `${countText(
    sum((each) => each.changeCount),
    'change',
  )}, ${countText(
    sum((each) => each.stepCount),
    'step',
  )}`;
  const overall = overallStatus(verdicts);
  const alike = verdicts.filter(({ status }) => status === overall).length;
  const all = countText(verdicts.length, 'host');
  const hosts = alike === verdicts.length || overall === 'safe' ? all : `${String(alike)} of ${all}`;
  return [
    `## ${HEADINGS[overall]}: ${hosts}, ${totals}`,
    '',
    `${counts.join(', ')}. ${interruptionText(verdicts, dialect)} ${cutOffText(verdicts, dialect)}`.trim(),
    ...managementLines(verdicts, dialect),
  ];
}

/** How long an interruption may last: `at most 40 s (expected 12 s)`, or `for good`. */
export function outageLengthText(outage: NonNullable<HostVerdict['worstOutage']>): string {
  if (outage.isPermanent === true) return 'for good';
  return `at most ${secondsText(outage.seconds.max)} (expected ${secondsText(outage.seconds.expected)})`;
}

function interruptionText(verdicts: readonly HostVerdict[], dialect: MarkdownDialect): string {
  const worst = worstOutage(verdicts.flatMap((each) => each.worstOutage ?? []));
  const where = verdicts.find((each) => worst !== undefined && each.worstOutage === worst);
  if (worst === undefined || where === undefined)
    return verdicts.some(({ stepCount }) => stepCount > 0) ? 'Nobody is interrupted.' : '';
  return `Longest interruption: ${outageLengthText(worst)}, ${shortName(worst.address, dialect)} of ${shortName(where.host, dialect)}.`;
}

function cutOffText(verdicts: readonly HostVerdict[], dialect: MarkdownDialect): string {
  const interrupted = verdicts.reduce((sum, each) => sum + each.interruptedGuests.length, 0);
  if (interrupted === 0) return '';
  const lose = `${countText(interrupted, 'running guest')} ${interrupted === 1 ? 'loses' : 'lose'} a NIC for some time`;
  const cutOff = verdicts.flatMap((each) => each.cutOffGuests.map((guest) => `${guest} (${each.host})`));
  if (cutOff.length === 0) return `${lose}, and each keeps another one.`;
  return `${lose}; **cut off** on all NICs at once: ${shortNames(cutOff, dialect)}.`;
}

function managementLines(verdicts: readonly HostVerdict[], dialect: MarkdownDialect): readonly string[] {
  const touched = verdicts.filter((each) => each.isManagementTouched).map(({ host }) => host);
  if (touched.length === 0) return [];
  return ['', `${dialect.warningSign} The management path is touched on ${shortNames(touched, dialect)}.`];
}
