import { planByRules } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { Diagnostic } from '../../model/diagnostic';
import type { ObservedHost, SavedApaGroup, SavedLanInterface } from '../../model/observed-host';
import { savedEqualsRunning } from './saved-equals-running';

/** lan900 changes its mode, so all of APA is saved. */
const SAVES_APA = {
  apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'], loadBalancing: 'LB_MAC' }],
};

const LAN901 = { name: 'lan901', mode: 'MANUAL', ports: ['lan3'], loadBalancing: 'LB_MAC', key: null };

const savedAs = (...groups: readonly object[]): Partial<ObservedHost> => ({
  saved: { lanInterfaces: [], apaGroups: groups as readonly SavedApaGroup[], hostVlans: [] },
});

const runningAs = (change: object): Partial<ObservedHost> => ({
  apaGroups: quickStartHost().apaGroups.map((group) => (group.name === 'lan901' ? { ...group, ...change } : group)),
});

function diagnosticsOf(lists: object, changes: Partial<ObservedHost>): readonly Diagnostic[] {
  const { diagnostics } = planByRules([savedEqualsRunning], lists, changes);
  return diagnostics.filter((item) => item.code === savedEqualsRunning.id);
}

function said(lists: object, changes: Partial<ObservedHost>): readonly string[] {
  return diagnosticsOf(lists, changes).map(
    ({ severity, summary, address }) => `${severity} ${address ?? ''}: ${summary}`,
  );
}

const WARNING = 'warning apaGroup.lan901: saving APA also saves lan901, which this plan does not change';

test('a group that is only saved would be dropped along with the saving of another', () => {
  expect(said(SAVES_APA, savedAs(LAN901))).toEqual([WARNING]);
});

test('so would one that runs in another mode, over other ports, or was never saved', () => {
  const running = runningAs({ mode: 'MANUAL', ports: ['lan3'] });
  expect(said(SAVES_APA, { ...running, ...savedAs({ ...LAN901, mode: 'LACP_AUTO' }) })).toEqual([WARNING]);
  expect(said(SAVES_APA, { ...running, ...savedAs({ ...LAN901, ports: ['lan3', 'lan5'] }) })).toEqual([WARNING]);
  expect(said(SAVES_APA, { ...running, ...savedAs() })).toEqual([WARNING]);
});

test('it says what is saved, what runs, and what to do', () => {
  expect(diagnosticsOf(SAVES_APA, savedAs(LAN901))[0]?.detail).toBe(
    'Saved: MANUAL over lan3. Running: not configured. nwmgr saves all groups at once, so the next boot brings lan901 as it runs now. ' +
      'If that is not wanted, set lan901 right before the plan runs.',
  );
});

test('nothing is said where saved and running agree', () => {
  expect(said(SAVES_APA, savedAs())).toEqual([]);
  expect(said(SAVES_APA, { ...runningAs({ mode: 'MANUAL', ports: ['lan3'] }), ...savedAs(LAN901) })).toEqual([]);
});

test('nothing is said of what is unknown', () => {
  expect(said(SAVES_APA, { saved: null })).toEqual([]);
  expect(said(SAVES_APA, savedAs({ ...LAN901, mode: null, ports: null }))).toEqual([]);
});

test('nothing is said of a group that the plan changes', () => {
  const ours: Partial<ObservedHost> = { ...savedAs(LAN901), ownedAddresses: ['apaGroup.lan901'] };
  expect(said(SAVES_APA, ours)).toEqual([]);
});

test('nothing is said when APA is not saved', () => {
  expect(said({ lanInterfaces: [{ name: 'lan3', checksumOffload: 'on' }] }, savedAs(LAN901))).toEqual([]);
});

test('it names where HP says that both configurations exist, and which files hold the saved one', () => {
  const cited = savedEqualsRunning.citations.map(({ document, page }) => `${document} ${String(page ?? '')}`.trim());
  expect(cited).toEqual([
    'nwmgr_intl100(1M), February 2007',
    expect.stringMatching(/Auto Port Aggregation.*March 2014 77$/),
    expect.stringMatching(/Auto Port Aggregation.*March 2014 80$/),
    expect.stringMatching(/Auto Port Aggregation.*March 2014 82$/),
    "HP-UX VLAN Administrator's Guide, February 2007 47",
  ]);
  expect(savedEqualsRunning).toMatchObject({ severity: 'warning', basis: 'documented' });
});

describe('of a NIC', () => {
  const DECLARED = { lanInterfaces: [{ name: 'lan4', segmentationOffload: 'off' }] };
  const SAVED = { name: 'lan4', receiveChecksumOffload: 'on', transmitChecksumOffload: 'on', virtualMtuBytes: 32160 };
  const saved = (changes: object): Partial<ObservedHost> => {
    const nics: readonly object[] = [{ ...SAVED, ...changes }];
    return { saved: { lanInterfaces: nics as readonly SavedLanInterface[], apaGroups: [], hostVlans: [] } };
  };

  test('what runs otherwise than it is saved is saved along with what the plan sets', () => {
    expect(diagnosticsOf(DECLARED, saved({ transmitChecksumOffload: 'off' }))).toMatchObject([
      {
        severity: 'warning',
        address: 'lanInterface.lan4',
        summary: 'saving lan4 also saves tx_cko, which this plan does not set',
        detail: expect.stringContaining('Saved: tx_cko=off. Running: tx_cko=on.'),
      },
    ]);
  });

  test('nothing is said of what agrees, of what is unknown, and of what the plan sets', () => {
    expect(said(DECLARED, saved({}))).toEqual([]);
    expect(said(DECLARED, saved({ receiveChecksumOffload: null }))).toEqual([]);
    expect(said(DECLARED, saved({ virtualMtuBytes: 0 }))).toEqual([]);
    const both = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off', segmentationOffload: 'off' }] };
    expect(said(both, saved({ transmitChecksumOffload: 'off', receiveChecksumOffload: 'off' }))).toEqual([]);
  });
});
