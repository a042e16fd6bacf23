import type { ResourceAddress } from '../model/resource';
import { driftMarkdown } from './drift-markdown';
import type { DriftReport } from './drift-report';
import { driftText } from './drift-text';

const withItems = (report: Omit<DriftReport, 'items'>): DriftReport => ({
  ...report,
  items: [
    ...report.changes.map(
      ({ address, action, fields }) => ({ class: 'managed-changed', address, action, fields }) as const,
    ),
    ...report.unmanaged.map((address) => ({ class: 'unmanaged-extra', address, action: null, fields: [] }) as const),
  ],
});

const report: DriftReport = withItems({
  formatVersion: '1',
  kind: 'hpvm-drift-report',
  host: 'vmhost1',
  status: 'drift',
  desiredDigest: 'sha256:d',
  observedAt: '2026-11-22T10:45:00Z',
  changes: [
    {
      address: 'lanInterface.lan4' as ResourceAddress,
      kind: 'lanInterface',
      action: 'update',
      fields: [{ path: 'checksumOffload', before: 'on', after: 'off' }],
    },
    {
      address: 'vswitch.backup' as ResourceAddress,
      kind: 'vswitch',
      action: 'create',
      fields: [{ path: 'uplink', before: null, after: null }],
    },
    {
      address: 'guestNic.web|01:0,3' as ResourceAddress,
      kind: 'guestNic',
      action: 'delete',
      fields: [{ path: 'vlanId', before: 7, after: null }],
    },
  ],
  unmanaged: [],
  diagnostics: [],
});
const plain = { colour: false, widthColumns: 100 };

test('a drift report says per resource what is and what should be', () => {
  expect(driftText(report, plain)).toBe(`\
vmhost1: drift in 3 resources
  ~ lanInterface.lan4
      checksumOffload  is on, should be off
  + vswitch.backup is missing
      uplink  should be none (guest-only)
  - guestNic.web|01:0,3 is no longer desired
      vlanId  is 7
`);
});

test('what runs as desired and is saved otherwise is told apart', () => {
  const address = 'hostVlan.lan5000' as ResourceAddress;
  const changes = [
    { address, kind: 'hostVlan', action: 'update', fields: [{ path: 'saved.vlanId', before: null, after: 120 }] },
    { address, kind: 'hostVlan', action: 'delete', fields: [{ path: 'saved.uplink', before: 'lan4', after: null }] },
  ] as const;
  expect(driftText(withItems({ ...report, changes }), plain)).toBe(`\
vmhost1: drift in 2 resources
  ~ hostVlan.lan5000 runs as desired, but is saved otherwise: the next boot changes it
      saved.vlanId  is not saved, should be 120
  - hostVlan.lan5000 is gone, but still saved: the next boot brings it back
      saved.uplink  is lan4
`);
  expect(driftMarkdown(withItems({ ...report, changes }))).toContain(
    '| runs as desired, but is saved otherwise: the next boot changes it<br>saved.vlanId is not saved, should be 120 |',
  );
});

test('what is not managed is named, and is no drift', () => {
  const unmanaged = ['guestNic.test01:0,1', 'vswitch.vmlan0'];
  expect(driftText(withItems({ ...report, status: 'in-sync', changes: [], unmanaged }), plain)).toBe(
    'vmhost1: in sync\n\nNot managed here: guestNic.test01:0,1, vswitch.vmlan0\n',
  );
  expect(driftMarkdown(withItems({ ...report, unmanaged }))).toContain(
    '\n\nNot managed here: `guestNic.test01:0,1`, `vswitch.vmlan0`\n\nObserved at',
  );
});

test('in sync is one line, and unknown is not taken for it', () => {
  expect(driftText(withItems({ ...report, status: 'in-sync', changes: [] }), plain)).toBe('vmhost1: in sync\n');
  expect(driftText(withItems({ ...report, status: 'unknown', changes: [] }), plain)).toBe(
    'vmhost1: unknown, because not everything could be read\n',
  );
});

test('as a comment it is a table that no name can break', () => {
  expect(driftMarkdown(report)).toBe(`\
### \`vmhost1\`: drift in 3 resources

| resource | difference |
|---|---|
| \`lanInterface.lan4\` | checksumOffload is on, should be off |
| \`vswitch.backup\` | is missing<br>uplink should be none (guest-only) |
| <code>guestNic&#46;web&#124;01&#58;0,3</code> | is no longer desired<br>vlanId is 7 |

Observed at \`2026-11-22T10:45:00Z\`, compared with \`sha256:d\`.
`);
});

test('what a rule lets stay, and what waits for a start, are told and are no drift', () => {
  const items = [
    { class: 'pending-reboot', address: 'guest.db01', action: null, fields: [], note: 'another configuration waits' },
    {
      class: 'managed-changed',
      address: 'vswitch.web',
      action: 'update',
      fields: [{ path: 'state', before: 'down', after: 'up' }],
      ignoredBy: { owner: 'ops', reason: 'until the move', expires: '2026-12-31' },
    },
  ] as const;
  expect(driftText({ ...report, status: 'in-sync', changes: [], items }, plain)).toBe(`\
vmhost1: in sync

Waiting: guest.db01: another configuration waits

Ignored: vswitch.web: until the move (ops, until 2026-12-31)
`);
});

test('since when something differs is said where a history is kept', () => {
  const items = report.items.slice(0, 1).map((item) => ({ ...item, since: '2026-11-20T04:00:00Z' }));
  expect(driftText({ ...report, items }, plain)).toContain('      seen since 2026-11-20T04:00:00Z\n');
  expect(driftMarkdown({ ...report, items })).toContain(
    '| checksumOffload is on, should be off | `2026-11-20T04:00:00Z` |',
  );
});
