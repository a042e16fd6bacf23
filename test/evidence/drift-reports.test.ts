import { driftFigures, isFaultless } from '../../scripts/evidence/drift/drift-figures';
import { driftSweep, RELEVANT_CHANGES } from '../../scripts/evidence/drift/drift-sweep';
import { falseReport, missedReport, unsaidGap } from '../../scripts/evidence/drift/judge-drift';
import type { HostDrift } from '../../src/fleet/sweep';

const seed = Number(process.env['HPVM_EVIDENCE_SEED'] ?? process.env['HPVM_PROPERTY_SEED'] ?? '1');

test(`drift tells what has changed and nothing else (seed ${String(seed)})`, async () => {
  const tally = await driftSweep({ looks: 150, seed });
  expect(isFaultless(tally) ? '' : driftFigures(tally, { looks: 150, seed })).toBe('');
  expect(Object.keys(tally.counts).filter((name) => name.startsWith('noise ')).length).toBeGreaterThan(15);
}, 120_000);

test('every kind of which something can be gone is among what is changed', () => {
  const changed = RELEVANT_CHANGES.map(({ name }) => name);
  expect(changed).toEqual(
    expect.arrayContaining(
      ['lanInterface', 'apaGroup', 'hostVlan', 'vswitch', 'guest', 'guestNic'].map((kind) => `${kind} missing`),
    ),
  );
});

test('every field that a document can hold is among what is changed', () => {
  const changed = new Set(RELEVANT_CHANGES.map(({ name }) => name));
  const fields = {
    lanInterface: ['checksumOffload', 'segmentationOffload', 'saved.checksumOffload', 'saved.segmentationOffload'],
    apaGroup: ['mode', 'ports', 'loadBalancing', 'saved.mode', 'saved.ports', 'saved.loadBalancing'],
    hostVlan: ['uplink', 'vlanId', 'saved.uplink', 'saved.vlanId'],
    vswitch: ['uplink', 'state'],
    guestNic: ['vswitch', 'adapter', 'vlanId', 'port', 'mac'],
    tunables: ['macAddressFrames'],
  };
  const names = Object.entries(fields).flatMap(([kind, paths]) => paths.map((path) => `${kind}.${path}`));
  expect(names.filter((name) => !changed.has(name))).toEqual([]);
});

describe('the judge', () => {
  const item = {
    class: 'managed-changed',
    address: 'vswitch.web',
    action: 'update',
    fields: [{ path: 'uplink', before: 'lan3', after: 'lan4' }],
  } as const;
  const drift = (status: 'drift' | 'in-sync', ...items: readonly (typeof item)[]): HostDrift =>
    ({
      host: 'h',
      exitCode: status === 'drift' ? 2 : 0,
      diagnostics: [],
      report: { status, items },
    }) as unknown as HostDrift;
  const expected = { class: item.class, address: item.address, isDrift: true, field: { path: 'uplink', now: 'lan3' } };

  test('sees a report of what has not happened', () => {
    expect(falseReport(drift('in-sync'), drift('in-sync'))).toBeUndefined();
    expect(falseReport(drift('in-sync'), drift('drift', item))).toContain('exit code 2');
    expect(falseReport(drift('drift', item), drift('drift', item, item))).toContain('items');
  });

  test('sees that something was not told, or told otherwise than it is', () => {
    expect(missedReport(expected, drift('drift', item))).toBeUndefined();
    expect(missedReport(expected, drift('in-sync'))).toContain('not among');
    expect(missedReport({ ...expected, field: { path: 'uplink', now: 'lan5' } }, drift('drift', item))).toContain(
      'not among',
    );
    expect(missedReport({ ...expected, isDrift: false }, drift('drift', item))).toBe('taken for drift');
    expect(missedReport({ ...expected, actor: 'vswitchmgr' }, drift('drift', item))).toContain('not among');
    expect(unsaidGap(drift('in-sync'))).toBe('in sync');
  });

  test('sees that something was told as missing that could not be read', () => {
    const { class: _, ...rest } = item;
    const report = { status: 'drift', items: [{ class: 'missing', ...rest }] };
    const told = { ...drift('drift'), report } as unknown as HostDrift;
    expect(unsaidGap(told)).toBe('told as missing: vswitch.web');
  });
});
