import { clear, halt, plain, samplePlan } from '../../test/review/sample-plan';
import type { EdgeExplanation, ResourceExplanation, RuleExplanation, StepExplanation } from './explanation';
import { explanationText } from './explanation-text';

const haltStep = { id: 's01', title: 'Halt vswitch vmlan900' };
const clearStep = { id: 's02', title: 'Clear failover group lan900' };
const rule = {
  id: 'halt-before-apa-teardown',
  title: 'Halt the vswitch first',
  citations: ['Notes, p. 75', 'Guide, p. 118'],
};
const without = {
  after: [haltStep],
  step: clearStep,
  clause: 'apa-change-under-vswitch',
  harm: 'lan900 changes beneath vmlan900',
};
const reason = { earlier: haltStep, rule: rule.id, why: 'a wrong MAC is shown.', isEdge: true, without };

const step: StepExplanation = {
  kind: 'step',
  host: 'vmhost1',
  planStatus: 'ready',
  step: clear,
  change: samplePlan.changes[0] ?? null,
  reasons: [reason, { ...reason, rule: 'change', isEdge: false, without: null }],
  awaitedBy: [{ id: 's03', title: 'Boot vswitch vmlan900' }],
  outages: samplePlan.outages.slice(0, 1),
  noReturn: null,
  sources: [rule, { id: 'apa-change-under-vswitch', citations: ['Notes, p. 75'] }],
};

test('a step is told with its command, who asked, why it waits, its price, its way back and its sources', () => {
  expect(explanationText(step, plain)).toBe(`\
s02 of the plan for vmhost1: Clear failover group lan900
  $ /usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force

Asked for by
  ~ apaGroup.lan900
      mode  LAN_MONITOR -> LACP_AUTO

Why it stands here
  after s01 (Halt vswitch vmlan900) because a wrong MAC is shown (halt-before-apa-teardown)
    Without that: after s01 (Halt vswitch vmlan900), in step s02 (Clear failover group lan900):
      lan900 changes beneath vmlan900 [apa-change-under-vswitch].
  after s01 (Halt vswitch vmlan900) because a wrong MAC is shown
    Other steps that it waits for bring this about.

Waiting for it
  s03  Boot vswitch vmlan900

Price
  It takes 2 s; that is assumed.
  what              running guests  from  to   min / expected / max s  basis
  vswitch.vmlan900  app01; db01     s01   s02  3 / 12 / 40             assumed

Way back
  No command takes this step back.

Form of the command
  The form of this command is recalled, and in no document that we could read: nwmgr_apa(1M) p. 7.

Sources
  halt-before-apa-teardown: Halt the vswitch first
    Notes, p. 75
    Guide, p. 118
  apa-change-under-vswitch
    Notes, p. 75
`);
});

test('a step that asks, that a rule wants, and that leads nowhere back, says so', () => {
  const undo = [['/opt/hpvm/bin/hpvmnet', '-d', '-S', 'web']];
  const text = explanationText({ ...step, step: { ...halt, undo }, change: null, noReturn: 'its MAC is lost' }, plain);
  expect(text).toContain('    answering its prompt with: y\n');
  expect(text).toContain('Asked for by\n  halt-before-apa-teardown, because lan900 is its uplink\n');
  expect(text).toContain('  $ /opt/hpvm/bin/hpvmnet -d -S web\n    answering its prompt with: y\n');
  expect(text).toContain('  No way back from here: its MAC is lost\n');
  expect(explanationText({ ...step, step: { ...halt, undo: [] } }, plain)).toContain('There is nothing to take back.');
});

test('harm at the end of a plan, and harm that nobody has shown, are told as such', () => {
  const textWith = (changed: Partial<typeof reason> | { without: null }): string =>
    explanationText({ ...step, reasons: [{ ...reason, ...changed }] }, plain);
  expect(textWith({ without: { ...without, after: [], step: null } as never })).toContain(
    'Without that: when all is done: lan900',
  );
  expect(textWith({ without: null })).toContain('What happens without that is not proven.');
});

