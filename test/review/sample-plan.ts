import type { Plan, PlanStep } from '../../src/plan/plan-document';

/** The source of the one rule that the sample plan names. */
export const citationOf = (rule: string): string | undefined =>
  rule === 'halt-before-apa-teardown' ? 'Release Notes 4.2.5, 7.2.18, p. 75' : undefined;

/** A terminal of 100 columns without colours. */
export const plain = { colour: false, widthColumns: 100 };

/** Halts a vswitch before its group is emptied. */
export const halt: PlanStep = {
  id: 's01',
  title: 'Halt vswitch vmlan900',
  address: 'vswitch.vmlan900',
  command: ['/opt/hpvm/bin/hpvmnet', '-S', 'vmlan900', '-h'],
  answers: ['y'],
  phase: 'running',
  purpose: { rule: 'halt-before-apa-teardown', why: 'lan900 is its uplink' },
  after: [],
  durationSeconds: { min: 1, expected: 2, max: 10, basis: 'assumed' },
  undo: [['/opt/hpvm/bin/hpvmnet', '-b', '-S', 'vmlan900']],
  confidence: 'documented',
  source: 'AG63 p. 118',
};
/** Empties the group of a halted vswitch; nothing takes it back. */
export const clear: PlanStep = {
  id: 's02',
  title: 'Clear failover group lan900',
  address: 'apaGroup.lan900',
  command: ['/usr/sbin/nwmgr', '-d', '-S', 'apa', '-c', 'lan900', '-A', 'links=all', '--force'],
  phase: 'running',
  purpose: { rule: 'change', why: 'apaGroup.lan900 changes its mode' },
  after: [
    {
      step: 's01',
      rule: 'halt-before-apa-teardown',
      why: 'otherwise hpvmnet reports an incorrect MAC address for the vswitch.',
    },
  ],
  durationSeconds: { min: 2, expected: 2, max: 2, basis: 'assumed' },
  undo: null,
  confidence: 'recalled',
  source: 'nwmgr_apa(1M) p. 7',
};

/** Two steps, one edge, one interruption; proven. */
export const samplePlan: Plan = {
  formatVersion: '1',
  kind: 'hpvm-plan',
  host: 'vmhost1',
  status: 'ready',
  basis: {
    desiredDigest: 'sha256:d',
    footprintDigest: 'sha256:f',
    rulesDigest: 'sha256:r',
    contentDigest: 'sha256:0',
    observedAt: '2026-11-22T10:45:00Z',
    footprint: [{ path: 'apaGroup.lan900.mode', value: 'LAN_MONITOR' }],
  },
  changes: [
    {
      address: 'apaGroup.lan900',
      action: 'update',
      fields: [{ path: 'mode', before: 'LAN_MONITOR', after: 'LACP_AUTO' }],
    },
    {
      address: 'lanInterface.lan4',
      action: 'update',
      fields: [{ path: 'checksumOffload', before: 'on', after: 'off' }],
      derivedBy: 'cko-off-before-vlan',
    },
  ],
  steps: [halt, clear],
  outages: [
    {
      address: 'vswitch.vmlan900',
      guests: ['app01', 'db01'],
      fromStep: 's01',
      toStep: 's02',
      seconds: { min: 3, expected: 12, max: 40 },
      basis: 'assumed',
    },
    {
      address: 'guestNic.app01:0,1',
      guests: ['app01'],
      fromStep: 's01',
      toStep: 's02',
      seconds: { min: 3, expected: 12, max: 40 },
      basis: 'assumed',
      cause: 'vswitch.vmlan900',
    },
    {
      address: 'guestNic.db01:0,1',
      guests: ['db01'],
      fromStep: 's01',
      toStep: 's02',
      seconds: { min: 3, expected: 12, max: 40 },
      basis: 'assumed',
      cause: 'vswitch.vmlan900',
    },
  ],
  revert: {
    guardedUntil: 's02',
    steps: [
      {
        id: 'r01',
        takesBack: ['s01'],
        title: 'Boot vswitch vmlan900',
        command: ['/opt/hpvm/bin/hpvmnet', '-b', '-S', 'vmlan900'],
        phase: 'running',
        due: 'now',
        durationSeconds: { min: 1, expected: 3, max: 15, basis: 'assumed' },
      },
    ],
    outages: [],
  },
  managementPath: { touched: false, through: ['lan0'] },
  certificate: {
    checker: 'checker 1',
    statesChecked: 7,
    rules: ['apa-change-under-vswitch', 'vswitch-keeps-old-address'],
    witnesses: [
      {
        earlier: 's01',
        later: 's02',
        after: [],
        step: 's02',
        clause: 'apa-change-under-vswitch',
        harm: 'lan900 loses its ports under vmlan900, which is up',
      },
    ],
    pointsOfNoReturn: [{ step: 's02', why: 'no command puts the ports back in their old order.' }],
  },
  diagnostics: [],
};
