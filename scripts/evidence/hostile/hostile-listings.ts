import type { Change } from '../../../src/diff/change';
import { compileDiscoveryScript } from '../../../src/discovery/probes/compile-discovery-script';
import { discoverHost } from '../../../src/discovery/discover-host';
import { OBJECT, type ProbeSubject } from '../../../src/discovery/probes/probe';
import { probeEntries } from '../../../src/discovery/probes/probes';
import type { HostShell, ScriptOutcome } from '../../../src/transport/host-shell';
import { planHost } from '../../../src/plan/plan-host';
import { driftMarkdown } from '../../../src/review/drift-markdown';
import type { DriftReport } from '../../../src/review/drift-report';
import { driftText } from '../../../src/review/drift-text';
import { snapshotText } from '../../../src/review/snapshot-text';
import { decodeDesiredHost } from '../../../src/desired/decode-desired-host';
import { SMALL_HOST, SMALL_HOST_FILES } from '../../../test/recordings/small-host';
import type { Random } from '../random';
import { count } from '../tally';
import { valueOf } from './bases';
import { hostileValue } from './hostile-value';
import { judgeDiagnostics, judgePlan, type Surroundings } from './hostile-documents';
import type { StubHost } from './stub-host';

const TOKEN = 'abcdef0123456789';

/** Rows with a hostile name that each listing gets. */
const ROWS = 25;

/** What an object may be called for the script to ask about it, from HP's grammar of names. */
const NAMES: Readonly<Record<Exclude<ProbeSubject, 'host'>, RegExp>> = {
  interface: /^lan[0-9]+$/,
  nic: /^lan[0-9]+$/,
  aggregate: /^lan9[0-4][0-9]$/,
  hostVlan: /^lan[5-8][0-9]{3}$/,
  plumbedInterface: /^lan[0-9]+(:[0-9]+)?$/,
  vswitch: /^[A-Za-z0-9_][A-Za-z0-9_-]{0,7}$/,
  guest: /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/,
};

/** The commands that discovery asks, and those of their words that have an answer of their own. */
export const DISCOVERY_COMMANDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(SMALL_HOST).map(([command, answers]) => [command, Object.keys(answers)]),
);

/**
 * A host all of whose answers hold hostile values: names in listings, processes, contents of files. The script may ask
 * only what it is there to ask, only about names that are names; what comes back is assembled and shown.
 * Gives the number of values, each a case.
 */
export async function hostileListings({ bases, host, random, tally, judge }: Surroundings): Promise<number> {
  const cases = { count: 0 };
  const value = (harmless = ''): string => {
    cases.count += 1;
    return hostileValue(random, host.trap, harmless);
  };
  for (const [command, answers] of Object.entries(SMALL_HOST))
    for (const [words, { stdout }] of Object.entries(answers))
      host.answer(
        command,
        words,
        IDENTITY.has(command) && random.chance(0.9) ? String(stdout) : garbled(String(stdout ?? ''), random, value),
      );
  for (const command of host.commands) host.answer(command, null, value('vswitch'));
  for (const [file, text] of Object.entries(FILES)) host.write(file, garbled(text, random, value));

  const { calls, outcome } = discovered(host);
  count(tally, 'cases', cases.count);
  count(tally, 'cases in host output', cases.count);
  count(tally, 'commands of discovery', calls.length);
  const strange = calls.find((call) => !isQuestion(call));
  if (strange !== undefined) count(tally, 'escapes', 1, `discovery called ${JSON.stringify(strange)}`);
  const marks = host.marks();
  if (marks.length > 0) count(tally, 'escapes', 1, `discovery left ${marks.join(' ')}`);

  const shell: HostShell = { runScript: () => Promise.resolve(outcome), close: () => Promise.resolve() };
  const options = { host: 'vmhost1', observedAt: '2026-11-22T10:00:00Z', frameToken: TOKEN, timeoutMs: 60_000 };
  const observed = await discoverHost(shell, options);
  if (!observed.ok) {
    count(tally, 'hosts that were refused');
    judgeDiagnostics(judge, 'host output', observed.diagnostics);
    return cases.count;
  }
  count(tally, 'hosts that were observed');
  const style = { colour: false, widthColumns: 100 };
  judge.text('a snapshot', snapshotText(observed.value, style));
  const desired = valueOf(decodeDesiredHost(random.pick(bases.documents), 'vmhost1.desired.json'));
  const plan = planHost({ desired, desiredDigest: 'sha256:00', observed: observed.value, acceptRecalled: false });
  judgePlan(judge, 'host output', plan);
  const drift: DriftReport = {
    formatVersion: '1',
    kind: 'hpvm-drift-report',
    host: 'vmhost1',
    status: 'drift',
    desiredDigest: 'sha256:00',
    observedAt: plan.basis.observedAt,
    changes: plan.changes.map((change) => ({
      ...change,
      kind: 'vswitch' as const,
      address: change.address as Change['address'],
    })),
    items: plan.changes.map(({ address, action, fields }) => ({
      class: 'managed-changed',
      address,
      action,
      fields,
      note: address,
      ignoredBy: { owner: address, reason: address, expires: '2027-01-31' },
    })),
    diagnostics: plan.diagnostics,
    unmanaged: [
      ...observed.value.guests.map(({ name }) => `guestNic.${name}:0,1`),
      ...observed.value.vswitches.map(({ name }) => `vswitch.${name}`),
      value('x'),
    ],
  };
  judge.text('drift of host output', driftText(drift, style));
  judge.markdown('drift of host output', driftMarkdown(drift));
  return cases.count;
}