const edge: EdgeExplanation = {
  kind: 'edge',
  host: 'vmhost1',
  planStatus: 'blocked',
  earlier: haltStep,
  later: clearStep,
  relation: 'edge',
  way: [haltStep, clearStep],
  reasons: [reason],
  sources: [rule],
};

test('an edge is told with its reasons; of a blocked plan it is said that nothing may run', () => {
  const text = explanationText(edge, plain);
  expect(text).toContain(`\
s01:s02 of the plan for vmhost1
  s01  Halt vswitch vmlan900
  s02  Clear failover group lan900

  The plan is blocked: nothing of it may run.
  s02 waits for s01.

Why
  after s01 (Halt vswitch vmlan900) because`);
});

test.each([
  ['through-others', 's02 comes after s01 without waiting for it: s01, s02 follow one another.'],
  ['free', 's02 does not wait for s01: they could run in either order.'],
] as const)('two steps without an edge (%s) are told what holds between them', (relation, sentence) => {
  const text = explanationText({ ...edge, relation, reasons: [] }, plain);
  expect(text).toContain(sentence);
  expect(text.includes('On the way\n  s01')).toBe(relation === 'through-others');
});

const resource: ResourceExplanation = {
  kind: 'resource',
  host: 'vmhost1',
  planStatus: 'ready',
  address: 'vswitch.vmlan900',
  change: null,
  steps: [{ ...haltStep, rule: rule.id, why: 'lan900 changes beneath it', durationSeconds: halt.durationSeconds }],
  outages: samplePlan.outages,
  cutOffGuests: ['db01'],
  notes: [{ severity: 'warning', code: 'tell-the-switch', summary: 'the switch must agree' }],
  sources: [rule],
};

test('a resource is told with its steps, whom it interrupts and what is noted', () => {
  expect(explanationText(resource, plain)).toContain(`\
vswitch.vmlan900 in the plan for vmhost1

Steps
  s01  Halt vswitch vmlan900, about 2 s (1 to 10 s)
    here because lan900 changes beneath it (halt-before-apa-teardown)

Interruptions
  what              running guests       from  to   min / expected / max s  basis
  vswitch.vmlan900  app01; db01          s01   s02  3 / 12 / 40             assumed
    2 guest NICs    app01 0,1; db01 0,1  s01   s02  3 / 12 / 40             assumed
  Running guests cut off, on all their NICs at once: db01.
  Running guests that lose a NIC for some time and keep another one: app01.

Notes
  warning  the switch must agree [tell-the-switch]
`);
  const untouched = explanationText({ ...resource, steps: [], outages: [], notes: [] }, plain);
  expect(untouched).toContain('No step of this plan runs a command for it.');
});

const ruleOf: RuleExplanation = {
  kind: 'rule',
  rule: {
    ...{ id: rule.id, title: rule.title, why: 'A wrong MAC is shown.', severity: 'error', basis: 'documented' },
    citations: [{ document: 'Notes', section: '7.2.18', page: 75 }],
    examples: {
      unsafe: [{ title: 'emptied while up', given: ['mkdir x'], commands: ['nwmgr -d'] }],
      safe: [{ title: 'halted first', commands: ['hpvmnet -h', 'nwmgr -d'] }],
    },
  },
};

test('a rule is told with why, how sure, unsafe and safe command lines, and where it is at work', () => {
  const atWork = {
    host: 'vmhost1',
    asksFor: [{ ...haltStep, why: 'lan900 changes' }],
    orders: [
      { earlier: haltStep, later: clearStep, why: 'a wrong MAC.', isEdge: true },
      { earlier: haltStep, later: clearStep, why: 'a wrong MAC', isEdge: false },
    ],
    requires: ['lanInterface.lan4'],
    notes: [{ severity: 'warning', summary: 'tell them' }],
  };
  const idle = { host: 'vmhost2', asksFor: [], orders: [], requires: [], notes: [] };
  expect(explanationText({ ...ruleOf, plans: [atWork, idle] }, plain)).toBe(`\
halt-before-apa-teardown: Halt the vswitch first
  A wrong MAC is shown.

  HP documents it. A plan that cannot keep it is refused.

Unsafe
  emptied while up
    # before: mkdir x
    $ nwmgr -d

Safe
  halted first
    $ hpvmnet -h
    $ nwmgr -d

Sources
  Notes, 7.2.18, p. 75

In the plan for vmhost1
  requires a change of lanInterface.lan4
  s01  Halt vswitch vmlan900: here because lan900 changes
  s01:s02  a wrong MAC
  s01:s02  a wrong MAC (kept through other steps)
  warning  tell them

In the plan for vmhost2
  It is not at work here.
`);
});

