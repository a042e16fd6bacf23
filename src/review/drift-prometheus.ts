import type { DriftActor, DriftClass } from '../drift/drift-item';
import type { Diagnostic } from '../model/diagnostic';
import type { DriftReport } from './drift-report';
import { driftingItems } from './drift-text';
import { printableText } from './printable-text';

/** A host that was asked for, with its report; null where it could not be read or compared. */
export interface HostOfDrift {
  readonly host: string;
  readonly report: DriftReport | null;
}

const STATUSES = ['in-sync', 'drift', 'unknown', 'failed'] as const;
/** Every class has its series; one that is added is missed here at compile time. */
const CLASSES = Object.keys({
  'managed-changed': true,
  missing: true,
  'running-differs-from-saved': true,
  'pending-reboot': true,
  'unmanaged-extra': true,
  'not-readable': true,
} satisfies Record<DriftClass, true>);
const ACTORS = Object.keys({ vswitchmgr: true, 'failover-group': true } satisfies Record<DriftActor, true>);

/**
 * Drift of hosts for the textfile collector of the Prometheus node exporter: text format 0.0.4, one metric family after the other, hosts in
 * their order. Every host that was read has every series, so that an alert sees a 0 rather than nothing, and every other one is `failed`.
 */
export function driftPrometheus(hosts: readonly HostOfDrift[], problems: readonly Diagnostic[] = []): string {
  const reports = hosts.flatMap(({ report }) => (report === null ? [] : [report]));
  const family = (name: string, help: string, samples: readonly string[]): string =>
    `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${samples.map((sample) => `${name}${sample}\n`).join('')}`;
  return [
    family(
      'hpvm_drift_status',
      'State of a host against its document: 1 for the one that holds.',
      hosts.flatMap(({ host, report }) =>
        STATUSES.map((status) => `${labels({ host, status })} ${(report?.status ?? 'failed') === status ? '1' : '0'}`),
      ),
    ),
    family(
      'hpvm_drift_items',
      'Objects of a host that are not as declared, or not known; what an ignore rule lets stay or others did by right is not among them.',
      reports.flatMap((report) =>
        CLASSES.map((each) => {
          const items = report.items.filter(
            (item) => item.class === each && item.ignoredBy === undefined && item.actor === undefined,
          );
          return `${labels({ host: report.host, class: each })} ${String(items.length)}`;
        }),
      ),
    ),
    family(
      'hpvm_drift_ignored_items',
      'Objects of a host that an ignore rule lets stay.',
      reports.map(
        ({ host, items }) =>
          `${labels({ host })} ${String(items.filter(({ ignoredBy }) => ignoredBy !== undefined).length)}`,
      ),
    ),
    family(
      'hpvm_drift_rightful_moves',
      'Objects of a host that are not as declared because others moved them by right, such as vswitchmgr.',
      reports.flatMap((report) =>
        ACTORS.map((each) => {
          const items = report.items.filter((item) => item.actor === each && item.ignoredBy === undefined);
          return `${labels({ host: report.host, actor: each })} ${String(items.length)}`;
        }),
      ),
    ),
    family(
      'hpvm_drift_observed_timestamp_seconds',
      'When a host was read.',
      reports.map(({ host, observedAt }) => `${labels({ host })} ${seconds(observedAt)}`),
    ),
    family(
      'hpvm_drift_since_timestamp_seconds',
      'Since when a host has drifted, as far as its history goes.',
      reports.flatMap((report) => {
        const times = driftingItems(report).flatMap(({ since }) => (since === undefined ? [] : [since]));
        const [first] = [...times].sort();
        return first === undefined ? [] : [`${labels({ host: report.host })} ${seconds(first)}`];
      }),
    ),
    family(
      'hpvm_drift_incomplete',
      'What keeps the hosts above from being all, such as a part of a fleet that is missing.',
      [...new Set(problems.map(({ code, summary }) => labels({ code, what: summary })))].map((each) => `${each} 1`),
    ),
  ].join('');
}

function labels(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

/** Label values know three escapes; what a terminal would obey is written out before. */
function escaped(value: string): string {
  return printableText(value)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
}

function seconds(time: string): string {
  return String(Date.parse(time) / 1000);
}
