import { citationOf, clear, halt, plain, samplePlan as plan } from '../../test/review/sample-plan';
import type { Diagnostic } from '../model/diagnostic';
import type { Outage, Plan, PlanStep } from '../plan/plan-document';
import { planText } from './plan-text';

const printed = (changes: Partial<Plan>): string => planText({ ...plan, ...changes }, plain, citationOf);
const tooWide = (text: string): readonly string[] => text.split('\n').filter((line) => line.length > 100);

test('a plan reads like terraform plan: changes, ordered steps with reasons, the price, the proof, one summary line', () => {
  expect(printed({})).toBe(`\
vmhost1, as observed at 2026-11-22T10:45:00Z

Changes
  ~ apaGroup.lan900
      mode  LAN_MONITOR -> LACP_AUTO
  ~ lanInterface.lan4  (required by cko-off-before-vlan)
      checksumOffload  on -> off

Steps, in this order
  s01  Halt vswitch vmlan900  about 2 s (1 to 10 s)
       $ /opt/hpvm/bin/hpvmnet -S vmlan900 -h
         answering its prompt with: y
       here because lan900 is its uplink (halt-before-apa-teardown [1])
  s02  Clear failover group lan900  2 s
       $ /usr/sbin/nwmgr -d -S apa -c lan900 -A links=all --force
       after s01 because otherwise hpvmnet reports an incorrect MAC address for the vswitch
         (halt-before-apa-teardown [1])
       ! nothing takes this step back
       ! this command form is recalled, not shown in HP's readable documents

Interruptions
  what              running guests       from  to   min / expected / max s  basis
  vswitch.vmlan900  app01; db01          s01   s02  3 / 12 / 40             assumed
    2 guest NICs    app01 0,1; db01 0,1  s01   s02  3 / 12 / 40             assumed

Management path: not touched (through lan0).

Way back
  What is before s02 is taken back automatically unless it is confirmed: 1 command, about 3 s in
  all, and nobody is interrupted.
  Its commands: hpvmctl show PLAN --full. One of them: hpvmctl explain r01 PLAN. (hpvmctl plan --out
  PLAN keeps one.)
  s02 and what is behind it run only after the confirmation. Nothing takes back:
    s02  Clear failover group lan900: no command puts the ports back in their old order

Proof
  Proven by checker 1: 7 states over all orders that these steps allow, none of them harmful.
  2 clauses checked: apa-change-under-vswitch, vswitch-keeps-old-address.
  1 edge between steps, each needed: without it some order does harm (hpvmctl explain s01:s02 PLAN
  shows how).

Sources
  [1]  Release Notes 4.2.5, 7.2.18, p. 75

Plan: 0 to create, 2 to update, 0 to delete; 2 steps; longest interruption about 12 s
  (vswitch.vmlan900).
`);
});

test('a plan with nothing to do says so in one line', () => {
  const nothing = { status: 'no-op', changes: [], steps: [], outages: [], certificate: null } as const;
  expect(printed(nothing)).toBe(`\
vmhost1, as observed at 2026-11-22T10:45:00Z

Plan: nothing to do; the host is as desired.
`);
});

describe('steps', () => {
  const step = (id: string, more: Partial<PlanStep>): PlanStep => ({ ...halt, id, ...more });

  test('what their order keeps besides is told shortly, with its source', () => {
    const implied = [
      { step: 's01', rule: 'halt-before-apa-teardown', why: 'told elsewhere' },
      { step: 's02', rule: 'halt-before-apa-teardown', why: 'told elsewhere' },
      { step: 's02', rule: 'port-vlan-while-up', why: 'told elsewhere' },
      { step: 's01', rule: 'change', why: 'its own sequence' },
    ];
    expect(printed({ steps: [halt, clear, step('s03', { implied })] })).toContain(`
       also kept: after s01, s02 (halt-before-apa-teardown [1]), after s02 (port-vlan-while-up)
`);
  });

  test('the same reason for waiting for many steps is told once, and shortened', () => {
    const steps = Array.from({ length: 30 }, (_, index) => step(`s${String(index + 1).padStart(2, '0')}`, {}));
    const after = steps.map(({ id }) => ({ step: id, rule: 'change', why: 'all of them come first' }));
    const text = printed({ steps: [...steps, step('s31', { after })] });
    expect(text).toContain('after s01, s02, s03, s04, s05, s06, s07, s08, s09, s10 and 20 more because all of them');
    expect(tooWide(text)).toEqual([]);
  });

  test('that must not run are named so', () => {
    const text = printed({ status: 'blocked', certificate: null });
    expect(text).toContain('\nSteps that would be needed, but must not run\n  s01');
    expect(text).toContain('Proof\n  None: nothing of a blocked plan may run.\n');
    expect(printed({ certificate: null })).toContain('Proof\n  None: no checker has confirmed');
  });
});

