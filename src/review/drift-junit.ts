import type { Diagnostic } from '../model/diagnostic';
import type { DriftItem } from '../drift/drift-item';
import type { DriftReport } from './drift-report';
import { driftedFieldText, ignoredText, isDrifting } from './drift-text';
import { printableText } from './printable-text';

/** A host that was asked for: its report, or why there is none. */
export interface HostOfSuite {
  readonly host: string;
  readonly report: DriftReport | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Drift of hosts as JUnit XML, which CI systems show as tests: a suite a host, a case an item. Drift is a failure, what could not be read an error, and what is
 * no drift or is let stay by a rule is skipped with the reason. A host without items has one case that passes. What is missing of
 * the whole is a suite of its own, an error each.
 */
export function driftJunit(hosts: readonly HostOfSuite[], problems: readonly Diagnostic[] = []): string {
  const suites = [...hosts.map(suiteOf), ...(problems.length === 0 ? [] : [problemsSuite(problems)])];
  const sum = (name: 'tests' | 'failures' | 'errors' | 'skipped'): string =>
    String(suites.reduce((total, suite) => total + suite[name], 0));
  const totals = (['tests', 'failures', 'errors', 'skipped'] as const).map((name) => `${name}="${sum(name)}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${COMMAND}" ${totals.join(' ')}>
${suites.map(({ text }) => text).join('')}</testsuites>
`;
}

interface Suite {
  readonly text: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function suiteOf({ host, report, diagnostics }: HostOfSuite): Suite {
  const cases = report === null ? [unread(host, diagnostics)] : report.items.map((item) => caseOf(host, item));
  if (cases.length === 0) cases.push({ kind: 'passed', text: testCase(host, 'as declared', '') });
  return suite(host, cases, report === null ? '' : ` timestamp="${xml(report.observedAt)}"`);
}

function problemsSuite(problems: readonly Diagnostic[]): Suite {
  const cases = problems.map(({ summary, detail }) => result('error', COMMAND, summary, [summary, detail]));
  return suite(COMMAND, cases, '');
}

const COMMAND = 'hpvmctl drift';

function suite(name: string, cases: readonly Case[], time: string): Suite {
  const count = (kind: Case['kind']): number => cases.filter((each) => each.kind === kind).length;
  const counts = { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
  const attributes = Object.entries(counts).map(([each, value]) => `${each}="${String(value)}"`);
  const text = `  <testsuite name="${xml(name)}"${time} ${attributes.join(' ')}>\n${cases.map((each) => each.text).join('')}  </testsuite>\n`;
  return { ...counts, text };
}

interface Case {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly text: string;
}

function caseOf(host: string, item: DriftItem): Case {
  const name = `${item.class}: ${item.address}`;
  const details = [
    ...(item.note === undefined ? [] : [item.note]),
    ...item.fields.map((field) => `${field.path} ${driftedFieldText(item.action ?? 'update', field)}`),
    ...(item.since === undefined ? [] : [`seen since ${item.since}`]),
  ];
  if (item.class === 'not-readable') return result('error', host, name, details);
  const { ignoredBy } = item;
  if (ignoredBy !== undefined) return result('skipped', host, name, [ignoredText(ignoredBy)]);
  return result(isDrifting(item) ? 'failure' : 'skipped', host, name, details);
}

function unread(host: string, diagnostics: readonly Diagnostic[]): Case {
  const details = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ summary, detail }) => `${summary}: ${detail}`);
  return result('error', host, 'the host could not be compared', details);
}

function result(kind: Exclude<Case['kind'], 'passed'>, host: string, name: string, details: readonly string[]): Case {
  const [first = ''] = details;
  const body = kind === 'skipped' ? '' : xml(details.join('\n'));
  return { kind, text: testCase(host, name, `<${kind} message="${xml(first)}">${body}</${kind}>`) };
}

function testCase(host: string, name: string, inside: string): string {
  return `    <testcase classname="${xml(host)}" name="${xml(name)}">${inside}</testcase>\n`;
}

/** XML 1.0 has no way to write most control characters: they are written out first. */
function xml(text: string): string {
  return text
    .split('\n')
    .map((line) => printableText(line))
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