test('a clause of the checker is told with its source and the edges that it proves', () => {
  const shown = [{ edge: 's01:s02', harm: 'lan900 changes' }];
  const plans = [
    { host: 'vmhost1', shown },
    { host: 'vmhost2', shown: [] },
  ];
  const text = explanationText({ kind: 'clause', id: 'apa-change', source: 'Notes, p. 75', plans }, plain);
  expect(text).toContain('Source\n  Notes, p. 75\n');
  expect(text).toContain('In the plan for vmhost1\n  s01:s02  without it, lan900 changes\n');
  expect(text).toContain('In the plan for vmhost2\n  No edge is there because of it.\n');
  expect(explanationText({ kind: 'clause', id: 'final-state', source: null }, plain)).toContain('rests on no document');
});

test('no explanation is wider than the page, but for command lines that are meant to be copied', () => {
  const narrow = { colour: false, widthColumns: 60 };
  const long = { ...haltStep, title: 'Halt a vswitch '.repeat(12).trim() };
  const reasons = [{ ...reason, earlier: long, without: { ...without, after: [long] } }];
  for (const explanation of [
    { ...step, reasons, awaitedBy: [long], outages: [] },
    { ...edge, reasons, earlier: long },
  ]) {
    const lines = explanationText(explanation, narrow).split('\n');
    expect(lines.filter((line) => line.length > 60)).toEqual([]);
  }
});

test('what a plan file says cannot drive a terminal', () => {
  const evil = '\u001b[2J\u202e';
  const named = { id: evil, title: evil };
  const texts = [
    explanationText(
      { ...step, host: evil, noReturn: evil, awaitedBy: [named], sources: [{ id: evil, citations: [evil] }] },
      plain,
    ),
    explanationText(
      { ...edge, earlier: named, later: named, way: [named], relation: 'through-others', reasons: [] },
      plain,
    ),
    explanationText({ ...resource, address: evil, notes: [{ severity: evil, code: evil, summary: evil }] }, plain),
    explanationText(
      { kind: 'clause', id: evil, source: evil, plans: [{ host: evil, shown: [{ edge: evil, harm: evil }] }] },
      plain,
    ),
  ];
  for (const text of texts) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});

test('a step of the way back is told with what it takes back, when it is run, its neighbours and its price', () => {
  const text = explanationText(
    {
      kind: 'revert-step',
      host: 'vmhost1',
      planStatus: 'ready',
      step: {
        id: 'r02',
        title: 'Boot vswitch vmlan900',
        takesBack: ['s01'],
        command: ['/opt/hpvm/bin/hpvmnet', '-b', '-S', 'vmlan900'],
        phase: 'running',
        due: 'now',
        onlyBehind: 'r01',
        durationSeconds: { min: 1, expected: 2, max: 10, basis: 'assumed' },
      },
      takesBack: [haltStep],
      before: { id: 'r01', title: 'Halt vswitch vmlan900' },
      behind: null,
      outages: [],
      switchPorts: [],
      sources: [rule],
    },
    plain,
  );
  expect(text).toBe(`\
r02 of the way back of the plan for vmhost1: Boot vswitch vmlan900
  $ /opt/hpvm/bin/hpvmnet -b -S vmlan900

Takes back
  s01  Halt vswitch vmlan900

When it is run
  When the run is taken back and that step was begun. Where the host has booted since, the boot has
    done that already, and it is not run.
  Only where r01 was run.

Where it stands
  The commands that are due are run one after the other, as the plan lists them.
  r01  before it: Halt vswitch vmlan900

Price
  It takes about 2 s (1 to 10 s); that is assumed.

Sources
  halt-before-apa-teardown: Halt the vswitch first
    Notes, p. 75
    Guide, p. 118
`);
});