/** Without their true answer a host is refused at once, and there is less to see. */
const IDENTITY = new Set(['/usr/bin/uname', '/usr/bin/model', '/opt/hpvm/bin/hpvminfo']);

const FILES: Readonly<Record<string, string>> = {
  ...SMALL_HOST_FILES,
  '/var/opt/hpvmctl/lock/owner': 'owner=anna@desk\nrun=run-1\nsince=2026-11-22T10:00:00Z\npid=4711\n',
  '/var/opt/hpvmctl/unfinished':
    'run run-1\nsince 2026-11-22T10:00:00Z\ntodo s01 /opt/hpvm/bin/hpvmnet -b -S x\ndone s01\n',
  '/var/opt/hpvmctl/durations': 'boot 2026-11-22T10:00:00Z 2026-11-22T10:00:02Z\n',
  '/tmp/vswitchmgr.pid': '4711\n',
};

/** Sometimes a text with hostile words in it; after the ruler of a table, rows with hostile names besides. */
function garbled(text: string, random: Random, value: (harmless?: string) => string): string {
  const words = text.split(/(\s+)/);
  const changed = random.chance(0.5)
    ? text
    : words.map((word) => (word.trim() !== '' && random.chance(0.04) ? value(word) : word)).join('');
  const ruler = /^=+ .*\n/m.exec(text)?.[0] ?? (text.startsWith('Name ') ? '\n' : undefined);
  if (ruler === undefined) return random.chance(0.3) ? `${changed}${value()}\n` : changed;
  const row =
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .at(-1) ?? '';
  const [, name = '', rest = ''] = /^(\S+)(.*)$/.exec(row) ?? [];
  const rows = Array.from({ length: ROWS }, () => `${value(random.chance(0.5) ? name : '')}${rest}\n`).join('');
  return `${changed}${rows}`;
}

function discovered(host: StubHost): {
  readonly calls: readonly (readonly string[])[];
  readonly outcome: ScriptOutcome;
} {
  const { calls, ...outcome } = host.run(compileDiscoveryScript(TOKEN));
  return { calls, outcome };
}

/** Whether a call is a probe, word by word, about something that may be asked about. */
function isQuestion(call: readonly string[]): boolean {
  return probeEntries().some(([, probe]) => {
    if (probe.kind !== 'command' || probe.words.length !== call.length) return false;
    return probe.words.every((word, index) =>
      word === OBJECT && probe.subject !== 'host' ? NAMES[probe.subject].test(call[index] ?? '') : word === call[index],
    );
  });
}
