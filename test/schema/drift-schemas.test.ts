import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { historyAfter, NO_HISTORY, readHistory } from '../../src/drift/drift-history';
import { readIgnoreRules } from '../../src/drift/ignore-rules';
import { sweepHeadLine, sweepResultLine } from '../../src/fleet/sweep';
import { success } from '../../src/model/result';
import { driftOfHost } from '../../src/workflow/drift';
import { quickStartHost } from '../hosts/quick-start-host';
import { faultsOf } from './published-schema';

const rule = { address: 'vswitch.lab*', owner: 'ops', reason: 'moves in January', expires: '2027-01-31' };
const ignore = (...rules: readonly object[]): object => ({ formatVersion: '1', kind: 'hpvm-drift-ignore', rules });

test.each([
  ['a rule', ignore(rule)],
  ['no rules', ignore()],
  ['a rule with everything', ignore({ ...rule, hosts: ['lab*'], class: 'missing', fields: ['uplink'] })],
  ['a class that there is not', ignore({ ...rule, class: 'gone' })],
  ['no hosts at all', ignore({ ...rule, hosts: [] })],
  ['an empty address', ignore({ ...rule, address: '' })],
  ['an owner of blanks', ignore({ ...rule, owner: ' \n' })],
  ['a reason that is missing', ignore({ ...rule, reason: undefined })],
  ['a day that no month has', ignore({ ...rule, expires: '2027-02-29' })],
  ['a word that nobody knows', ignore({ ...rule, until: '2027-01-31' })],
  ['another version', { ...ignore(rule), formatVersion: '2' }],
  ['a history', NO_HISTORY],
])('the schema and hpvmctl say the same of a file of ignore rules with %s', (_, file) => {
  const isRead = readIgnoreRules(JSON.stringify(file), 'ignore.json').ok;
  expect(faultsOf('drift-ignore', file).length === 0).toBe(isRead);
});

const history = (hosts: object): object => ({ ...NO_HISTORY, hosts });

test.each([
  ['no hosts', NO_HISTORY],
  ['a host', history({ vmhost1: { 'missing vswitch.web': '2026-11-23T04:00:00Z' } })],
  ['a time without its zone', history({ vmhost1: { 'missing vswitch.web': '2026-11-23T04:00:00' } })],
  ['a time that is none', history({ vmhost1: { 'missing vswitch.web': 'Monday' } })],
  ['a host that is a list', history({ vmhost1: [] })],
  ['more than hosts', { ...NO_HISTORY, since: '2026-11-23T04:00:00Z' }],
  ['the kind of another file', { ...NO_HISTORY, kind: 'hpvm-drift-ignore' }],
])('the schema and hpvmctl say the same of a history with %s', (_, file) => {
  expect(faultsOf('drift-history', file).length === 0).toBe(readHistory(JSON.stringify(file), 'history.json').ok);
});

test('the schemas accept reports and histories as hpvmctl writes them, and nothing beside', async () => {
  const decoded = decodeDesiredHost(
    {
      formatVersion: '1',
      kind: 'hpvm-desired-host',
      host: 'vmhost1',
      lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }],
      vswitches: [{ name: 'web', uplink: 'lan3' }],
    },
    'desired',
  );
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  const loaded = { path: 'desired', desired: decoded.value, digest: 'sha256:d' };
  const settings = { rules: [{ ...rule, address: 'vswitch.web' }], today: '2026-11-23', history: NO_HISTORY };
  const { report } = await driftOfHost(loaded, async () => success(quickStartHost()), settings);
  if (report === null) throw new Error('a host that was read has no report');
  expect(report.items.map(({ since, ignoredBy }) => [since !== undefined, ignoredBy?.owner])).toContainEqual([true, 'ops']);
  expect(faultsOf('drift-report', report)).toEqual([]);
  expect(faultsOf('drift-report', { ...report, surprise: 1 })).not.toEqual([]);
  const written = historyAfter(NO_HISTORY, [report]);
  expect(Object.keys(written.hosts['vmhost1'] ?? {})).not.toEqual([]);
  expect(faultsOf('drift-history', written)).toEqual([]);
  const [head, line] = [
    sweepHeadLine({ startedAt: '2026-11-23T04:00:00.000Z', shard: { index: 1, total: 2 }, hosts: [], diagnostics: [] }),
    sweepResultLine({ host: 'vmhost1', exitCode: 2, report, diagnostics: [] }),
  ].map((text): unknown => JSON.parse(text));
  expect([...faultsOf('drift-sweep-line', head), ...faultsOf('drift-sweep-line', line)]).toEqual([]);
  expect(faultsOf('drift-sweep-line', report)).not.toEqual([]);
});