describe('a plan of 2,000 steps', () => {
  const steps = Array.from({ length: 2000 }, (_, index): PlanStep => ({
    ...(index % 2 === 0 ? halt : clear),
    id: `s${String(index + 1).padStart(4, '0')}`,
  }));
  const changes = Array.from({ length: 1500 }, (_, index) => ({
    address: `vswitch.v${String(index)}`,
    action: index < 1000 ? ('create' as const) : ('delete' as const),
    fields: [],
  }));
  const outages = Array.from({ length: 300 }, (_, index): Outage => ({
    address: `vswitch.v${String(index)}`,
    guests: Array.from({ length: 90 }, (_guest, guest) => `guest${String(guest)}`),
    fromStep: 's0001',
    toStep: 's0002',
    seconds: { min: 1, expected: 300 - index, max: 600 },
    basis: 'assumed',
  }));

  test('is an overview that a person can read, and says where the whole is', () => {
    const text = printed({ steps, changes, outages });
    expect(text).toContain(`\
Changes
  kind     create  update  delete
  vswitch  1000    0       500

Steps, in this order
  between       steps  expected  for example
  s0001..s1999  1000   2000 s    Halt vswitch vmlan900
  s0002..s2000  1000   2000 s    Clear failover group lan900
  ! nothing takes this step back: s0002, s0004, s0006, s0008, s0010, s0012, s0014 and 993 more
`);
    expect(text).toContain('hpvmctl show PLAN --full');
    expect(text).toContain('  vswitch.v0   guest0; guest1; guest2 and 87 more');
    expect(text).toContain(
      'and 260 interruptions more with the guest NICs that they cause, none longer than about 260 s',
    );
    expect(text.split('\n').length).toBeLessThan(100);
    expect(tooWide(text)).toEqual([]);
  });

  test('is shown whole when that is wanted', () => {
    const text = planText({ ...plan, steps, changes, outages }, plain, citationOf, 'full');
    expect(text.match(/^ {2}s\d{4} {2}/gm)).toHaveLength(2000);
    expect(text.match(/^ {2}[+-] vswitch/gm)).toHaveLength(1500);
    expect(text.match(/^ {2}vswitch\.v\d+ /gm)).toHaveLength(300);
  });
});

describe('interruptions', () => {
  const outage = plan.outages[0] as Outage;

  test('stand below their cause, apart where they last differently; a cause without one of its own is a heading', () => {
    const nic = (address: string, more: Partial<Outage>): Outage => ({
      ...outage,
      address,
      guests: [address.slice(9, 13)],
      ...more,
    });
    const text = printed({
      outages: [
        nic('guestNic.db01:0,2', { fromStep: 's03', toStep: 's04' }),
        outage,
        nic('guestNic.db01:0,1', { cause: outage.address, basis: 'measured' }),
        nic('guestNic.web1:0,1', { cause: outage.address }),
        nic('guestNic.app1:0,1', { cause: 'vswitch.vmlan4', isPermanent: true }),
      ],
    });
    expect(text).toContain(`\
  what                 running guests  from  to   min / expected / max s  basis
  guestNic.db01:0,2    db01            s03   s04  3 / 12 / 40             assumed
  vswitch.vmlan900     app01; db01     s01   s02  3 / 12 / 40             assumed
    guestNic.db01:0,1  db01 0,1        s01   s02  3 / 12 / 40             measured
    guestNic.web1:0,1  web1 0,1        s01   s02  3 / 12 / 40             assumed
  vswitch.vmlan4
    guestNic.app1:0,1  app1 0,1        s01        for good
`);
    expect(text).toContain('cut off for good: guestNic.app1:0,1');
  });

  test('of a vswitch that goes down twice are told with its guest NICs once', () => {
    const again = { ...outage, fromStep: 's05', toStep: 's06' };
    const text = printed({ outages: [...plan.outages, again] });
    expect(text.match(/2 guest NICs/g)).toHaveLength(1);
    expect(text.match(/^ {2}vswitch\.vmlan900 /gm)).toHaveLength(2);
  });

  test('that last are shown before those that pass, when there are many', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ ...outage, address: `vswitch.v${String(index)}` }));
    const forGood = {
      ...outage,
      address: 'vswitch.gone',
      seconds: { min: 0, expected: 0, max: 0 },
      isPermanent: true as const,
    };
    const text = printed({ outages: [...many, forGood] });
    expect(text).toMatch(/vswitch\.gone +app01; db01 +s01 +for good/);
    expect(text).toContain(
      'and 21 interruptions more with the guest NICs that they cause, none longer than about 12 s',
    );
  });

  test('of equal length are summed up by what causes the others', () => {
    const [own, ...caused] = plan.outages;
    expect(printed({ outages: [...caused, own as Outage] })).toContain('about 12 s\n  (vswitch.vmlan900).');
  });

  test('of nobody say none', () => {
    expect(printed({ outages: [{ ...outage, guests: [] }] })).toContain('vswitch.vmlan900  none            s01');
  });
});

describe('the proof', () => {
  const certificate = { ...(plan.certificate as NonNullable<Plan['certificate']>) };

  test('names edges that nothing was found against', () => {
    const text = printed({ certificate: { ...certificate, witnesses: [] } });
    expect(text).toContain('\n  No harm is known to follow without: s01:s02.\n');
    expect(text).not.toContain('each needed');
  });

  test('says when every state can be taken back, and when no step waits for another', () => {
    const text = printed({
      steps: [halt, { ...clear, after: [] }],
      certificate: { ...certificate, witnesses: [], pointsOfNoReturn: [] },
      revert: { guardedUntil: null, steps: plan.revert?.steps ?? [], outages: plan.outages },
    });
    expect(text).toContain(
      '\n  The plan is taken back automatically unless it is confirmed: 1 command, about 3 s in all.\n  Meanwhile:\n  what ',
    );
    expect(text).not.toContain('run only after the confirmation');
    expect(text).toContain('\n  No step waits for another.\n');
  });
});

describe('a blocked plan', () => {
  const blocked = (...diagnostics: readonly Partial<Diagnostic>[]): string =>
    printed({
      ...{ status: 'blocked', steps: [], outages: [], changes: [], certificate: null },
      diagnostics: diagnostics.map((each) => ({
        severity: 'error',
        code: 'x',
        summary: 'no',
        detail: 'Why.',
        ...each,
      })),
    });

  test('shows what stands in the way and what that means for whom', () => {
    const text = blocked({
      code: 'unsafe-current-state',
      summary: 'tcpdump listens on lan4',
      detail: 'Stop it, then plan again.',
      address: 'vswitch.vmlan4',
    });
    expect(text).toContain(`\
Error: tcpdump listens on lan4
  at vswitch.vmlan4 [unsafe-current-state]
  Stop it, then plan again.
  The host is not safe as it is, before any step. Whoever runs the host puts that right first;
  nothing in the desired state has to change.

Plan: blocked; 1 reason above.
`);
  });

  test.each([
    ['no-safe-order', 'Impossible, and that is proven'],
    ['unsafe-current-state', 'The host is not safe as it is'],
    ['search-limit-reached', 'Not impossible: the search gave up'],
    ['needs-approval', 'only with the word of somebody'],
    ['over-budget', 'at another time does not make it shorter'],
    ['protected', 'no option of hpvmctl overrides that'],
    ['checker-disagrees', 'A fault of hpvmctl'],
  ])('%s is worded for who must act', (code, words) => {
    expect(blocked({ code }).replaceAll(/\s+/g, ' ')).toContain(words);
    expect(blocked({ code, severity: 'warning' }).replaceAll(/\s+/g, ' ')).not.toContain(words);
  });

  test('explains a kind of no once, and cites each rule that is named', () => {
    const detail = '- "a" before "b" (halt-before-apa-teardown: a wrong MAC)\n- "b" before "a" (change: needed)';
    const text = blocked(
      { code: 'no-safe-order', detail },
      { code: 'no-safe-order', detail: 'The same again.' },
      { code: 'halt-before-apa-teardown' },
    );
    expect(text.match(/Impossible, and that is proven/g)).toHaveLength(1);
    expect(blocked({ detail: `- ${'word '.repeat(30)}` })).toContain('\n  - word word');
    expect(blocked({ detail: `- ${'word '.repeat(30)}` })).toMatch(/\n {4}word word/);
    expect(text.match(/^ {2}Source: halt-before-apa-teardown \[1\]$/gm)).toHaveLength(2);
    expect(text).toContain('Sources\n  [1]  Release Notes 4.2.5, 7.2.18, p. 75\n');
  });
});

test('no line but an unbreakable command word or a table is wider than the page', () => {
  const narrow = planText(plan, { colour: false, widthColumns: 60 }, citationOf).split('\n');
  const table = /^ {2,4}(what|vswitch|\d guest NICs)/;
  const prose = narrow.filter((line) => !table.test(line));
  expect(prose.filter((line) => line.length > 60)).toEqual([]);
  expect(narrow).toContain('       $ /usr/sbin/nwmgr -d -S apa -c lan900 -A links=all \\');
});

test('colour codes appear only when asked for', () => {
  const escape = String.fromCharCode(27);
  expect(printed({})).not.toContain(escape);
  expect(planText(plan, { ...plain, colour: true }, citationOf)).toContain(`${escape}[1mvmhost1${escape}[22m`);
});

test('what a plan file says cannot drive a terminal', () => {
  const evil = '\u001b[2J\u202e';
  const certificate = {
    ...(plan.certificate as NonNullable<Plan['certificate']>),
    checker: evil,
    rules: [evil],
    pointsOfNoReturn: [{ step: evil, why: evil }],
  };
  const outages = plan.outages.map((outage) => ({ ...outage, cause: evil, fromStep: evil, guests: [evil] }));
  const text = planText({ ...plan, certificate, outages }, plain, () => evil);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
